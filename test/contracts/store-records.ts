import assert from 'node:assert/strict';
import type { Store } from '../../src/store/store.ts';
import {
  answers,
  claimed,
  conversation,
  file,
  home,
  noon,
  outcomes,
  person,
  receive,
  refused,
  report,
  send,
} from './store-fixtures.ts';

export function recordsContract(store: () => Store): void {
  describe('a conversation', () => {
    it('is found as it was stored, with its topic and its open form', async () => {
      const topic = { provision: '6.5', case: 'carry-out', text: 'PCを持ち出していい？', turns: 1 };
      const form = {
        form: 'incident',
        key: 'f1',
        answers,
        told: ['電車に忘れた'],
        started: noon,
        paused: true,
        link: 'https://x',
      } as const;
      const first = conversation(1, { lang: 'en', topic, form });
      await store().commit({ now: noon, conversation: first });
      assert.deepEqual(await store().conversation(home), first);
      await store().commit({ now: noon, conversation: conversation(2) });
      assert.deepEqual(await store().conversation(home), conversation(2));
    });

    it('that was never stored is absent', async () => {
      assert.equal(await store().conversation(home), undefined);
    });

    it('is stored only as the version after the stored one', async () => {
      for (const version of [2, 0])
        await refused('conflict', store().commit({ now: noon, conversation: conversation(version) }));
      await store().commit({ now: noon, conversation: conversation(1) });
      for (const version of [0, 1, 3])
        await refused('conflict', store().commit({ now: noon, conversation: conversation(version) }));
      await store().commit({ now: noon, conversation: conversation(2) });
      assert.equal((await store().conversation(home))?.version, 2);
    });

    it('that two change at once is changed by one of them', async () => {
      const first = Array.from({ length: 5 }, () => ({ now: noon, conversation: conversation(1) }));
      assert.deepEqual(await outcomes(store(), first), { written: 1, conflict: 4 });
      const next = Array.from({ length: 5 }, () => ({ now: noon, conversation: conversation(2), jobs: [send('r')] }));
      assert.deepEqual(await outcomes(store(), next), { written: 1, conflict: 4 });
    });
  });

  describe('a commit', () => {
    it('that is refused in any part writes nothing of the rest', async () => {
      const { done } = await claimed(store(), 'm1');
      await file(store(), report('2026-0001'));
      const rest = {
        now: noon,
        done,
        conversation: conversation(1),
        jobs: [send('r1')],
        people: [person('E1')],
        access: [{ at: noon, by: 'E1', act: 'write', subject: '2026-0001' }],
      } as const;
      await refused('conflict', store().commit({ ...rest, report: report('2026-0001') }));
      await refused('conflict', store().commit({ ...rest, conversation: conversation(7) }));
      await refused(
        'input',
        store().commit({ ...rest, events: [{ report: '2026-0999', at: noon, by: 'E1', act: 'filed' }] }),
      );
      await refused('input', store().commit({ ...rest, jobs: [send('r1'), receive('NUL \0')] }));
      assert.equal(await store().conversation(home), undefined);
      assert.deepEqual(await store().people(), []);
      assert.deepEqual(await store().verifyLog(), { rows: 0 });
      assert.deepEqual(await store().commit(rest), { added: 1 });
    });
  });

  describe('a report', () => {
    it('is numbered by the year in Japan, beginning with 0001', async () => {
      const newYear = Date.UTC(2026, 11, 31, 15);
      assert.equal(await store().nextNumber(newYear - 1), '2026-0001');
      assert.equal(await store().nextNumber(newYear), '2027-0001');
      await file(store(), report('2026-0001'), report('2026-0002'));
      assert.equal(await store().nextNumber(newYear - 1), '2026-0003');
      assert.equal(await store().nextNumber(newYear), '2027-0001');
    });

    it('is counted and sorted rightly beyond 9999', async () => {
      await file(store(), report('2026-0200'), report('2026-9999'));
      assert.equal(await store().nextNumber(noon), '2026-10000');
      await file(store(), report('2026-10000'));
      assert.equal(await store().nextNumber(noon), '2026-10001');
      const numbers = (await store().reports({})).map(({ number }) => number);
      assert.deepEqual(numbers, ['2026-10000', '2026-9999', '2026-0200']);
    });

    it('is found as it was filed', async () => {
      const filed = report('2026-0001', { link: 'https://example.slack.com/archives/C1/p1' });
      await file(store(), filed, report('2026-0002'));
      assert.deepEqual(await store().report('2026-0001'), filed);
      assert.deepEqual(await store().report('2026-0002'), report('2026-0002'));
      assert.equal(await store().report('2026-0003'), undefined);
    });

    it('with a number that is taken is refused, and one of several filed at once is stored', async () => {
      await file(store(), report('2026-0001'));
      await refused('conflict', store().commit({ now: noon, report: report('2026-0001', { kind: 'stolen' }) }));
      assert.equal((await store().report('2026-0001'))?.kind, 'lost');
      const commits = ['E1', 'E2', 'E3', 'E4'].map((reporter) => ({
        now: noon,
        report: report('2026-0002', { reporter }),
      }));
      assert.deepEqual(await outcomes(store(), commits), { written: 1, conflict: 3 });
    });

    it('is changed by the version after the stored one only', async () => {
      await refused('conflict', store().commit({ now: noon, report: report('2026-0001', { version: 2 }) }));
      const closed = report('2026-0001', { version: 2, edition: 2, status: 'closed', owner: 'B1', told: [] });
      await file(store(), report('2026-0001'), closed);
      assert.deepEqual(await store().report('2026-0001'), closed);
      for (const version of [1, 2, 4])
        await refused('conflict', store().commit({ now: noon, report: report('2026-0001', { version }) }));
      const commits = [1, 2, 3].map(() => ({ now: noon, report: report('2026-0001', { version: 3 }) }));
      assert.deepEqual(await outcomes(store(), commits), { written: 1, conflict: 2 });
    });

    it('without a number of the right form is refused', async () => {
      for (const number of ['', '2026', '2026-1', '26-0001', '2026-0001x']) {
        await refused('input', store().commit({ now: noon, report: report(number) }));
      }
    });

    it('is listed where it meets all conditions, newest first', async () => {
      await file(
        store(),
        report('2025-0007', { reporter: 'E2', filed: noon - 9e9 }),
        report('2026-0001', { contract: 'C2' }),
        report('2026-0002', { contract: 'C3', status: 'closed' }),
        report('2026-0003', { reporter: 'E2', contract: 'C2', filed: noon + 1 }),
      );
      const list = async (query: Parameters<Store['reports']>[0]) =>
        (await store().reports(query)).map(({ number }) => number.slice(3));
      assert.deepEqual(await list({}), ['6-0003', '6-0002', '6-0001', '5-0007']);
      assert.deepEqual(await list({ reporter: 'E2' }), ['6-0003', '5-0007']);
      assert.deepEqual(await list({ contracts: ['C2', 'C3'] }), ['6-0003', '6-0002', '6-0001']);
      assert.deepEqual(await list({ contracts: ['C2', 'C3'], status: ['received'], reporter: 'E1' }), ['6-0001']);
      assert.deepEqual(await list({ status: ['closed', 'received'], since: noon + 1 }), ['6-0003']);
      assert.deepEqual(await list({ limit: 2, offset: 1 }), ['6-0002', '6-0001']);
      assert.deepEqual(await list({ offset: 3 }), ['5-0007']);
      assert.deepEqual(await list({ limit: 0 }), []);
    });

    it('is in no list of none of the contracts', async () => {
      await file(store(), report('2026-0001', { contract: '' }));
      assert.deepEqual(await store().reports({ contracts: [] }), []);
      assert.deepEqual(await store().reports({ status: [] }), []);
    });

    it('keeps its timeline in order', async () => {
      const line = (act: string, at = noon) => ({ report: '2026-0001', at, by: 'E1', act });
      const filed = { ...line('filed'), detail: { note: { value: '駅に連絡した' } } };
      await store().commit({ now: noon, report: report('2026-0001'), events: [filed, line('told')] });
      await file(store(), report('2026-0002'));
      await store().commit({
        now: noon,
        events: [line('amended', noon - 1), { ...line('filed'), report: '2026-0002' }],
      });
      assert.deepEqual(await store().events('2026-0001'), [filed, line('told'), line('amended', noon - 1)]);
      assert.deepEqual(await store().events('2026-0009'), []);
    });

    it('keeps each of the timeline entries that several make at once', async () => {
      await file(store(), report('2026-0001'));
      const commits = Array.from({ length: 8 }, (_, i) => ({
        now: noon,
        events: [{ report: '2026-0001', at: noon, by: `E${i}`, act: 'seen' }],
      }));
      assert.deepEqual(await outcomes(store(), commits), { written: 8 });
      assert.equal(new Set((await store().events('2026-0001')).map(({ by }) => by)).size, 8);
    });
  });

  describe('a person', () => {
    it('is found by id, and replaced by the next import', async () => {
      const first = person('E1', { manager: 'B1', agency: '東京派遣', role: 'responsible', contracts: ['C1', 'C2'] });
      await store().commit({ now: noon, people: [first, person('A9')] });
      assert.deepEqual(await store().person('E1'), first);
      await store().commit({ now: noon, people: [person('E1', { name: '髙﨑' })] });
      assert.deepEqual(await store().people(), [person('A9'), person('E1', { name: '髙﨑' })]);
      assert.equal(await store().person('E2'), undefined);
    });

    it('is found by mail, however it is written', async () => {
      await store().commit({
        now: noon,
        people: [person('E1', { mail: 'Hanako.SATO@Example.jp' }), person('E2', { mail: '' })],
      });
      for (const mail of ['hanako.sato@example.jp', 'HANAKO.SATO@EXAMPLE.JP', ' Hanako.Sato@example.jp']) {
        assert.equal((await store().personByMail(mail))?.id, 'E1');
      }
      for (const mail of ['', ' ', 'hanako_sato@example.jp', '%'])
        assert.equal(await store().personByMail(mail), undefined);
    });

    it('imported last has the mail address that two have', async () => {
      await store().commit({ now: noon, people: [person('E1', { mail: 'a@b.jp' })] });
      await store().commit({ now: noon + 1, people: [person('E01', { mail: 'a@b.jp' })] });
      assert.equal((await store().personByMail('a@b.jp'))?.id, 'E01');
    });

    it('may be one of thousands', async () => {
      const people = Array.from({ length: 3_000 }, (_, i) => person(`E${10_000 + i}`));
      await store().commit({ now: noon, people });
      assert.deepEqual(await store().people(), people);
    });
  });

  describe('a question', () => {
    const question = {
      key: 'm1',
      at: noon,
      person: 'E1',
      lang: 'ja',
      text: 'PCは？',
      intent: 'question',
      citations: ['6.5'],
      confidence: 'sure',
    } as const;

    it('is kept with its verdict or without, and a second time changes nothing', async () => {
      await store().commit({ now: noon, question: { ...question, verdict: 'required' } });
      await store().commit({ now: noon, question: { ...question, key: 'm2' } });
      assert.deepEqual(await store().commit({ now: noon, question, jobs: [send('r1')] }), { added: 1 });
    });
  });
}
