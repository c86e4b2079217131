import assert from 'node:assert/strict';
import type { Outcome, Person, Report } from '../../src/types.ts';
import { admin, allShown, hana, ichiro, night, talkWith } from './talk.ts';

const contract = '住民アンケート集計業務';
const jiro: Person = { ...hana, id: 'jiro', name: '高橋 次郎' };
const outsider: Person = { ...ichiro, id: 'outsider', contracts: ['別の業務'] };
const guest: Person = { ...hana, id: 'guest', name: '', role: 'guest' };
const people = [hana, jiro, ichiro, outsider, admin];

function report(serial: number, change: Partial<Report> = {}): Report {
  return {
    number: `2026-${String(serial).padStart(4, '0')}`,
    version: 1,
    edition: 1,
    status: 'received',
    kind: 'lost',
    reporter: 'hana',
    contract,
    filed: night,
    address: 'web:hana',
    form: 'incident',
    formVersion: 1,
    annex: 'edition',
    answers: { kind: { value: 'lost' }, persons: { value: 300, approx: true }, occurred: { value: null } },
    told: ['USBをなくしました'],
    ...change,
  };
}

const filed = [report(1), report(2, { reporter: 'jiro' }), report(3, { reporter: 'jiro', contract: '別の業務' })];

function listed(outcome: Outcome): readonly string[] {
  return (outcome.replies[0]?.sections ?? []).map(({ title }) => title.slice(0, 9));
}

describe('the list of reports', () => {
  it('holds their own for staff, those of their contracts for the responsible, all for an administrator', async () => {
    const shown = async (person: Person) => listed(await talkWith(person, people, filed).say('報告一覧'));
    assert.deepEqual(await shown(hana), ['2026-0001']);
    assert.deepEqual(await shown(jiro), ['2026-0003', '2026-0002']);
    assert.deepEqual(await shown(ichiro), ['2026-0002', '2026-0001']);
    assert.deepEqual(await shown(admin), ['2026-0003', '2026-0002', '2026-0001']);
    assert.deepEqual(await shown(guest), []);
  });

  it('is logged', async () => {
    const { access } = await talkWith(hana, people, filed).say('reports');
    assert.deepEqual(access, [{ at: night, by: 'hana', act: 'read', subject: 'reports' }]);
  });

  it('holds a report whose reporter did not know which contract, for the responsible of each', async () => {
    const both: Person = { ...hana, contracts: [contract, '別の業務'] };
    const talk = talkWith(both, [both, ichiro, outsider]);
    await talk.say('USBを電車でなくしました');
    await talk.press('いま提出する');
    const own = [...talk.reports];
    for (const person of [ichiro, outsider]) {
      const shown = await talkWith(person, [both, ichiro, outsider], own).say('報告一覧');
      assert.deepEqual(listed(shown), ['2026-0001'], person.id);
    }
    const stranger = { ...outsider, id: 'stranger', contracts: ['無関係の業務'] };
    assert.deepEqual(listed(await talkWith(stranger, [both, ichiro, stranger], own).say('報告一覧')), []);
  });

  it('comes ten at a time', async () => {
    const many = Array.from({ length: 23 }, (_, i) => report(i + 1));
    const talk = talkWith(hana, people, many);
    assert.equal(listed(await talk.say('報告一覧')).length, 10);
    assert.equal(listed(await talk.press('これより前'))[0], '2026-0013');
    const lastPage = await talk.press('これより前');
    assert.deepEqual(listed(lastPage), ['2026-0003', '2026-0002', '2026-0001']);
    assert.ok(!lastPage.replies[0]?.buttons?.some(({ label }) => label === 'これより前'));
  });
});

describe('one report', () => {
  it('is shown to who may read it, and the reading is logged', async () => {
    for (const person of [hana, ichiro, admin]) {
      const outcome = await talkWith(person, people, filed).say('報告 2026-0001');
      assert.match(allShown(outcome.replies), /佐藤 はな.*人数: 約300人.*USBをなくしました.*起きた日時/su, person.id);
      assert.deepEqual(outcome.access, [{ at: night, by: person.id, act: 'read', subject: 'report:2026-0001' }]);
    }
  });

  it('is refused without a word about it: as if it did not exist', async () => {
    const unknown = await talkWith(jiro, people, filed).say('report 2026-9999');
    for (const person of [jiro, outsider, guest]) {
      const outcome = await talkWith(person, people, filed).say('report 2026-0001');
      assert.deepEqual(outcome.replies, unknown.replies, person.id);
      assert.deepEqual(outcome.access, [{ at: night, by: person.id, act: 'refuse', subject: 'report:2026-0001' }]);
    }
  });

  it('is opened by its button', async () => {
    const talk = talkWith(ichiro, people, filed);
    await talk.say('報告一覧');
    assert.equal((await talk.press('2026-0001 の詳細')).replies[0]?.title, '報告 2026-0001');
  });

  it('belongs to each contract of the reporter where the reporter did not know which', async () => {
    const both: Person = { ...hana, contracts: [contract, '別の業務'] };
    const outcome = await talkWith(outsider, [both, outsider], [report(1)]).say('report 2026-0001');
    assert.equal(outcome.replies[0]?.kind, 'summary');
  });

  it('can be read in the middle of a new one, which stays open', async () => {
    const talk = talkWith(hana, people, filed);
    await talk.say('USBを電車でなくしました');
    const open = talk.conversation.form;
    await talk.say('報告 2026-0001');
    assert.deepEqual(talk.conversation.form, open);
  });

  it('with a number that is no number is not looked up', async () => {
    const { access } = await talkWith(hana, people, filed).choose('report:../../etc/passwd-and-a-lot-more');
    assert.deepEqual(
      access?.map(({ act, subject }) => [act, subject]),
      [['refuse', 'report:?']],
    );
  });
});
