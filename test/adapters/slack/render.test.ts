import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { answered } from '../../../adapters/slack/blocks.ts';
import { render, renderForm, renderHome } from '../../../adapters/slack/render.ts';
import type { Input, Reply } from '../../../src/types.ts';
import { replies } from '../replies.ts';
import { faults } from './block-kit.ts';

const golden = (name: string) => new URL(`../../golden/slack/${name}.json`, import.meta.url);

/** All that Slack is given for a Reply: its messages, the home that it is, the form that it opens. */
function shown(reply: Reply): object {
  if (reply.kind === 'home') return { home: renderHome(reply) };
  return { messages: render(reply), ...(reply.form && { modal: renderForm(reply.form) }) };
}

function allFaults(reply: Reply): readonly string[] {
  const modal = reply.form && renderForm(reply.form);
  return [
    ...render(reply).flatMap((post) => faults({ ...post })),
    ...faults({ ...renderHome(reply) }),
    ...(modal ? faults({ ...modal }) : []),
  ];
}

/** Every text object of type mrkdwn: the only places where markup could begin. */
function marked(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(marked);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  return [...(type === 'mrkdwn' ? [String(text)] : []), ...Object.values(value).flatMap(marked)];
}

const everything = (text: string): Reply => {
  const inputs = (['text', 'number', 'datetime', 'choice', 'choices'] as const).map(
    (kind, i): Input => ({
      id: `i${i}`,
      kind,
      label: text,
      values: ['v'],
      hint: text,
      options: [{ value: 'v', label: text }],
    }),
  );
  const facts = [
    { label: text, value: text, edit: 'e' },
    { label: text, value: text },
  ];
  const buttons = [{ id: 'b', label: text }];
  return {
    kind: 'question',
    lang: 'en',
    verdict: 'info',
    verdictLabel: text,
    title: text,
    text,
    facts,
    steps: [text],
    quotes: [{ id: '1.1', label: text, heading: text, text, english: text }],
    input: { id: 'i', kind: 'choices', label: text, options: [{ value: 'v', label: text }], hint: text },
    buttons,
    form: { id: 'f', title: text, submit: text, inputs },
    sections: [{ title: text, text, facts, buttons }],
    note: text,
  };
};

describe('a Reply in Slack', () => {
  it('has what an alert and a case are for before the fold, and leaves a case its buttons', () => {
    const part = {
      lang: 'ja',
      text: 'すぐに電話してください。',
      facts: [{ label: '種類', value: '紛失' }],
      buttons: [{ id: 'case:1:take', label: '担当になる' }],
    } as const;
    const shown = (reply: Reply) => JSON.stringify(render(reply));
    const isFirst = (reply: Reply) => shown(reply).indexOf('"text":"担当になる"') < shown(reply).indexOf('*種類*');
    const kase: Reply = { kind: 'summary', ...part, sections: [{ title: '期限' }] };
    assert.ok(isFirst(kase) && isFirst({ kind: 'alert', ...part }));
    assert.ok(!isFirst({ kind: 'summary', ...part }) && !isFirst({ kind: 'notice', ...part }));
    assert.match(shown(kase), /"action_id":"say/u);
    assert.match(shown({ kind: 'summary', ...part }), /"action_id":"pick/u);
  });

  for (const [name, reply] of Object.entries<Reply>(replies)) {
    it(`is rendered as before, within Slack's limits: ${name}`, () => {
      const json = `${JSON.stringify(shown(reply), null, 2)}\n`;
      if (process.env.UPDATE_GOLDEN) writeFileSync(golden(name), json);
      assert.equal(json, readFileSync(golden(name), 'utf8'));
      assert.deepEqual(allFaults(reply), []);
    });
  }

  it('never lets a text become markup, in any part', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[<>&@#!*_~`a-z| ]{1,40}$/u), (text) => {
        const reply = everything(text);
        for (const one of marked([render(reply), renderHome(reply), reply.form && renderForm(reply.form)])) {
          assert.doesNotMatch(one, /<|>|&(?!amp;|lt;|gt;)|[_~`]/u);
          assert.doesNotMatch(one.replace(/^\*(.*)\*$/gmu, '$1'), /\*/u);
        }
        for (const { text: spoken } of render(reply)) assert.doesNotMatch(spoken, /<|>/u);
      }),
    );
  });

  it('stays within the limits whatever it holds, and loses nothing of a quote', () => {
    const long = fc.string({ unit: fc.constantFrom('あ', '。', '\n', '&', 'x', ' ', '𠮷'), maxLength: 9_000 });
    fc.assert(
      fc.property(long, (text) => {
        const reply = everything(text);
        assert.deepEqual(allFaults(reply), []);
        const { quotes, title: _, facts: __, sections: ___, ...bare } = reply;
        const whole = render({ ...bare, kind: 'answer', text: 'x', verdictLabel: 'x', ...(quotes && { quotes }) });
        const said = JSON.stringify(whole.map(({ blocks }) => blocks.filter(({ type }) => type === 'context')));
        for (const word of text.split(/[\s&。]+/u)) assert.ok(said.includes(word.slice(0, 50)));
      }),
      { numRuns: 30 },
    );
  });

  it('goes in several messages where one cannot hold it, with the buttons in the last', () => {
    const facts = Array.from({ length: 70 }, (_, i) => ({ label: `項目${i}`, value: '値', edit: `e:${i}` }));
    const posts = render({
      kind: 'summary',
      lang: 'ja',
      text: '内容',
      facts,
      buttons: [{ id: 'file', label: '提出' }],
    });
    assert.deepEqual(
      posts.map(({ blocks }) => blocks.length),
      [50, 22],
    );
    assert.equal(posts.at(-1)?.blocks.at(-1)?.type, 'actions');
    assert.deepEqual(
      posts.flatMap((post) => faults({ ...post })),
      [],
    );
  });

  it('keeps a field and the button that sends it in one message', () => {
    const facts = Array.from({ length: 47 }, (_, i) => ({ label: `項目${i}`, value: '値', edit: `e:${i}` }));
    const input = { id: 'when', kind: 'datetime', label: 'いつ' } as const;
    const last = render({ kind: 'question', lang: 'ja', text: '内容', facts, input }).at(-1)?.blocks ?? [];
    assert.deepEqual(
      last.map(({ type }) => type),
      ['input', 'input', 'actions'],
    );
  });

  it('keeps the buttons of a report that others asked for, and takes those of a question that was answered', () => {
    const [question] = render(replies.summary);
    const after = answered(question?.blocks ?? [], '提出する');
    assert.doesNotMatch(JSON.stringify(after), /"button"|"input"/u);
    assert.match(JSON.stringify(after), /✓ 提出する/u);
    assert.match(JSON.stringify(render(replies.alert)), /"say:0"/u);
  });

  it('offers no modal where the form has more fields than Slack can show', () => {
    const inputs = Array.from({ length: 51 }, (_, i): Input => ({ id: `d${i}`, kind: 'datetime', label: 'x' }));
    assert.equal(renderForm({ id: 'f', title: 'x', submit: 'x', inputs }), undefined);
  });
});
