/** What a reviewer found: each was wrong once. */
import assert from 'node:assert/strict';
import { common } from '../../src/strings/common.ts';
import { incident as words } from '../../src/strings/incident.ts';
import type { Conversation, Desk, OpenForm, Outcome, Person, Text, Turn } from '../../src/types.ts';
import { admin, allShown, hana, handler, ichiro, night, type Talk, talkWith } from './talk.ts';

const lostKind = '紛失・盗難（パソコン、スマホ、USBなど）';

async function lost(...presses: readonly string[]): Promise<Talk> {
  const talk = talkWith();
  await talk.say('報告する');
  await talk.press(lostKind);
  for (const press of presses) await talk.press(press);
  return talk;
}

function form({ conversation }: { readonly conversation: Conversation }): OpenForm {
  assert.ok(conversation.form);
  return conversation.form;
}

function text({ replies }: Outcome): string {
  return replies.at(-1)?.text ?? '';
}

function asked({ replies }: Outcome): string | undefined {
  return replies.at(-1)?.input?.id.split(':').at(-1);
}

describe('"Cancel?"', () => {
  it('is answered by a typed yes, which discards the report and files nothing', async () => {
    for (const yes of ['はい', 'yes', 'はい、取り消してください', 'Yes, cancel it', '取り消す', 'はい。お願いします']) {
      const talk = await lost();
      await talk.press('取り消す');
      const gone = await talk.say(yes);
      assert.equal(gone.conversation.form, undefined, yes);
      assert.equal(gone.report, undefined, yes);
    }
  });

  it('is answered by a typed no, or by anything else, which goes back and answers nothing', async () => {
    for (const no of ['いいえ', 'no', 'やっぱりやめない', '大丈夫です', '300人です', '!!']) {
      const talk = await lost();
      const before = form(talk);
      await talk.say('取り消し');
      assert.equal(form(talk).confirming, 'cancel');
      const back = await talk.say(no);
      assert.deepEqual(form(talk), before, no);
      assert.equal(asked(back), 'ongoing', no);
    }
  });

  it('waits no longer once something else is done', async () => {
    const talk = await lost();
    await talk.say('取り消し');
    await talk.say('報告一覧');
    assert.equal(form(talk).confirming, undefined);
    await talk.say('はい');
    assert.equal(form(talk).answers.ongoing?.value, 'yes');
  });

  it('is repeated after a side question, and a bare yes after the review does not file while it waits', async () => {
    const talk = await lost();
    await talk.say('取り消し');
    const turn: Turn = {
      message: { key: 'x', address: 'a', user: 'u', private: true, at: night, text: '天気は？' },
      conversation: talk.conversation,
      person: hana,
      now: night,
    };
    assert.equal(handler.pending(turn)?.text, words.askCancel.ja);
  });

  it('is asked even where somebody types "yes, cancel it" out of the blue', async () => {
    const talk = await lost();
    await talk.say('はい、取り消します');
    assert.equal(form(talk).confirming, 'cancel');
  });
});

describe('filing by a word', () => {
  it('confirms what the person has seen, and only that', async () => {
    const unseen = talkWith();
    await unseen.say('USBを電車でなくしました');
    assert.equal((await unseen.say('いま提出する')).report?.answers.kind?.assumed, true);

    const seen = talkWith();
    await seen.say('USBを電車でなくしました');
    await seen.say('まとめて見せて');
    assert.equal(form(seen).reviewed, true);
    const { report } = await seen.say('はい、提出してください');
    assert.equal(report?.answers.kind?.assumed, undefined);
    assert.equal(report?.answers.found?.assumed, true);
  });

  it('confirms nothing once something has changed since', async () => {
    const talk = talkWith();
    await talk.say('USBを電車でなくしました');
    await talk.say('まとめて見せて');
    await talk.say('300人分の氏名でした');
    assert.equal(form(talk).reviewed, undefined);
    assert.equal((await talk.say('file it')).report?.answers.persons?.assumed, true);
  });
});

