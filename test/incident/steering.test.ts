/** What steers a report: asking to cancel, filing by a word, labels typed instead of pressed, and who is told. */
import assert from 'node:assert/strict';
import { common } from '../../src/strings/common.ts';
import { incident as words } from '../../src/strings/incident.ts';
import type { OpenForm, Outcome, Person, Text, Turn } from '../../src/types.ts';
import { admin, allShown, asked, form, hana, handler, ichiro, lost, lostKind, night, talkWith } from './talk.ts';

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
