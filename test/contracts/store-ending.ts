/** What each Store must do at the end of a contract (Art. 7): what goes, what stays. */
import assert from 'node:assert/strict';
import type { Removed } from '../../src/store/keeping.ts';
import type { Store } from '../../src/store/store.ts';
import type { Report } from '../../src/types.ts';
import {
  access,
  claimed,
  conversation,
  file,
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

export function endingContract(store: () => Store): void {
  describe('the end of a contract', () => {
    it('erases its reports, questions and conversations, and leaves those of others and the log', async () => {
      const people = [
        person('E1'),
        person('E2', { contracts: ['C2'] }),
        person('A1', { role: 'admin', contracts: ['C2'] }),
      ];
      await store().commit({ now: noon, people, access: [access()] });
      await file(store(), report('2026-0001'), report('2026-0002', { contract: '' }));
      await file(store(), report('2026-0003', { contract: 'C2', reporter: 'E2' }));
      const event = { at: noon, by: 'E1', act: 'filed' };
      await store().commit({ now: noon, events: ['2026-0001', '2026-0003'].map((one) => ({ ...event, report: one })) });
      for (const who of ['E1', 'E2', 'A1']) {
        const address = `web:${who}`;
        await store().commit({
          now: noon,
          question: question(who, who),
          conversation: conversation(1, { address, person: who, form: openForm }),
        });
        const { done } = await claimed(store(), `m${who}`);
        await store().commit({ now: noon, done, jobs: [] });
      }
      const expected = { reports: 2, questions: 2, texts: 3, conversations: 2 };
      assert.deepEqual(await store().keep.contractSizes('C1'), expected);
      const given = [report('2026-0001'), report('2026-0002')];
      const lines = ({ reports }: Removed) => [access({ act: 'erase', subject: `C1:${reports}` })];
      assert.deepEqual(await store().keep.eraseContract({ contract: 'C1', given, now: noon }, lines), expected);
      await store().keep.scrub();
      assert.deepEqual(await store().keep.contractSizes('C1'), {
        reports: 0,
        questions: 0,
        texts: 0,
        conversations: 0,
      });
      assert.deepEqual(
        (await store().reports({})).map(({ number }) => number),
        ['2026-0003'],
      );
      assert.equal((await store().events('2026-0003')).length, 1);
      assert.equal((await store().conversation('web:E1'))?.form, undefined);
      assert.equal((await store().conversation('web:E2'))?.form?.key, 'f1');
      assert.deepEqual(await store().verifyLog(), { rows: 2 });
      assert.equal((await store().keep.accesses({ acts: ['erase'] }))[0]?.subject, 'C1:2');
    });

    it('erases nothing where a report was filed or changed that nobody was given', async () => {
      await store().commit({ now: noon, people: [person('E1')], question: question('q1', 'E1') });
      await file(store(), report('2026-0001'), report('2026-0002'));
      const [first, second] = [report('2026-0001'), report('2026-0002')];
      const erase = (...given: readonly Report[]) =>
        store().keep.eraseContract({ contract: 'C1', given, now: noon }, () => [access()]);
      await refused('outdated', erase(first));
      await file(store(), report('2026-0002', { version: 2 }));
      await refused('outdated', erase(first, second));
      assert.equal((await store().reports({})).length, 2);
      assert.equal((await store().questions({})).length, 1);
      assert.deepEqual(await store().verifyLog(), { rows: 0 });
      assert.equal((await erase(first, { ...second, version: 2 }, report('2026-0003'))).reports, 2);
    });

    it('takes with it what has not been sent yet, and nothing that others wait for', async () => {
      const people = [person('E1'), person('B1', { contracts: ['C1', 'C2'] }), person('E2', { contracts: ['C2'] })];
      await store().commit({ now: noon, people });
      await file(store(), report('2026-0001'));
      for (const { id } of people)
        await store().commit({ now: noon, conversation: conversation(1, { address: `web:${id}`, person: id }) });
      const to = (who: string, key: string, text: string) => send(key, { address: `web:${who}`, text });
      await store().commit({
        now: noon,
        jobs: [
          to('E1', 's1', '回答です'),
          to('B1', 's2', '2026-0001：電車に忘れた'),
          to('B1', 's3', '別の契約'),
          to('E2', 's4', 'x'),
          receive('r1'),
        ],
      });
      const { texts } = await store().keep.contractSizes('C1');
      assert.equal(texts, 2);
      assert.equal(
        (await store().keep.eraseContract({ contract: 'C1', given: [report('2026-0001')], now: noon }, () => [])).texts,
        2,
      );
      const left = await store().claim(noon, 60_000, 9);
      assert.deepEqual(keys(left).toSorted(), ['r1', 's3', 's4']);
      assert.equal(await store().keep.openAll(), 6);
    });
  });
}
