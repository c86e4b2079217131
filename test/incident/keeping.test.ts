/** What a report keeps and what it changes: the story, new numbers, another kind, going back, a second incident. */
import assert from 'node:assert/strict';
import { common } from '../../src/strings/common.ts';
import type { Desk, OpenForm, Outcome } from '../../src/types.ts';
import { emptyDesk } from '../empty-desk.ts';
import { allShown, asked, form, hana, handler, ichiro, lost, night, talkWith } from './talk.ts';

function text({ replies }: Outcome): string {
  return replies.at(-1)?.text ?? '';
}

describe('what is kept as told', () => {
  const noise = [
    'はい',
    'no',
    'ありがとうございます',
    'thanks',
    'なんとなく',
    '明日',
    'おやすみなさい',
    '続きから',
    'もういいです、寝ます',
  ];
  it('holds no commands, refused scraps, yes or no, courtesy or farewell', async () => {
    for (const said of noise) {
      const talk = await lost('わからない');
      await talk.say(said);
      assert.deepEqual(form(talk).told, [], said);
      assert.equal(form(talk).answers.found, undefined, said);
    }
  });

  it('is no name of a place', async () => {
    for (const said of noise.filter((one) => !['なんとなく', '明日'].includes(one))) {
      const talk = await lost('わからない', 'いま', 'わからない');
      await talk.say(said);
      assert.ok(['', undefined].includes(form(talk).answers.site?.value as string | undefined), said);
    }
  });

  it('offers to pause to somebody who wants to sleep', async () => {
    const talk = await lost();
    const outcome = await talk.say('もういいです、寝ます');
    assert.match(text(outcome), /あとで続ける/u);
    assert.ok(outcome.replies.at(-1)?.buttons?.some(({ label }) => label === common.pause.ja));
    assert.equal(form(talk).answers.ongoing, undefined);
  });
});

describe('a plain new number', () => {
  it('replaces the one that stands, and says from what to what', async () => {
    for (const presses of [[], ['わからない', 'いま', 'わからない']]) {
      const talk = await lost(...presses);
      await talk.say('氏名が30人分');
      const before = form(talk).answers;
      const outcome = await talk.say('400人です');
      assert.deepEqual(form(talk).answers, { ...before, persons: { value: 400 } });
      assert.match(text(outcome), /^直しました：人数 30人→400人/u);
      assert.equal(form(talk).told.at(-1), '400人です');
    }
  });
});

describe('an edited kind', () => {
  it('hides answers to what is no longer asked', async () => {
    const talk = talkWith();
    await talk.say('スマホを電車でなくしました');
    await talk.choose(`incident:${form(talk).key}:answer:lock`, ['yes']);
    assert.equal(form(talk).answers.lock?.value, 'yes');
    assert.ok((await talk.press('ここまでを見る')).replies[0]?.facts?.some(({ edit }) => edit?.endsWith(':lock')));
    const edit = (await talk.press('ここまでを見る')).replies[0]?.facts?.find(({ label }) => label === '種類')?.edit;
    await talk.choose(edit ?? '');
    await talk.press('書類の紛失・盗難・誤廃棄');
    const summary = await talk.press('ここまでを見る');
    assert.ok(!summary.replies[0]?.facts?.some(({ edit = '' }) => edit.endsWith(':lock')));
    const { report } = await talk.press('提出する');
    assert.ok(report);
    assert.equal(report.answers.lock, undefined);
  });
});

describe('going back', () => {
  it('names the question that is asked again', async () => {
    const talk = await lost('わからない');
    assert.match(text(await talk.press('戻る')), /^「いまも続いているか」を聞き直します/u);
  });

  it('leaves what was told or corrected beyond the question that waits', async () => {
    const talk = await lost();
    await talk.say('氏名が30人分です');
    await talk.say('400人です');
    await talk.press('戻る');
    assert.equal(form(talk).answers.kind, undefined);
    assert.equal(form(talk).answers.persons?.value, 400);
  });

  it('leaves what was only taken from a story', async () => {
    const talk = talkWith();
    await talk.say('USBを電車でなくしました');
    await talk.press('わからない');
    await talk.say('氏名が300人分です');
    const { ongoing: _, ...others } = form(talk).answers;
    const outcome = await talk.say('戻る');
    assert.equal(asked(outcome), 'ongoing');
    assert.deepEqual(form(talk).answers, others);
  });
});

describe('an incident told while a report is open', () => {
  const desk: Desk = { ...emptyDesk, people: async () => [hana, ichiro] };
  const start = (open: OpenForm, said: string, kind: string) =>
    handler.start(
      {
        message: { key: 'x', address: 'a', user: 'u', private: true, at: night, text: said },
        conversation: { address: 'a', version: 1, lang: 'ja', form: open },
        person: hana,
        now: night,
      },
      desk,
      { text: said, kind },
    );
  const open: OpenForm = {
    form: 'incident',
    key: 'k',
    answers: { kind: { value: 'lost' } },
    told: [],
    started: night,
  };

  it('belongs to it, and is read back without scolding', async () => {
    const outcome = await start(open, '名簿が300人分入っていました', 'other');
    assert.match(allShown(outcome.replies), /控えました：.*300人/u);
    assert.doesNotMatch(allShown(outcome.replies), /書きかけ/u);
  });

  it('of another kind than the one that was left shows at once what to do', async () => {
    const outcome = await start({ ...open, paused: true }, 'ランサムウェアにやられました', 'malware');
    assert.match(allShown(outcome.replies), /LANケーブルを抜き/u);
    assert.match(text(outcome), /書きかけの報告「紛失・盗難/u);
    assert.doesNotMatch(text(outcome), /取り消/u);
  });
});

describe('small words', () => {
  it('name the report that goes on without the label', async () => {
    const talk = await lost();
    await talk.press('あとで続ける');
    assert.match(text(await talk.press('続きから')), /^「紛失・盗難（パソコン、スマホ、USBなど）」の報告/u);
  });

  it('show a manager that nobody knows whether it goes on', async () => {
    const talk = await lost('わからない');
    await talk.press('いま提出する');
    const { replies } = await talkWith(ichiro, [hana, ichiro], talk.reports).say('報告 2026-0001');
    const fact = replies[0]?.facts?.find(({ label }) => label === 'いまも続いているか');
    assert.equal(fact?.value, '未確認');
  });

  it('ask for one where one is to be chosen', async () => {
    const talk = await lost();
    assert.match(text(await talk.enter()), /一つ選んで/u);
  });

  it('say what becomes of a question that cannot be skipped', async () => {
    const talk = await lost();
    assert.match(text(await talk.say('飛ばす')), /飛ばせないので.*わからない/u);
  });

  it('say to phone where a message is too long', async () => {
    const talk = await lost();
    assert.match(text(await talk.say('あ'.repeat(1501))), /業務責任者に電話/u);
    const { replies, conversation } = await talkWith().say('あ'.repeat(1501));
    assert.match(allShown(replies), /業務責任者に電話/u);
    assert.equal(conversation.form, undefined);
  });
});
