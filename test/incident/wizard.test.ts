import assert from 'node:assert/strict';
import type { Outcome } from '../../src/types.ts';
import { emptyDesk } from '../empty-desk.ts';
import { allShown, hana, handler, type Talk, talkWith } from './talk.ts';

const lostKind = '紛失・盗難（パソコン、スマホ、USBなど）';

function asked({ replies }: Outcome): string | undefined {
  return replies.at(-1)?.input?.id.split(':').at(-1);
}

function text({ replies }: Outcome): string {
  return replies.at(-1)?.text ?? '';
}

async function begun(): Promise<Talk> {
  const talk = talkWith();
  await talk.say('報告する');
  return talk;
}

describe('the report, question by question', () => {
  it('can be filed as the first call after four answers', async () => {
    const talk = await begun();
    const kind = await talk.press(lostKind);
    assert.match(allShown(kind.replies), /遠隔ロック/u);
    await talk.press('はい。続いています');
    await talk.say('昨日の15時ごろ');
    const fourth = await talk.press('移動中（電車・車・道など）');
    assert.match(text(fourth), /第一報に必要なことがそろいました/u);
    assert.equal(fourth.replies.at(-1)?.buttons?.find(({ label }) => label === 'いま提出する')?.style, 'primary');
    const filed = await talk.press('いま提出する');
    assert.equal(filed.report?.number, '2026-0001');
  });

  it('shows with each question why it is asked and how far it is', async () => {
    const talk = await begun();
    const kind = await talk.press(lostKind);
    assert.equal(kind.replies.at(-1)?.note, '2/17　第16.2にもとづく質問です。');
  });

  it('says to stop it first where it goes on', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    assert.match(text(await talk.press('はい。続いています')), /止めることを先に/u);
  });

  it('goes through to the review with buttons alone and files from there', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    let outcome = await talk.press('わからない');
    for (let turns = 0; outcome.replies.at(-1)?.kind === 'question' && turns < 40; turns++) {
      const labels = outcome.replies.at(-1)?.buttons?.map(({ label }) => label) ?? [];
      outcome = await talk.press(labels.find((label) => ['わからない', '飛ばす', 'いま'].includes(label)) ?? 'はい');
    }
    assert.equal(outcome.replies.at(-1)?.title, '提出する前の確認');
    const filed = await talk.say('はい');
    assert.equal(filed.report?.number, '2026-0001');
  });

  it('asks which contract it is only where the person works under several, and writes it where under none', async () => {
    const two = talkWith({ ...hana, contracts: ['A', 'B'] });
    await two.say('報告する');
    await two.press(lostKind);
    await two.press('わからない');
    await two.press('いま');
    assert.equal(asked(await two.press('わからない')), 'contract');
    await two.press('B');
    assert.equal((await two.press('いま提出する')).report?.contract, 'B');

    const none = talkWith({ ...hana, contracts: [] });
    await none.say('報告する');
    await none.press(lostKind);
    await none.press('わからない');
    await none.press('いま');
    assert.equal(asked(await none.press('わからない')), 'contract');
    await none.say('図書館システム保守');
    assert.equal((await none.press('いま提出する')).report?.contract, '図書館システム保守');
  });
});

