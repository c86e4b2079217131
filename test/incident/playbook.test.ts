import assert from 'node:assert/strict';
import { parsePlaybook } from '../../src/incident/playbook.ts';
import { allPlaybooks, incidentForm } from './talk.ts';

describe('the playbooks', () => {
  const playbooks = allPlaybooks();

  it('are there for each kind of incident and for all of them', () => {
    const [kind] = incidentForm().steps;
    const kinds = kind?.kind === 'choice' ? kind.options.map(({ value }) => value) : [];
    assert.deepEqual(playbooks.map((one) => one.kind).sort(), ['general', ...kinds].sort());
  });

  it('are short enough to be read at night: five steps of two lines at most', () => {
    for (const { kind, steps } of playbooks) {
      assert.ok(steps.length <= 5, kind);
      for (const { ja, en } of steps) assert.ok(ja.length <= 70 && en.length <= 160, `${kind}: ${ja}`);
    }
  });

  it('are refused with the field that is wrong', () => {
    assert.throws(() => parsePlaybook({ kind: 'lost' }, 'lost.yaml'), /lost\.yaml.*steps/su);
  });
});