describe('who is told', () => {
  const both: Person = { ...hana, contracts: ['A', 'B'] };
  const ofA: Person = { ...ichiro, id: 'ofA', contracts: ['A'] };
  const ofB: Person = { ...ichiro, id: 'ofB', contracts: ['B'] };

  async function filed(reporter: Person, people: readonly Person[], contract?: string): Promise<Outcome> {
    const talk = talkWith(reporter, people);
    await talk.say('報告する');
    await talk.press(lostKind);
    if (contract) {
      for (const press of ['わからない', 'いま', 'わからない', contract]) await talk.press(press);
    }
    return talk.press('いま提出する');
  }
  const told = ({ posts = [] }: Outcome) => posts.map(({ to }) => to);
  const lead = ({ posts = [] }: Outcome) => posts.at(-1)?.reply.text ?? '';

  it('follows from the contract of the report; all of the reporter where it is not known', async () => {
    assert.deepEqual(told(await filed(both, [both, ofA, ofB], 'B')), ['ofB']);
    assert.deepEqual(told(await filed(both, [both, ofA, ofB])), ['ofA', 'ofB']);
  });

  it('is the administrators where the only responsible person reports, in true words', async () => {
    const outcome = await filed(ichiro, [ichiro, admin]);
    assert.deepEqual(told(outcome), ['admin']);
    assert.match(lead(outcome), /業務責任者は報告者だけ/u);
    assert.doesNotMatch(lead(outcome), /登録されていない/u);
  });

  it('is the other administrators and the responsible people where an administrator reports', async () => {
    const reporter: Person = { ...admin, contracts: ['A'] };
    const outcome = await filed(reporter, [reporter, { ...admin, id: 'admin2' }, ofA, ofB]);
    assert.deepEqual(told(outcome), ['ofA', 'admin2']);
    assert.match(lead(outcome), /管理者からの報告/u);
  });

  it('is the administrators, in true words, where the contract is not one of those in the list', async () => {
    const guest: Person = { ...hana, id: 'guest', role: 'guest', contracts: [] };
    assert.match(lead(await filed(guest, [ofA, admin])), /どの契約のことかわからない/u);
    assert.match(lead(await filed(hana, [hana, ofA, admin])), /この契約に業務責任者が登録されていない/u);
  });

  it('is nobody only where nobody else is there, and then the words are true', async () => {
    const alone = await filed(ichiro, [ichiro]);
    assert.match(allShown(alone.replies), /あなたのほかに/u);
    assert.match(allShown((await filed(hana, [hana, ofA])).replies), /ほかに登録されていません/u);
  });
});

describe('a number that looks like that of a report', () => {
  it('answers the text that is asked for, unless the word stands before it', async () => {
    const talk = await lost('わからない', 'いま', 'わからない');
    const command = await talk.say('報告 2026-0042');
    assert.equal(command.access?.[0]?.subject, 'report:2026-0042');
    assert.equal(form(talk).answers.site, undefined);
    await talk.say('2026-0042');
    assert.equal(form(talk).answers.site?.value, '2026-0042');
    const open: OpenForm = {
      ...form(talk),
      answers: { ...form(await lost('わからない', 'いま', 'わからない')).answers },
    };
    const turn = (said: string, waiting?: OpenForm): Turn => ({
      message: { key: 'x', address: 'a', user: 'u', private: true, at: night, text: said },
      conversation: { address: 'a', version: 1, lang: 'ja', ...(waiting && { form: waiting }) },
      person: hana,
      now: night,
    });
    assert.ok(!handler.takesCommand(turn('2026-0042', open)));
    assert.ok(handler.takesCommand(turn('報告 2026-0042', open)));
    assert.ok(handler.takesCommand(turn('2026-0042')));
  });
});

describe('the label of a button', () => {
  const labels: readonly (readonly [Text, (outcome: Outcome) => boolean])[] = [
    [words.soFar, ({ replies }) => replies[0]?.kind === 'summary'],
    [words.fileNow, ({ report }) => report !== undefined],
    [words.file, ({ report }) => report !== undefined],
    [common.back, (outcome) => asked(outcome) === 'ongoing'],
    [common.pause, ({ conversation }) => conversation.form?.paused === true],
    [common.cancel, ({ conversation }) => conversation.form?.confirming === 'cancel'],
    [common.resume, (outcome) => asked(outcome) === 'found'],
    [words.cancelNo, (outcome) => asked(outcome) === 'found'],
    [words.now, ({ conversation }) => conversation.form?.answers.found !== undefined],
    [common.skip, (outcome) => asked(outcome) === 'found'],
    [words.reports, ({ access }) => access?.[0]?.subject === 'reports'],
    [words.start, (outcome) => asked(outcome) === 'found'],
    [{ ja: 'English', en: 'english' }, ({ conversation }) => conversation.lang === 'en'],
  ];
  for (const [label, isDone] of labels) {
    it(`${label.ja} / ${label.en} does the same when it is typed`, async () => {
      for (const typed of [label.ja, label.en, `${label.ja}。`]) {
        const talk = await lost('わからない');
        const outcome = await talk.say(typed);
        assert.ok(isDone(outcome), `${typed}: ${allShown(outcome.replies)}`);
        assert.deepEqual(outcome.conversation.form?.told ?? [], [], typed);
      }
    });
  }

  it('does the same where it is typed into the field of a text', async () => {
    const talk = await lost('わからない', 'いま', 'わからない');
    await talk.enter('戻る');
    assert.equal(form(talk).answers.site, undefined);
    assert.equal(form(talk).answers.place, undefined);
  });

  it('of a range of a number is an answer', async () => {
    for (const typed of ['101〜1,000人', '101–1,000', 'わからない', "I don't know"]) {
      const talk = await lost();
      const key = form(talk).key;
      await talk.choose(`incident:${key}:answer:info`, ['personal']);
      await talk.choose(`incident:${key}:edit:persons`);
      await talk.say(typed);
      assert.ok(form(talk).answers.persons, typed);
    }
  });

  it('of a report opens it', async () => {
    for (const typed of ['2026-0001 の詳細', 'Details of 2026-0001']) {
      const { access } = await talkWith().say(typed);
      assert.equal(access?.[0]?.subject, 'report:2026-0001');
    }
  });
});

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
  const desk: Desk = {
    nextNumber: async () => '2026-0001',
    report: async () => undefined,
    events: async () => [],
    reports: async () => [],
    people: async () => [hana, ichiro],
  };
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
