import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Card, type Element, escapeMarkdown, type Json, sizeOf } from '../../../adapters/teams/cards.ts';
import { givenLine } from '../../../adapters/teams/given.ts';
import { outgoing } from '../../../adapters/teams/outgoing.ts';
import { type renderCards, waits } from '../../../adapters/teams/render.ts';
import type { Reply } from '../../../src/types.ts';
import { replies } from '../replies.ts';
import { findingsOf } from './validator.ts';

const golden = (name: string) => new URL(`../../golden/teams/${name}.json`, import.meta.url);
const view = { ref: 'ref', private: true, dialogs: true, viewer: '29:hana' };
/** What Teams takes at most. */
const atMost = 28_000;

function held(name: string, value: object): void {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden(name), text);
  assert.equal(text, readFileSync(golden(name), 'utf8'));
}

function cardsOf(reply: Reply, seen: Parameters<typeof renderCards>[1] = view): readonly Card[] {
  return outgoing(reply, seen).map(({ attachments }) => attachments[0]?.content as Card);
}

/** All values of one property, wherever it stands. */
function all(value: Json, name: string): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => all(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(key === name ? [item as Json] : []),
    ...all(item as Json, name),
  ]);
}

describe('a Reply in Teams', () => {
  for (const [name, reply] of Object.entries<Reply>(replies)) {
    it(`is rendered as before, by the schema and small enough: ${name}`, () => {
      const posts = outgoing(reply, view);
      held(name, posts);
      for (const card of cardsOf(reply)) assert.deepEqual(findingsOf(card), []);
      for (const post of posts) assert.ok(sizeOf(post as unknown as Json) < atMost);
    });
  }

  it('bears the name of its Reply in each card, so that one that comes twice can be told; none where it replaces another', () => {
    const names = (ref: string) =>
      cardsOf({ ...replies.answer, text: 'あ'.repeat(9_000) }, { ...view, ref }).map(({ body }) => body[0]?.id);
    assert.ok(names('a').length > 1);
    assert.deepEqual(
      names('a'),
      names('a').map((_, i) => `a-${i}`),
    );
    assert.ok(names('').every((name) => name === undefined));
  });

  it('shows in a channel neither forms to be opened nor what looks itself up', () => {
    for (const reply of Object.values<Reply>(replies)) {
      const cards = cardsOf(reply, { ref: 'ref', private: false, dialogs: true });
      assert.deepEqual(all(cards, 'refresh'), []);
      assert.equal(JSON.stringify(cards).includes('task/fetch'), false);
    }
  });

  it('opens a form in a dialog where nobody else reads', () => {
    const buttons = [{ id: 'f', label: 'Form', form: true }] as const;
    const reply: Reply = { kind: 'question', lang: 'en', text: 'x', buttons };
    assert.match(JSON.stringify(cardsOf(reply)), /"msteams":\{"type":"task\/fetch"\}/u);
    assert.match(
      JSON.stringify(cardsOf(reply, { ref: 'r', private: false, dialogs: true })),
      /"type":"Action.Execute"/u,
    );
  });

  it('gives every Action.Execute an Action.Submit that says the same', () => {
    for (const reply of Object.values<Reply>(replies)) {
      const text = JSON.stringify(cardsOf(reply, { ref: 'ref', private: true }));
      assert.equal(text.split('"Action.Execute"').length, text.split('"fallback":{"type":"Action.Submit"').length);
    }
  });

  it('loses all its actions once it is answered, and shows the answer', () => {
    const { choice } = replies;
    const given = givenLine(choice, { id: choice.input.id, values: ['lost'] });
    const [card] = cardsOf(choice, { ...view, given });
    held('choice-answered', card ?? {});
    assert.doesNotMatch(JSON.stringify(card), /Action\.(?:Execute|Submit)|refresh/u);
    assert.match(JSON.stringify(card), /✓ 回答：紛失・盗難/u);
  });

  it('does not repeat free text, which may hold what the desk has masked', () => {
    assert.equal(givenLine(replies.text, { id: replies.text.input.id, values: ['090-1234-5678'] }), '✓ 回答済み');
  });

  it('shows at the field what is wrong with it, and keeps what was entered', () => {
    const errors = { persons: '数が読み取れませんでした。' };
    const [card] = cardsOf(replies.form, { ...view, errors, fields: { story: ['駅で'] } });
    held('form-wrong', card ?? {});
    assert.deepEqual(card && findingsOf(card), []);
  });

  it('is cut into several messages where it is too large for one, and loses nothing', () => {
    const facts = Array.from({ length: 150 }, (_, i) => ({
      label: `項目${i}`,
      value: `値${i}。`.repeat(40),
      edit: `e${i}`,
    }));
    const reply: Reply = { ...replies.summary, text: '長い文です。'.repeat(8_000), facts };
    const posts = outgoing(reply, view);
    for (const post of posts) assert.ok(sizeOf(post as unknown as Json) < atMost);
    const cards = cardsOf(reply);
    const said = all(cards, 'inlines')
      .flatMap((inlines) => all(inlines, 'text'))
      .join('');
    assert.equal(said.split('長い文です。').length - 1, 8_000);
    for (const { label, value } of facts) assert.ok(said.includes(`${label}${value}`), label);
    assert.equal(all(cards.slice(0, -1), 'title').includes('提出する'), false);
    for (const card of cards) assert.deepEqual(findingsOf(card), []);
  });

  it('cuts a quote, a section and a value that alone are larger than a card, and loses nothing', () => {
    const facts = Array.from({ length: 60 }, (_, i) => ({ label: `項目${i}`, value: '値'.repeat(100), edit: `e${i}` }));
    const large: Readonly<Record<string, Partial<Reply>>> = {
      quote: { quotes: [{ id: '1', label: '第１条', text: 'あ'.repeat(10_000), english: 'b'.repeat(12_000) }] },
      hidden: { quotes: ['う', 'あ'].map((text, i) => ({ id: `${i}`, label: '第１条', text: text.repeat(10_000) })) },
      section: {
        sections: [{ title: '事故', text: 'あ'.repeat(10_000), facts, buttons: [{ id: 'x', label: '開く' }] }],
      },
      value: { facts: [{ label: '経過', value: 'あ'.repeat(10_000), edit: 'e' }] },
    };
    for (const [name, more] of Object.entries(large)) {
      const posts = outgoing({ kind: 'notice', lang: 'en', text: 'x', ...more }, view);
      for (const post of posts) assert.ok(sizeOf(post as unknown as Json) < atMost, name);
      const text = JSON.stringify(posts);
      assert.equal(text.split('あ').length - 1, 10_000, name);
      for (const { attachments } of posts) assert.deepEqual(findingsOf(attachments[0]?.content as Card), [], name);
    }
    const [card] = outgoing({ kind: 'notice', lang: 'en', text: 'x', ...large.section }, view).slice(-1);
    assert.match(JSON.stringify(card), /"title":"開く"/u);
  });

  it('keeps the number of a task in its heading: Markdown escapes the point, never a digit', () => {
    assert.equal(escapeMarkdown('13. 甲へ報告する'), '13\\. 甲へ報告する');
    assert.equal(escapeMarkdown('  # x\n- y\n+ z\n2026. a'), '  \\# x\n\\- y\n\\+ z\n2026\\. a');
  });

  it('names a form once', () => {
    const form = { id: 'f', title: '完了にする', submit: '記録する', inputs: [] };
    for (const over of [{ title: form.title, text: '' }, { text: form.title }, { text: '' }]) {
      const [card] = cardsOf({ kind: 'form', lang: 'ja', ...over, form });
      assert.equal(JSON.stringify(card?.body).split(form.title).length - 1, 1, JSON.stringify(over));
    }
  });

  it('fits a phone: a long label stands above what belongs to it', () => {
    const facts = [
      { label: '人数', value: '1人' },
      { label: '13. 甲（県）へ第一報を入れ、記録する', value: '13:00まで' },
    ];
    const [card] = cardsOf({ kind: 'notice', lang: 'ja', text: 'x', facts });
    const [, short, long] = (card?.body ?? []) as readonly Element[];
    assert.equal(short?.type, 'ColumnSet');
    assert.equal(long?.type, 'Container');
    assert.match(JSON.stringify(long), /13\. 甲.*13:00まで/u);
  });

  it('has what an alert and a case are for at its head: nobody scrolls through a phone to say that it was seen', () => {
    const buttons = [{ id: 'case:1:acknowledge', label: '確認しました' }];
    const facts = [{ label: '種類', value: '紛失' }];
    const part = { lang: 'ja', title: '事故', text: 'すぐに電話してください。', facts, buttons } as const;
    const order = (reply: Reply) => {
      const body = JSON.stringify(cardsOf(reply).map((card) => card.body));
      assert.equal(body.split('"type":"Action.Execute"').length, 2);
      return body.indexOf('確認しました') < body.indexOf('紛失');
    };
    assert.ok(order({ kind: 'alert', ...part }));
    assert.ok(order({ kind: 'summary', ...part, sections: [{ title: '期限' }] }));
    assert.ok(!order({ kind: 'summary', ...part }));
    assert.ok(!order({ kind: 'notice', ...part }));
  });

  it('is done with once it is answered, but for a case, which goes on', () => {
    assert.ok(waits({ kind: 'summary', lang: 'ja', text: 'この内容で提出しますか。' }));
    assert.ok(!waits({ kind: 'summary', lang: 'ja', text: '対応中', sections: [{ title: '期限' }] }));
    assert.ok(!waits({ kind: 'alert', lang: 'ja', text: 'x' }));
  });

  it('follows the schema whatever people wrote, and never reads it as Markdown', () => {
    const evil = fc.stringMatching(/^[[\]()*_#`<>~\\"a-z:/ \n\-.0-9]{1,40}$/u).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(evil, (text) => {
        const input = { id: text, label: text, values: [text], hint: text, options: [{ value: text, label: text }] };
        const kinds = ['text', 'number', 'datetime', 'choice', 'choices'] as const;
        const reply: Reply = {
          kind: 'answer',
          lang: 'en',
          text,
          facts: [{ label: text, value: text, edit: text }],
          steps: [text],
          quotes: [{ id: text, label: text, heading: text, text, english: text }],
          input: { ...input, kind: 'choices' },
          form: {
            id: text,
            title: text,
            submit: text,
            inputs: kinds.map((kind) => ({ ...input, id: `${kind}`, kind })),
          },
          sections: [{ title: text, text, buttons: [{ id: text, label: text }] }],
          note: text,
        };
        for (const card of cardsOf(reply)) {
          assert.deepEqual(findingsOf(card), []);
          for (const block of all(card, 'items').flatMap((items) => blocksIn(items))) {
            assert.doesNotMatch(block.replace(/\\./gu, ''), /[[\]*_`<>~]/u);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

function blocksIn(items: Json): readonly string[] {
  const list = Array.isArray(items) ? items : [];
  return list.flatMap((item: Json) => {
    const { type, text } = item as { type?: unknown; text?: unknown };
    return type === 'TextBlock' && typeof text === 'string' ? [text] : [];
  });
}
