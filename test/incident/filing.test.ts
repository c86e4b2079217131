import assert from 'node:assert/strict';
import type { Outcome, Person } from '../../src/types.ts';
import { admin, allShown, erin, hana, ichiro, night, talkWith } from './talk.ts';

async function filedWith(people: readonly Person[], reporter: Person = hana): Promise<Outcome> {
  const talk = talkWith(reporter, people);
  await talk.say('USBを電車でなくしました。300人分の氏名です', { at: night - 60_000, link: 'https://chat.example/1' });
  await talk.press('ここまでを見る');
  return talk.press('提出する');
}

function told(outcome: Outcome): readonly string[] {
  return (outcome.posts ?? []).map(({ to }) => to);
}

describe('a filed report', () => {
  it('holds everything: number, kind, contract, answers, words, form and edition of the annex', async () => {
    const { report, events, access, conversation } = await filedWith([hana, ichiro]);
    assert.ok(report);
    const { answers, ...rest } = report;
    assert.deepEqual(rest, {
      number: '2026-0001',
      version: 1,
      edition: 1,
      status: 'received',
      kind: 'lost',
      reporter: 'hana',
      contract: '住民アンケート集計業務',
      filed: night,
      address: 'web:hana',
      form: 'incident',
      formVersion: 1,
      annex: 'edition',
      told: ['USBを電車でなくしました。300人分の氏名です'],
      link: 'https://chat.example/1',
    });
    assert.deepEqual(answers.persons, { value: 300 });
    assert.deepEqual(events, [
      { report: '2026-0001', at: night, by: 'hana', act: 'filed' },
      { report: '2026-0001', at: night, by: '', act: 'alerted', detail: { people: { value: ['ichiro'] } } },
    ]);
    assert.deepEqual(access, [{ at: night, by: 'hana', act: 'write', subject: 'report:2026-0001' }]);
    assert.equal(conversation.form, undefined);
  });

  it('was noticed, without another answer, when the first message came', async () => {
    const { report } = await filedWith([hana, ichiro]);
    assert.deepEqual(report?.answers.found, { value: '2026-11-22T22:59', approx: true, assumed: true });
  });

  it('keeps the mark of what nobody has confirmed where it was filed at once', async () => {
    const talk = talkWith();
    await talk.say('USBを電車でなくしました');
    const { report } = await talk.press('いま提出する');
    assert.equal(report?.answers.place?.assumed, true);
  });

  it('is one, even where the same message is handled again', async () => {
    const talk = talkWith();
    await talk.say('USBを電車でなくしました');
    const file = talk.last.at(-1)?.buttons?.find(({ label }) => label === 'いま提出する')?.id ?? '';
    await talk.choose(file);
    await talk.choose(file);
    await talk.say('はい、送信してください');
    assert.equal(talk.reports.length, 1);
  });

  it('tells the reporter the number, who knows and what to do next', async () => {
    const { replies } = await filedWith([hana, ichiro]);
    const text = allShown(replies);
    assert.match(text, /2026-0001/u);
    assert.match(text, /鈴木 一郎さん（業務責任者）に知らせました/u);
    assert.match(text, /電話して番号 2026-0001/u);
  });
});

describe('the alert', () => {
  it('goes to each responsible person of the contract, urgently and once', async () => {
    const other: Person = { ...ichiro, id: 'other', contracts: ['別の業務'] };
    const outcome = await filedWith([hana, ichiro, erin, other, admin]);
    assert.deepEqual(told(outcome), ['ichiro', 'erin']);
    assert.deepEqual(
      outcome.posts?.map(({ key }) => key),
      ['alert:2026-0001:ichiro', 'alert:2026-0001:erin'],
    );
    assert.ok(outcome.posts?.every(({ urgent, reply }) => urgent && reply.kind === 'alert'));
  });

  it('speaks the language of the manager', async () => {
    const outcome = await filedWith([hana, ichiro, erin]);
    const english = outcome.posts?.find(({ to }) => to === 'erin')?.reply;
    assert.equal(english?.lang, 'en');
    assert.match(english?.title ?? '', /^Incident report 2026-0001: Lost or stolen/u);
    const labels = english?.facts?.map(({ label }) => label) ?? [];
    assert.deepEqual(labels.slice(0, 5), ['Kind', 'Still going on', 'Noticed', 'Happened', 'Place']);
  });

  it('shows kind, times, place, amount, whether it goes on, what may apply and what is open', async () => {
    const { posts } = await filedWith([hana, ichiro]);
    const facts = Object.fromEntries((posts?.[0]?.reply.facts ?? []).map(({ label, value }) => [label, value]));
    assert.equal(facts.数量, '300人');
    assert.equal(facts.いまも続いているか, '未確認');
    assert.equal(facts.気づいた日時, '2026年11月22日（日）22:59ごろ（JST）（本人は未確認）');
    assert.match(facts.場所 ?? '', /移動中/u);
    assert.match(facts.該当する可能性 ?? '', /100人を超える.*判断は甲（県）が行います/su);
    assert.match(facts.未確認の点 ?? '', /いまも続いているか/u);
  });

  it('goes to all administrators where no responsible person is there', async () => {
    const outcome = await filedWith([hana, admin, { ...admin, id: 'admin2' }]);
    assert.deepEqual(told(outcome), ['admin', 'admin2']);
    assert.match(outcome.posts?.[0]?.reply.text ?? '', /管理者のあなたに/u);
    assert.match(allShown(outcome.replies), /管理者/u);
  });

  it('goes to the administrators where the only responsible person is the reporter', async () => {
    assert.deepEqual(told(await filedWith([ichiro, admin], ichiro)), ['admin']);
  });

  it('is never silently missing: where nobody is registered the reporter is told so', async () => {
    const outcome = await filedWith([hana]);
    assert.deepEqual(told(outcome), []);
    assert.match(allShown(outcome.replies), /だれ|登録されていません/u);
    assert.ok(outcome.report);
  });
});