describe('finding the way', () => {
  it('goes back by a button and by a word, and says so at the first question', async () => {
    const talk = await begun();
    assert.match(text(await talk.say('戻る')), /最初の質問/u);
    await talk.press(lostKind);
    await talk.press('わからない');
    assert.equal(asked(await talk.press('戻る')), 'ongoing');
    assert.deepEqual(Object.keys(talk.conversation.form?.answers ?? {}), ['kind']);
  });

  it('skips what may be skipped, leaves open what may be unknown, and asks on for the rest', async () => {
    const talk = await begun();
    assert.equal(asked(await talk.say('スキップ')), 'kind');
    await talk.press(lostKind);
    await talk.say('skip');
    assert.deepEqual(talk.conversation.form?.answers.ongoing, { value: null });
  });

  it('is paused and goes on where it was', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    await talk.say('保留');
    assert.equal(talk.conversation.form?.paused, true);
    const again = await talk.say('続きから');
    assert.equal(asked(again), 'ongoing');
    assert.equal(talk.conversation.form?.paused, undefined);
  });

  it('keeps what is told while it is paused', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    await talk.press('あとで続ける');
    const more = await talk.say('300人分の氏名でした');
    assert.equal(talk.conversation.form?.answers.persons?.value, 300);
    assert.match(text(more), /報告の続きです.*人数 300人/su);
  });

  it('keeps the words of another incident, but fills nothing with them', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    await talk.press('あとで続ける');
    await talk.say('別件です。メールを誤送信しました。500人分です');
    assert.equal(talk.conversation.form?.answers.persons, undefined);
    assert.deepEqual(talk.conversation.form?.told, ['別件です。メールを誤送信しました。500人分です']);
  });

  it('asks once before it cancels', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    await talk.press('取り消す');
    assert.ok(talk.conversation.form);
    await talk.press('報告に戻る');
    await talk.say('取り消し');
    const gone = await talk.press('取り消す');
    assert.equal(gone.conversation.form, undefined);
    assert.equal(gone.report, undefined);
  });

  it('speaks the other language at the press of a button and by a word', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    assert.equal((await talk.press('English')).replies.at(-1)?.lang, 'en');
    assert.equal((await talk.press('日本語')).conversation.lang, 'ja');
    assert.equal((await talk.say('english please')).conversation.lang, 'en');
    assert.deepEqual(talk.conversation.form?.told, []);
  });

  it('edits any answer from the summary and goes on where it was', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    await talk.press('わからない');
    const summary = await talk.press('ここまでを見る');
    assert.deepEqual(
      summary.replies[0]?.facts?.slice(0, 2).map(({ value }) => value),
      ['佐藤 はな', '住民アンケート集計業務'],
    );
    const edit = summary.replies[0]?.facts?.find(({ label }) => label === 'いまも続いているか')?.edit;
    assert.equal(asked(await talk.choose(edit ?? '')), 'ongoing');
    const changed = await talk.press('いいえ。止まりました');
    assert.equal(asked(changed), 'found');
    assert.match(text(changed), /直しました/u);
  });
});

describe('buttons of another time', () => {
  it('correct their own step', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    const ongoing = talk.last.at(-1)?.input?.id ?? '';
    await talk.press('わからない');
    const corrected = await talk.choose(ongoing, ['yes']);
    assert.equal(talk.conversation.form?.answers.ongoing?.value, 'yes');
    assert.equal(asked(corrected), 'found');
  });

  it('of a filed report file nothing and say so', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    const file = talk.last.at(-1)?.buttons?.find(({ label }) => label === 'いま提出する')?.id ?? '';
    await talk.choose(file);
    const again = await talk.choose(file);
    assert.equal(again.report, undefined);
    assert.match(text(again), /もう提出されたか取り消されて/u);
    assert.equal(talk.reports.length, 1);
  });

  it('of another report do nothing to the one that is open', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    const before = talk.conversation.form;
    const other = await talk.choose('incident:other:answer:ongoing', ['yes']);
    assert.deepEqual(talk.conversation.form, before);
    assert.match(text(other), /別の報告/u);
  });

  it('that nobody made are answered kindly', async () => {
    const talk = await begun();
    const key = talk.conversation.form?.key ?? '';
    for (const id of [
      'incident',
      'incident:',
      `incident:${key}`,
      `incident:${key}:dance`,
      `incident:${key}:answer:nowhere`,
      'whatever',
      'report:',
      'reports:x',
    ]) {
      const outcome = await talk.choose(id, ['x']);
      assert.notEqual(text(outcome), '', id);
      assert.ok(talk.conversation.form, id);
    }
  });

  it('for a step that is not asked any more leave it unasked', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    const key = talk.conversation.form?.key ?? '';
    const outcome = await talk.choose(`incident:${key}:answer:receipt`, ['A-1']);
    assert.match(text(outcome), /必要ありません/u);
    assert.equal(talk.conversation.form?.answers.receipt, undefined);
  });
});

describe('in a place that others can read', () => {
  it('no report is begun or shown, and what is open stays', async () => {
    const talk = await begun();
    await talk.press(lostKind);
    const before = talk.conversation.form;
    const story = await talk.say('USBをなくしました', { private: false });
    assert.match(text(story), /個別のチャット/u);
    const list = await talk.say('報告一覧', { private: false });
    assert.match(text(list), /個別のチャット/u);
    assert.deepEqual(talk.conversation.form, before);
    const turn = {
      message: { key: 'x', address: 'a', user: 'u', private: false, at: 0, text: 'lost usb' },
      conversation: { address: 'a', version: 0, lang: 'en' as const },
      person: hana,
      now: 0,
    };
    const outcome = await handler.start(turn, emptyDesk, {});
    assert.equal(outcome.conversation.form, undefined);
  });
});
