/** What the router calls besides `handle`. */
import assert from 'node:assert/strict';
import type { Conversation, Desk, Message, OpenForm, Turn } from '../../src/types.ts';
import { emptyDesk } from '../empty-desk.ts';
import { hana, handler, ichiro, night } from './talk.ts';

const desk: Desk = { ...emptyDesk, people: async () => [hana, ichiro] };

function turn(message: Partial<Message>, form?: OpenForm): Turn {
  const conversation: Conversation = { address: 'web:hana', version: 1, lang: 'ja', ...(form && { form }) };
  return {
    message: { key: 'm', address: 'web:hana', user: 'hana', private: true, at: night, ...message },
    conversation,
    person: hana,
    now: night,
  };
}

const open: OpenForm = {
  form: 'incident',
  key: 'k',
  answers: { kind: { value: 'lost' } },
  told: [],
  started: night,
};

describe('start', () => {
  it('opens a report of the kind that the asker has recognised, with what the text tells', async () => {
    const { conversation, replies } = await handler.start(turn({ text: '机の上に300人分の氏名が…' }), desk, {
      kind: 'paper',
      text: '机の上に300人分の氏名が…',
    });
    assert.deepEqual(conversation.form?.answers.kind, { value: 'paper', assumed: true });
    assert.equal(conversation.form?.answers.persons?.value, 300);
    assert.deepEqual(conversation.form?.told, ['机の上に300人分の氏名が…']);
    assert.deepEqual(
      replies.map(({ kind }) => kind),
      ['notice', 'question'],
    );
  });

  it('asks the kind where it is not known or not one of the form', async () => {
    for (const opening of [{}, { kind: 'dance' }]) {
      const { conversation, replies } = await handler.start(turn({ text: 'report' }), desk, opening);
      assert.deepEqual(conversation.form?.answers, {});
      assert.match(replies.at(-1)?.input?.id ?? '', /answer:kind$/u);
    }
  });

  it('goes on with the report that is open already', async () => {
    const { conversation } = await handler.start(turn({ text: '300人分' }, { ...open, paused: true }), desk, {
      text: '300人分',
    });
    assert.equal(conversation.form?.key, 'k');
    assert.equal(conversation.form?.answers.persons?.value, 300);
  });
});

describe('handle', () => {
  it('leaves the form of another room open', async () => {
    const quiz = { ...open, form: 'quiz' };
    const { conversation } = await handler.handle(turn({ text: '報告一覧' }, quiz), desk);
    assert.deepEqual(conversation.form, quiz);
  });

  it('reckons a time from when it was written, not from when it is handled', async () => {
    const asked = { ...open, answers: { ...open.answers, ongoing: { value: 'no' } } };
    const late = { ...turn({ text: 'さっき' }, asked), now: night + 3 * 3_600_000 };
    const { conversation } = await handler.handle(late, desk);
    assert.deepEqual(conversation.form?.answers.found, { value: '2026-11-22T23:00', approx: true });
  });
});

describe('takesAnswer', () => {
  const takes = (text: string, answers: OpenForm['answers'] = open.answers) =>
    handler.takesAnswer(turn({ text }, { ...open, answers }));

  it('is true for answers, stories, corrections and steering words', () => {
    for (const text of [
      'はい',
      'わからない',
      '昨日の15時ごろです',
      'about 120 ppl',
      '鍵はかけてあったんですけど',
      '300じゃなくて30人',
      'はい、送信してください',
      'summary pls in english',
      '戻る',
      '駅に電話しました',
    ]) {
      assert.ok(takes(text), text);
    }
  });

  it('is false for questions', () => {
    for (const text of [
      'wait do we have to tell the residents too?',
      'whats the weather tmrw',
      '明日の天気は？',
      '県にはいつまでに報告すればいいですか',
      'should i call the police',
      '本人に連絡していいんですか。',
    ]) {
      assert.ok(!takes(text), text);
    }
  });

  it('is false for a question even where a text is asked for', () => {
    const answers = {
      ...open.answers,
      ongoing: { value: null },
      found: { value: '2026-11-22' },
      place: { value: null },
    };
    assert.ok(!takes('whats the weather tmrw', answers));
    assert.ok(takes('JR神戸線', answers));
  });

  it('is true for an answer with a question mark', () => {
    assert.ok(takes('昨日の15時ごろかな？', { ...open.answers, ongoing: { value: 'no' } }));
    assert.ok(!takes('昨日の試合どっちが勝った？', { ...open.answers, ongoing: { value: 'no' } }));
  });

  it('is false where no report waits', () => {
    assert.ok(!handler.takesAnswer(turn({ text: 'はい' })));
    assert.ok(!handler.takesAnswer(turn({ text: 'はい' }, { ...open, paused: true })));
    assert.ok(!handler.takesAnswer(turn({ text: 'はい' }, { ...open, form: 'quiz' })));
  });
});

describe('takesCommand', () => {
  it('is true for the commands and buttons of the desk', () => {
    for (const text of [
      '報告一覧',
      'reports',
      '報告 2026-0001',
      'report 2026-0001',
      '事故を報告したい',
      'report an incident',
    ]) {
      assert.ok(handler.takesCommand(turn({ text })), text);
    }
    for (const id of ['incident:k:back', 'report:new', 'reports:10'])
      assert.ok(handler.takesCommand(turn({ choice: { id } })), id);
  });

  it('is false for anything else', () => {
    for (const text of ['報告はいつまでにすればいい？', 'do we have to report it', 'usbをなくした', '']) {
      assert.ok(!handler.takesCommand(turn({ text })), text);
    }
    assert.ok(!handler.takesCommand(turn({ choice: { id: 'ask:more' } })));
  });
});

describe('going on with a report that was left', () => {
  it('is a command of the desk; without such a report the words are nobody’s', () => {
    assert.ok(handler.takesCommand(turn({ text: '続きから' }, { ...open, paused: true })));
    assert.ok(!handler.takesCommand(turn({ text: '続きから' })));
  });
});

describe('pending', () => {
  it('is the question that waits, in the language asked for', () => {
    assert.match(handler.pending(turn({ text: '天気は？' }, open))?.text ?? '', /続いていますか/u);
    assert.match(handler.pending(turn({ text: '天気は？' }, open), 'en')?.text ?? '', /still going on/u);
  });

  it('is undefined where none waits', () => {
    assert.equal(handler.pending(turn({ text: 'x' })), undefined);
    assert.equal(handler.pending(turn({ text: 'x' }, { ...open, paused: true })), undefined);
  });
});
