import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OpenForm } from '../../src/types.ts';
import { type Talk, talkWith } from './talk.ts';

type Input = (talk: Talk) => Promise<unknown>;

const phrases = [
  'USBを電車でなくしました',
  'i sent the list to the wrong company',
  '300人分の氏名です',
  '300じゃなくて30人でした',
  'わからない',
  'はい',
  'no',
  '昨日の15時ごろ',
  '明日',
  '約200',
  '神戸の事務所',
  'まとめて見せて',
  'english please',
  '保留',
  '続きから',
  'スキップ',
  '090-1234-5678',
  '報告一覧',
  '',
  '😱',
];
const text: fc.Arbitrary<Input> = fc
  .oneof(
    fc.constantFrom(...phrases),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  .map((said) => (talk) => talk.say(said));
const press: fc.Arbitrary<Input> = fc.nat({ max: 40 }).map((n) => (talk) => {
  const buttons = talk.last.flatMap((reply) => reply.buttons ?? []);
  const button = buttons[n % Math.max(1, buttons.length)];
  return button ? talk.choose(button.id) : talk.say('報告する');
});
const pick: fc.Arbitrary<Input> = fc.nat({ max: 40 }).map((n) => (talk) => {
  const options = talk.last.flatMap((reply) => reply.input?.options ?? []);
  const option = options[n % Math.max(1, options.length)];
  return option ? talk.enter(option.value) : talk.say('わからない');
});
const forged: fc.Arbitrary<Input> = fc
  .tuple(
    fc.constantFrom('incident:', 'report:', 'reports:', ''),
    fc.string({ maxLength: 20 }),
    fc.array(fc.string(), { maxLength: 3 }),
  )
  .map(
    ([room, rest, values]) =>
      (talk) =>
        talk.choose(room + rest, values),
  );
const anything = fc.array(fc.oneof({ weight: 3, arbitrary: pick }, text, press, forged), { maxLength: 25 });

describe('whatever a person does', () => {
  it('the desk always answers, with something to read', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (inputs) => {
        const talk = talkWith();
        for (const input of inputs) {
          await input(talk);
          assert.ok(talk.last.length > 0 && talk.last.every((reply) => reply.text !== ''));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('no answer is lost except by going back, editing, filing or cancelling', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(pick, text), { maxLength: 25 }), async (inputs) => {
        const talk = talkWith();
        await talk.say('報告する');
        let before: OpenForm | undefined = talk.conversation.form;
        for (const input of inputs) {
          await input(talk);
          const after = talk.conversation.form;
          const kept = Object.keys(before?.answers ?? {}).every((id) => after?.answers[id] !== undefined);
          assert.ok(kept || !after, 'an answer is gone');
          const told = before?.told ?? [];
          assert.deepEqual((after?.told ?? told).slice(0, told.length), told);
          before = after;
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a report is filed at most once for each that was begun', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (inputs) => {
        const talk = talkWith();
        const begun = new Set<string>();
        for (const input of inputs) {
          await input(talk);
          if (talk.conversation.form) begun.add(talk.conversation.form.key);
        }
        assert.ok(talk.reports.length <= begun.size);
      }),
      { numRuns: 100 },
    );
  });
});
