/** The dialogues of the customer's evaluation, as far as they are the form's; side questions are the router's. */
import assert from 'node:assert/strict';
import type { Answers, Outcome } from '../../src/types.ts';
import { allShown, hana, ichiro, type Talk, talkWith } from './talk.ts';

function answers(talk: Talk): Readonly<Record<string, unknown>> {
  const given: Answers = talk.conversation.form?.answers ?? {};
  return Object.fromEntries(Object.entries(given).map(([id, { value }]) => [id, value]));
}

function cites({ replies }: Outcome): readonly string[] {
  return replies.flatMap(({ quotes = [] }) => quotes.map(({ id }) => id));
}

function asks({ replies }: Outcome): string | undefined {
  return replies.at(-1)?.input?.id.split(':').at(-1);
}

describe('dlg-ja-08: a USB stick lost on the train', () => {
  it('is filed from a story, without a form', async () => {
    const talk = talkWith();
    const begun = await talk.say('USBを電車でなくしました…');
    assert.ok(cites(begun).includes('16.1'));
    assert.match(allShown(begun.replies), /業務責任者（鈴木 一郎さん）に電話/u);
    assert.equal(asks(begun), 'ongoing');

    const second = await talk.say('申請者の氏名と電話番号、300人分くらい入ってました');
    assert.match(allShown(second.replies), /控えました：.*項目 氏名、電話番号／人数 約300人/u);

    await talk.say('今朝8時ごろ、JR神戸線の明石〜三ノ宮の間です');
    assert.equal(answers(talk).occurred, '2026-11-22T08:00');
    assert.equal(answers(talk).site, 'JR神戸線の明石~三ノ宮の間');

    const fourth = await talk.say('ポケットから落ちたみたいです。暗号化はしてません');
    assert.equal(fourth.replies[0]?.kind, 'summary');
    assert.equal(answers(talk).encrypted, 'no');

    const fifth = await talk.say('駅の忘れ物センターには電話しました');
    assert.equal(fifth.replies[0]?.kind, 'summary');
    assert.match(fifth.replies[0]?.text ?? '', /このまま提出できます/u);
    assert.deepEqual(answers(talk).done, ['searched']);

    const filed = await talk.say('はい、送信してください');
    assert.equal(filed.report?.number, '2026-0001');
    assert.match(allShown(filed.replies), /2026-0001 を受け付けました/u);
    assert.deepEqual(filed.report?.answers.persons, { value: 300, approx: true });
    assert.equal(filed.report?.told.length, 5);
  });
});

describe('dlg-ja-13: ransomware on the shared folder', () => {
  it('says to limit the damage at once and stores what follows', async () => {
    const talk = talkWith();
    const begun = await talk.say('共有フォルダがランサムウェアにやられました');
    assert.match(allShown(begun.replies), /LANケーブルを抜き/u);
    assert.deepEqual(cites(begun), ['16.1', '16.2']);
    const pending = asks(begun);

    const third = await talk.say('県の案件フォルダ全部、2000件くらい');
    assert.equal(answers(talk).records, 2000);
    assert.deepEqual(answers(talk).documents, ['folder']);
    assert.equal(asks(third), pending);
  });
});

describe('dlg-ja-15: an attachment sent to the wrong company, with a correction', () => {
  it('changes only the number, confirms it and repeats the question', async () => {
    const talk = talkWith();
    await talk.say('誤って添付ファイルを別の業者に送りました。報告したい');
    await talk.say('300人分の氏名と生年月日');
    const third = await talk.say('今日の14時、東京の事務所から');
    const before = answers(talk);
    assert.deepEqual([before.persons, before.occurred, before.site], [300, '2026-11-22T14:00', '東京の事務所']);

    const corrected = await talk.say('すみません300じゃなくて30人でした');
    assert.deepEqual(answers(talk), { ...before, persons: 30 });
    assert.match(corrected.replies.at(-1)?.text ?? '', /^直しました：人数 30人/u);
    assert.equal(asks(corrected), asks(third));
  });
});

describe('dlg-en-09: the resident list sent to the wrong company', () => {
  it('keeps the 120 while the story goes on', async () => {
    const talk = talkWith({ ...hana, lang: 'en' });
    const begun = await talk.say('i sent the resident list to the wrong company');
    assert.ok(cites(begun).includes('16.1'));
    assert.equal(asks(begun), 'ongoing');
    await talk.say('about 120 ppl, names and addresses');
    await talk.say('ok. it was an email, sent from the kobe office at 10:15');
    const { persons, items, occurred, site, medium } = answers(talk);
    assert.deepEqual(
      { persons, items, occurred, site, medium },
      {
        persons: 120,
        items: ['name', 'address'],
        occurred: '2026-11-22T10:15',
        site: 'kobe office',
        medium: ['mail'],
      },
    );
  });
});

describe('dlg-en-13: a file server encrypted by ransomware', () => {
  it('starts in English and stores the amount', async () => {
    const talk = talkWith({ ...hana, lang: 'en' });
    const begun = await talk.say('file server got encrypted by ransomware this morning');
    assert.match(allShown(begun.replies), /Pull the network cable/u);
    const next = await talk.say('lol ok. all the pref project folders, maybe 2000 records');
    assert.match(next.replies.at(-1)?.text ?? '', /about 2,000 records or files/u);
    assert.equal(asks(next), 'ongoing');
  });
});

describe('dlg-en-14: forms stolen in a cafe, in two languages', () => {
  it('follows the language of the person and shows the same values in the other', async () => {
    const talk = talkWith({ ...hana, lang: 'en' }, [hana, ichiro]);
    const begun = await talk.say('a bag with our forms was stolen in a cafe');
    assert.deepEqual(new Set(begun.replies.map(({ lang }) => lang)), new Set(['en']));
    const second = await talk.say('約80人分の申請書です');
    assert.equal(second.replies.at(-1)?.lang, 'ja');
    const third = await talk.say('梅田のカフェ、昨日の18時ごろ');
    assert.equal(third.replies.at(-1)?.lang, 'ja');
    const before = answers(talk);

    const summary = await talk.say('summary pls in english');
    assert.deepEqual(answers(talk), before);
    const shownFacts = Object.fromEntries((summary.replies[0]?.facts ?? []).map(({ label, value }) => [label, value]));
    assert.equal(shownFacts.Persons, 'about 80 people');
    assert.equal(shownFacts.Happened, 'Sat 21 Nov 2026, about 18:00 JST');
    assert.equal(shownFacts['Name of the place'], '梅田のカフェ');
    assert.equal(shownFacts['Documents or data'], 'Application forms');
  });
});
