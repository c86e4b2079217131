/** What each Store must do to keep its records by the annex: logs, terms, copies, erasure. */
import assert from 'node:assert/strict';
import type { CopyRow } from '../../src/store/keeping.ts';
import type { Store } from '../../src/store/store.ts';
import {
  access,
  claimed,
  conversation,
  file,
  home,
  keys,
  noon,
  openForm,
  person,
  question,
  receive,
  refused,
  report,
  send,
} from './store-fixtures.ts';

const day = 86_400_000;
const never = { forms: 0, questions: 0, jobs: 0, log: 0, leavers: 0 };
export function keepingContract(store: () => Store): void {
  describe('the access log, read', () => {
    beforeEach(async () => {
      const lines = [
        access(),
        access({ act: 'admin', subject: 'backup:1', at: noon + 1 }),
        access({ by: 'E1', act: 'export', at: noon + 7 * 3_600_000 }),
        access({ act: 'refuse', subject: 'report:9', at: noon + day }),
      ];
      await store().commit({ now: noon, access: lines });
    });

    it('gives lines by time, kind, subject and number, the newest where there are too many', async () => {
      const ids = async (query: Parameters<Store['keep']['accesses']>[0]) =>
        (await store().keep.accesses(query)).map(({ id }) => id);
      assert.deepEqual(await ids({}), [1, 2, 3, 4]);
      assert.deepEqual(await ids({ since: noon + 1, until: noon + day }), [2, 3]);
      assert.deepEqual(await ids({ acts: ['admin'], subject: 'backup:' }), [2]);
      assert.deepEqual(await ids({ subject: 'Report' }), []);
      assert.deepEqual(await ids({ after: 2 }), [3, 4]);
      assert.deepEqual(await ids({ limit: 1 }), [4]);
    });

    it('is counted by person, act and hour in Japan, and says who was last seen when', async () => {
      const counted = await store().keep.tally(noon, noon + day + 1);
      assert.deepEqual(counted.map(({ by, act, hour, count }) => `${by} ${act} ${hour} ${count}`).toSorted(), [
        'B1 admin 12 1',
        'B1 read 12 1',
        'B1 refuse 12 1',
        'E1 export 19 1',
      ]);
      assert.equal((await store().keep.lastSeen()).get('B1'), noon + day);
    });

    it('moves what is past its retention to the archive, and stays one whole chain', async () => {
      const { rows, hash } = await store().keep.logHead();
      assert.equal(rows, 4);
      assert.deepEqual(await store().keep.expire({ ...never, log: noon + day }, noon), {
        forms: 0,
        questions: 0,
        texts: 0,
        log: 3,
        leavers: 0,
      });
      assert.deepEqual(await store().keep.logHead(), { rows: 4, hash, archived: 3, since: noon });
      assert.deepEqual(await store().verifyLog(), { rows: 4 });
      await store().commit({ now: noon, access: [access()] });
      assert.deepEqual(await store().verifyLog(), { rows: 5 });
      assert.equal(await store().keep.hashAt(4), hash);
      assert.equal(await store().keep.hashAt(9), undefined);
      const read: number[] = [];
      for await (const lines of store().keep.logPages(noon + 1, noon + day + 1))
        read.push(...lines.map(({ id }) => id));
      assert.deepEqual(read, [2, 3, 4]);
      assert.equal((await store().keep.expire({ ...never, log: noon }, noon)).log, 0);
    });

    it('is counted the same, and knows who was last seen, when it is archived', async () => {
      const who = ['E1', 'B1', 'X'];
      const look = async () => ({
        tallies: (await store().keep.tally(noon, noon + day)).map((one) => JSON.stringify(Object.entries(one).sort())),
        seen: [...(await store().keep.lastSeen(noon + 2 * day, who, who))].toSorted(),
      });
      const before = await look();
      assert.deepEqual(before.seen, [
        ['B1', noon + day],
        ['E1', noon + 7 * 3_600_000],
      ]);
      await store().keep.expire({ ...never, log: noon + 1 }, noon);
      await store().keep.expire({ ...never, log: noon + day + 1 }, noon);
      assert.equal((await store().keep.logHead()).archived, 4);
      const after = await look();
      assert.deepEqual(after.tallies.toSorted(), before.tallies.toSorted());
      assert.deepEqual(after.seen, before.seen);
      const archived = async (later: number, old: readonly string[]) => [
        ...(await store().keep.lastSeen(noon + later * day, who, old)).keys(),
      ];
      assert.deepEqual(await archived(2, ['E1']), ['E1'], 'nobody else is looked for there');
      assert.deepEqual(await archived(3 * 365, who), ['B1', 'E1'], 'three years back');
      assert.deepEqual(await archived(3 * 365 + 2, who), [], 'and no further');
    });
  });

  describe('what runs out', () => {
    it('is an open form that nobody has touched; the conversation goes on', async () => {
      await store().commit({ now: noon, conversation: conversation(1, { form: openForm, person: 'E1' }) });
      await store().commit({ now: noon, conversation: conversation(1, { address: 'web:E2' }) });
      const [idle] = await store().keep.idleForms(noon + 1);
      assert.deepEqual([idle?.address, idle?.person, idle?.form.key], [home, 'E1', 'f1']);
      assert.equal((await store().keep.expire({ ...never, forms: noon }, noon + day)).forms, 0);
      assert.equal((await store().keep.expire({ ...never, forms: noon + 1 }, noon + day)).forms, 1);
      assert.deepEqual(await store().conversation(home), conversation(2, { person: 'E1' }));
      assert.deepEqual(await store().keep.idleForms(noon + 9 * day), []);
    });

    it('stands in the access log as erased, by its number', async () => {
      for (const key of ['q1', 'q2']) await store().commit({ now: noon, question: question(key) });
      await store().commit({ now: noon + day, expire: { ...never, questions: noon + 1 } });
      await store().commit({ now: noon + day, expire: { ...never, questions: noon + 1 } });
      assert.deepEqual(
        (await store().keep.accesses({ acts: ['erase'] })).map(({ by, at, subject }) => [by, at, subject]),
        [['tokki', noon + day, 'expired:questions:2']],
      );
    });

    it('is a question by its age', async () => {
      for (const at of [noon - day, noon]) await store().commit({ now: noon, question: question(`q${at}`, 'E1', at) });
      assert.equal((await store().keep.expire({ ...never, questions: noon }, noon)).questions, 1);
      assert.equal((await store().keep.sizes()).get('question'), 1);
    });

    it('is the text of a job that is over; its key stays, and open jobs keep theirs', async () => {
      const { done } = await claimed(store());
      await store().commit({ now: noon, done, jobs: [send('r1')] });
      assert.equal((await store().keep.expire({ ...never, jobs: noon + 1 }, noon)).texts, 1);
      assert.equal((await store().keep.expire({ ...never, jobs: noon + 1 }, noon)).texts, 0);
      assert.deepEqual(keys(await store().history(home, 9)), ['r1']);
      assert.deepEqual(await store().commit({ now: noon, jobs: [receive('m1')] }), { added: 0 });
      assert.deepEqual(keys(await store().claim(noon, 1, 9)), ['r1']);
    });

    it('is the name of somebody who left long ago, with the way to that person', async () => {
      const contact = {
        address: 'slack:E1',
        platform: 'slack',
        user: 'U1',
        mail: 'E1@example.jp',
        reference: 'r',
        at: noon,
      };
      await store().commit({ now: noon, people: [person('E1'), person('E2')], contacts: [contact] });
      await store().commit({ now: noon, leavers: ['E1'] });
      assert.equal((await store().keep.expire({ ...never, leavers: noon }, noon)).leavers, 0);
      assert.equal((await store().keep.expire({ ...never, leavers: noon + 1 }, noon)).leavers, 1);
      assert.deepEqual([...(await store().names(['E1', 'E2'])).keys()], ['E2']);
      assert.deepEqual(await store().contacts(), []);
    });

    it('is the text of a dead job later, when questions run out', async () => {
      const { done } = await claimed(store());
      await store().fail({ ...done, now: noon, reason: 'x' });
      assert.equal((await store().keep.expire({ ...never, jobs: noon + 1 }, noon)).texts, 0);
      assert.equal((await store().keep.expire({ ...never, questions: noon + 1 }, noon)).texts, 1);
    });
  });

  describe('a copy', () => {
    async function fill(): Promise<void> {
      await file(store(), report('2026-0001'));
      await store().commit({
        now: noon,
        people: [person('E1')],
        jobs: [receive('m1')],
        events: [{ report: '2026-0001', at: noon, by: 'E1', act: 'filed', detail: { note: { value: '詳細' } } }],
        access: [access(), access()],
      });
    }

    async function rowsOf(from: Store): Promise<readonly CopyRow[]> {
      const rows: CopyRow[] = [];
      for await (const row of from.keep.copy()) rows.push(row);
      return rows;
    }

    it('holds every row of every table, those that others refer to first', async () => {
      await fill();
      const rows = await rowsOf(store());
      const counted = Object.fromEntries(
        Map.groupBy(rows, ({ table }) => table)
          .entries()
          .map(([t, all]) => [t, all.length]),
      );
      for (const [table, count] of await store().keep.sizes()) assert.equal(counted[table] ?? 0, count, table);
      const tables = rows.map(({ table }) => table);
      assert.ok(tables.indexOf('report') < tables.indexOf('report_event'));
      assert.equal(await store().keep.openAll(), 3);
    });

    it('is refused where there is data already, and changes nothing', async () => {
      await fill();
      const rows = await rowsOf(store());
      await refused(
        'input',
        store().keep.load(
          (async function* () {
            yield* rows;
          })(),
        ),
      );
      assert.deepEqual(await store().verifyLog(), { rows: 2 });
    });

    it('of a newer Tokki is refused', async () => {
      const newer = async function* (): AsyncGenerator<CopyRow> {
        yield { table: 'migration', row: { name: '9999-later' } };
      };
      await refused('newer', store().keep.load(newer()));
    });
  });
}
