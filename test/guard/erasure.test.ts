import assert from 'node:assert/strict';
import { erasedFor, erasureLines } from '../../src/guard/erasure.ts';
import type { Access } from '../../src/types.ts';

const request = { id: 'abc123', at: 10, what: 'erase:契約A' };
const logged = (...lines: readonly (readonly Access[])[]) => lines.flat().map((line, i) => ({ ...line, id: i + 1 }));
const erase = (subject: string, at = 20): Access => ({ at, by: 'cli:root', act: 'erase', subject });

describe('what an erasure has erased', () => {
  it('is the sum of its runs, each key and each backup once', () => {
    const lines = logged(
      erasureLines('契約A', 'abc123', { reports: 3, texts: 5 }, 'cli:root', 20),
      [erase('key:k1'), erase('backup:1')],
      erasureLines('契約A', 'abc123', { reports: 0, texts: 2 }, 'cli:root', 30),
      [erase('key:k1', 30), erase('key:k2', 30), erase('backup:1', 30), erase('backup:2', 30)],
    );
    assert.deepEqual(erasedFor(request, lines), {
      removed: { reports: 3, texts: 7 },
      keys: ['k1', 'k2'],
      backups: 2,
      line: 1,
    });
  });

  it('does not count what went before it, or what the desk removed by itself', () => {
    const lines = logged(
      [erase('key:k0', 12), erase('backup:0', 12)],
      erasureLines('契約A', 'abc123', { reports: 3 }, 'cli:root', 20),
      [erase('key:k1'), erase('backup:1'), { ...erase('backup:2'), by: 'tokki' }],
    );
    assert.deepEqual(erasedFor(request, lines), { removed: { reports: 3 }, keys: ['k1'], backups: 1, line: 3 });
  });

  it('is nothing where the same contract was erased for another request', () => {
    const lines = logged(erasureLines('契約A', 'fff999', { reports: 3 }, 'cli:root', 20), [erase('key:k1')]);
    assert.deepEqual(erasedFor(request, lines), { removed: {}, keys: [], backups: 0 });
  });

  it('is nothing of another request, of another contract, or of the time before', () => {
    const lines = logged(
      [erase('contract:契約A', 5), erase('key:k0', 5)],
      erasureLines('契約B', 'fff999', { reports: 3 }, 'cli:root', 20),
      [{ at: 20, by: 'x', act: 'read', subject: 'erased:abc123:reports=9' }],
    );
    assert.deepEqual(erasedFor(request, lines), { removed: {}, keys: [], backups: 0 });
  });
});
