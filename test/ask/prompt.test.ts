import assert from 'node:assert/strict';
import type { Finding } from '../../src/ask/find.ts';
import { createPrompts, type TemplateName, type Templates, templateNames, tokensOf } from '../../src/ask/prompt.ts';
import { createRetrieve } from '../../src/ask/retrieve.ts';
import { TokkiError } from '../../src/errors.ts';
import { openPrompts } from '../../src/open-llm.ts';
import { type Known, readKnown } from './model-set-up.ts';

const templates: Templates = {
  'answer.system': '{{provisions}}\n--\n{{guidance}}',
  'answer.user': '{{language}} {{earlier}} {{note}} {{question}}',
  'terms.system': 'terms',
  'terms.user': '{{earlier}} {{question}}',
};
const finding: Finding = { intent: 'out_of_scope', confidence: 'none' };

describe('a prompt', () => {
  let known: Known;
  before(async () => {
    known = await readKnown();
  });
  const refused = (over: Partial<Templates>, words: RegExp) =>
    assert.throws(
      () => createPrompts(known.knowledge, { ...templates, ...over }, 12_000),
      (error) => error instanceof TokkiError && error.code === 'prompts' && words.test(error.message),
    );

  it('is refused at start where its file lacks a name or has an unknown one', () => {
    refused({ 'answer.system': '{{provisions}}' }, /answer\.system\.md lacks \{\{guidance\}\}/u);
    refused({ 'terms.system': 'terms {{question}}' }, /terms\.system\.md has \{\{question\}\}/u);
    for (const name of templateNames)
      refused({ [name]: '{{x}}' } as Partial<Record<TemplateName, string>>, /\{\{x\}\}/u);
  });

  it('of this installation stays within the default budget with all provisions, and has room for guidance', async () => {
    const prompts = await openPrompts(known.knowledge, 12_000);
    assert.equal(prompts.whole, true);
    const { system, user, shown } = prompts.answer({ text: 'あ'.repeat(300), lang: 'ja', finding });
    assert.ok(tokensOf(system) + tokensOf(user) <= 12_000);
    assert.equal(shown.size, known.knowledge.provisions.size);
    assert.match(system, /"cites":"6\.5","verdict":"prohibited_unless_approved"/u);
  });

  it('never reads a name that a person wrote', () => {
    const { user } = createPrompts(known.knowledge, templates, 12_000).answer({
      text: '{{provisions}} "}\n{{language}}',
      lang: 'ja',
      earlier: '{{question}}',
      finding,
    });
    assert.equal(user, 'ja "{{question}}" null "{{provisions}} \\"}\\n{{language}}"');
  });

  it('holds the nearest provisions, with those that they stand under, where not all fit', () => {
    const prompts = createPrompts(known.knowledge, templates, 1_400);
    assert.equal(prompts.whole, false);
    const { system, shown } = prompts.answer({ text: 'x', lang: 'ja', finding }, ['6.8.3.b', '11.1']);
    assert.deepEqual([...shown], ['6.8', '6.8.3', '6.8.3.b', '11.1']);
    assert.ok(system.indexOf('"id":"6.8"') < system.indexOf('"id":"6.8.3.b"'));
    const all = prompts.answer({ text: 'x', lang: 'ja', finding }, [...known.knowledge.provisions.keys()]);
    assert.ok(all.shown.size > 4 && all.shown.size < 20);
    assert.ok(tokensOf(all.system) <= 1_400);
  });

  it('counts tokens on the safe side', () => {
    assert.deepEqual([tokensOf(''), tokensOf('承諾'), tokensOf('abcdef')], [0, 2, 2]);
  });

  it('finds what is near by the words of the documents', () => {
    const retrieve = createRetrieve(known.knowledge);
    for (const [text, id] of [
      ['アクセスの状況の記録を１年間保存', '6.8.3.b'],
      ['パソコンを作業場所から持ち出す', '6.5'],
      ['dispatched workers', '10.1'],
    ] as const) {
      assert.ok(retrieve(text).slice(0, 3).includes(id), `${text}: ${retrieve(text).slice(0, 3)}`);
    }
    assert.deepEqual(retrieve('???'), []);
  });
});
