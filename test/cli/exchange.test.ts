import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractCases, wholeCases } from '../../src/cli/exchange.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { file, noon, report } from '../contracts/store-fixtures.ts';

const many = Array.from({ length: 25 }, (_, i) => report(`2026-${String(i + 1).padStart(4, '0')}`));

describe('cases that leave the store', () => {
  let folder: string;
  let store: Store;
  /** How many of its queries ran at the same time, at most. */
  let most: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tokki-exchange-'));
    const real = await openSqlite(join(folder, 'tokki.db'), createCipher(parseKeys(newKey())));
    let running = 0;
    most = 0;
    async function counted<Result>(work: () => Promise<Result>): Promise<Result> {
      most = Math.max(most, ++running);
      return work().finally(() => running--);
    }
    store = {
      ...real,
      report: (number) => counted(() => real.report(number)),
      events: (number) => counted(() => real.events(number)),
      tasks: (query) => counted(() => real.tasks(query)),
    };
    await file(store, ...many);
    const events = many.map(({ number }) => ({ at: noon, by: 'E1', act: 'filed', report: number }));
    await store.commit({ now: noon, events });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('are read one after another, however many they are', async () => {
    const cases = await wholeCases(store, many);
    assert.deepEqual(
      cases.map((one) => [one.report.number, one.events.length]),
      many.map(({ number }) => [number, 1]),
    );
    assert.equal(most, 1);
  });

  it('at the end of a contract as well', async () => {
    assert.equal((await contractCases(store, 'C1')).length, many.length);
    assert.equal(most, 1);
  });
});
