/** What must hold where somebody reaches past the Store, to the tables themselves. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type Cipher, createCipher, type Key, newKey, parseKeys } from '../../src/store/crypt.ts';
import { chain } from '../../src/store/log.ts';
import type { Store } from '../../src/store/store.ts';
import { conversation, file, home, keys, noon, receive, refused, report, send } from './store-fixtures.ts';

const key: Key = { id: 'k1', key: randomBytes(32) };
export const cipher = createCipher([key]);

/** A database, and a way to it that is not the Store. */
export interface Raw {
  readonly store: Store;
  /** A second Store on the same database; the suite closes it. */
  open(cipher: Cipher): Promise<Store>;
  /** Runs one statement and gives its rows. */
  run(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Statements that take the triggers of the access log away. */
  readonly disarm: readonly string[];
  /** Closes and removes everything. */
  remove(): Promise<void>;
}

/** What somebody with the rights of an owner can do. */
async function allowChanges(raw: Raw): Promise<void> {
  for (const statement of raw.disarm) await raw.run(statement);
}

const planted = '髙﨑さんのUSBメモリー';
const access = { at: noon, by: 'B1', act: 'read', subject: '2026-0001' } as const;

async function plant(store: Store): Promise<void> {
  const text = planted;
  const topic = { provision: '6.5', case: 'x', text, turns: 0 };
  await store.commit({
    now: noon,
    jobs: [receive('m1', { text }), send('r1', { text, address: 'web:E2' })],
    conversation: conversation(1, { topic }),
    report: report('2026-0001', { told: [text], answers: { what: { value: text } } }),
    events: [{ report: '2026-0001', at: noon, by: 'E1', act: 'filed', detail: { note: { value: text } } }],
    question: {
      key: 'm1',
      at: noon,
      person: 'E1',
      lang: 'ja',
      text,
      intent: 'question',
      citations: [],
      confidence: 'none',
      answer: text,
    },
    questionEvents: [{ question: 'm1', at: noon, by: 'B1', act: 'answered', detail: text }],
    access: [access, access, access],
  });
}

export function rawContract(name: string, start: () => Promise<Raw>): void {
  describe(`the tables of a store: ${name}`, () => {
    let raw: Raw;
    beforeEach(async () => {
      raw = await start();
      await plant(raw.store);
    });
    afterEach(() => raw.remove());

    it('hold nothing that a person wrote in a readable form', async () => {
      for (const table of ['job', 'conversation', 'report', 'report_event', 'question', 'question_event']) {
        const rows = await raw.run(`select * from ${table}`);
        assert.ok(rows.length > 0, table);
        assert.ok(!JSON.stringify(rows).includes(planted.slice(0, 4)), table);
      }
    });

    it('hold what must be searched as it is', async () => {
      const [row] = await raw.run(`select kind, reporter, year, serial from report where contract = 'C1'`);
      assert.deepEqual({ ...row }, { kind: 'lost', reporter: 'E1', year: 2026, serial: 1 });
    });

    for (const table of ['access_log', 'report_event']) {
      it(`refuse to change or delete a line of ${table}`, async () => {
        await assert.rejects(raw.run(`update ${table} set at = 0`), /append-only/u);
        await assert.rejects(raw.run(`delete from ${table}`), /append-only/u);
        assert.equal((await raw.run(`select * from ${table} where at <> 0`)).length, table === 'access_log' ? 3 : 1);
      });
    }

    it('show which line of the access log was changed, even where its own hash was made anew', async () => {
      await allowChanges(raw);
      await raw.run(`update access_log set actor = 'E1' where id = 2`);
      assert.deepEqual(await raw.store.verifyLog(), { rows: 3, broken: 2 });
      const [first] = await raw.run('select hash from access_log where id = 1');
      await raw.run(
        `update access_log set hash = '${chain(String(first?.hash), 2, { ...access, by: 'E1' })}' where id = 2`,
      );
      assert.deepEqual(await raw.store.verifyLog(), { rows: 3, broken: 3 });
    });

    it('show that a line was taken out of the access log, in the middle or at its end', async () => {
      await allowChanges(raw);
      await raw.run('delete from access_log where id = 3');
      assert.deepEqual(await raw.store.verifyLog(), { rows: 3, broken: 3 });
      await raw.run('delete from access_log where id = 1');
      assert.deepEqual(await raw.store.verifyLog(), { rows: 3, broken: 1 }, 'the first that is missing');
    });

    it('show the first line of a page of the archive that can no longer be read', async () => {
      const terms = { forms: 0, questions: 0, jobs: 0, leavers: 0, log: noon + 1 };
      await raw.store.keep.expire(terms, noon);
      await raw.store.commit({ now: noon, access: [access] });
      assert.deepEqual(await raw.store.verifyLog(), { rows: 4 });
      await allowChanges(raw);
      await raw.run(`update access_archive set lines = 'damaged'`);
      assert.deepEqual(await raw.store.verifyLog(), { rows: 4, broken: 1 });
    });

    it('show that the last line of the access log was replaced', async () => {
      await allowChanges(raw);
      const [second] = await raw.run('select hash from access_log where id = 2');
      const forged = chain(String(second?.hash), 3, { ...access, by: 'E9' });
      await raw.run(`update access_log set actor = 'E9', hash = '${forged}' where id = 3`);
      assert.deepEqual(await raw.store.verifyLog(), { rows: 3, broken: 3 });
    });

    it('do not open a sealed field that was moved to another row', async () => {
      await file(raw.store, report('2026-0002'));
      await raw.run(
        `update report set body = (select body from report where number = '2026-0001') where number = '2026-0002'`,
      );
      await refused('sealed', raw.store.report('2026-0002'));
      assert.equal((await raw.store.report('2026-0001'))?.told[0], planted);
    });

    it('do not let a job that cannot be opened hold up the rest: it is dead', async () => {
      await raw.run(`update job set payload = 'damaged' where key = 'm1'`);
      await raw.store.commit({ now: noon, jobs: [receive('m2')] });
      assert.deepEqual(keys(await raw.store.claim(noon, 1, 10)), ['r1']);
      assert.deepEqual(keys(await raw.store.claim(noon, 1, 10)), ['m2']);
      const [dead] = await raw.run(`select state, reason from job where key = 'm1'`);
      assert.deepEqual({ ...dead }, { state: 'dead', reason: 'sealed' });
    });

    it('are not opened without the key that they were written with, nor with another one of its name', async () => {
      const id = cipher.keyId;
      await refused('key', raw.open(createCipher(parseKeys(newKey()))));
      await refused('key', raw.open(createCipher([{ id, key: Buffer.alloc(32) }])));
    });

    it('are written with a new key and read with the old one, until both are needed', async () => {
      const fresh = parseKeys(newKey());
      const rotated = await raw.open(createCipher([...fresh, key]));
      await rotated.commit({ now: noon, jobs: [receive('m2')] });
      assert.deepEqual(keys(await rotated.history(home, 9)), ['m1', 'm2']);
      for (const one of [[key], fresh]) await refused('key', raw.open(createCipher(one)));
      await raw.open(createCipher([key, ...fresh]));
    });

    it('of a newer Tokki are refused and left as they are', async () => {
      const before = (await raw.run('select * from migration')).length;
      await raw.run(`insert into migration (name, "timestamp") values ('9999-later', '2030-01-01T00:00:00.000Z')`);
      await refused('newer', raw.open(cipher));
      assert.equal((await raw.run('select * from migration')).length, before + 1);
    });

    it('are found as they were by the next start', async () => {
      await raw.store.close();
      const next = await raw.open(cipher);
      assert.deepEqual(keys(await next.history(home, 9)), ['m1']);
      assert.deepEqual(await next.verifyLog(), { rows: 3 });
      assert.equal(await next.nextNumber(noon), '2026-0002');
    });
  });
}
