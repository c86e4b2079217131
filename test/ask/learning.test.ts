import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { featuresOf } from '../../src/ask/features.ts';
import { learn } from '../../src/ask/learn.ts';
import { createLexicon } from '../../src/ask/lexicon.ts';
import { createModel, softmax } from '../../src/ask/model.ts';
import { TokkiError } from '../../src/errors.ts';
import { loadExamples } from '../../src/knowledge/examples.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { inputsOf, readModel, writeModel } from '../../src/knowledge/model-file.ts';
import type { Concept, Example, Head } from '../../src/knowledge/types.ts';

const repository = fileURLToPath(new URL('../../knowledge/', import.meta.url));

describe('learning', () => {
  let concepts: readonly Concept[];
  let few: readonly Example[];
  before(async () => {
    const knowledge = await loadKnowledge(repository);
    const { examples } = await loadExamples(repository, knowledge);
    concepts = knowledge.lexicon;
    const taught = (provision: string | undefined) => provision === '6.3' || provision === '11.1';
    const others = examples.filter(({ labels }) => labels.intent && labels.intent !== 'question');
    few = [...examples.filter(({ labels }) => taught(labels.provision)), ...others.filter((_, i) => i % 40 === 0)];
  });

  it('tells apart what its examples tell apart', () => {
    const model = createModel(learn(concepts, few, 'x'));
    const lexicon = createLexicon(concepts);
    const best = (text: string, head: Head) => {
      const scores = [...model.score(featuresOf(text, lexicon))[head]];
      return scores.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    };
    assert.equal(best('サーバーはオレゴンにあります', 'provision'), '6.3');
    assert.equal(best('講習を受けないとだめですか', 'provision'), '11.1');
    assert.equal(best('新人にも研修を受けさせる必要がありますか', 'verdict'), 'required');
    assert.equal(best('電車にUSBを忘れました', 'intent'), 'incident');
  });

  it('counts a scene more than an example of a series', () => {
    const told = (scene: boolean, verdict: string): Example => ({ text: 'may we keep it', scene, labels: { verdict } });
    const series = Array.from({ length: 5 }, () => told(false, 'prohibited'));
    const model = createModel(learn([], [...series, told(true, 'permitted')], 'x'));
    const { verdict } = model.score(featuresOf('may we keep it', createLexicon([])));
    assert.ok((verdict.get('permitted') ?? 0) > (verdict.get('prohibited') ?? 0));
  });

  it('asks an example for one of the labels that are right, not for each', () => {
    const told = (verdict: string, also: readonly string[]): Example => ({
      text: 'is it enough to lock the door',
      scene: true,
      labels: { verdict },
      also: { verdict: also },
    });
    const shareOf = (examples: readonly Example[]) => {
      const { verdict } = createModel(learn([], examples, 'x')).score(featuresOf('lock the door', createLexicon([])));
      return (verdict.get('required') ?? 0) - (verdict.get('info') ?? 0);
    };
    const torn = shareOf([told('required', []), told('info', [])]);
    const agreed = shareOf([told('required', []), told('info', ['required'])]);
    assert.ok(agreed > torn + 0.5, `${agreed} against ${torn}`);
  });

  it('tells apart more labels than a byte can count', () => {
    const words = Array.from({ length: 700 }, (_, n) => `${n}th`);
    const examples = [...words, ...words].map(
      (text): Example => ({ text, scene: true, labels: { case: `1/${text}` } }),
    );
    const model = createModel(learn([], examples, 'x'));
    for (const text of ['0th', '254th', '255th', '256th', '699th']) {
      const scores = [...model.score(featuresOf(text, createLexicon([]))).case];
      assert.equal(scores.reduce((a, b) => (b[1] > a[1] ? b : a))[0], `1/${text}`);
    }
  });

  it('gives the same weights for the same examples', () => {
    assert.deepEqual(learn(concepts, few, 'x').values, learn(concepts, few, 'x').values);
  });

  it('survives being written and read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tokki-model-'));
    const weights = learn(concepts, few, 'inputs');
    await writeModel(folder, weights);
    assert.deepEqual(await readModel(folder), weights);
    for (const broken of ['no model', brotliCompressSync(`${JSON.stringify({ rows: 1, entries: 1 })}\n`)]) {
      await writeFile(join(folder, 'model.bin'), broken);
      await assert.rejects(readModel(folder), (error) => error instanceof TokkiError && error.code === 'knowledge');
    }
    await rm(folder, { recursive: true });
  });

  it('has been done on the examples that the repository holds now', async () => {
    const knowledge = await loadKnowledge(repository);
    const { examples } = await loadExamples(repository, knowledge);
    const { inputs } = await readModel(repository);
    assert.equal(inputs, inputsOf(knowledge, examples), 'run `npm run index`');
  });
});

describe('softmax', () => {
  it('gives probabilities, even for sums far from zero', () => {
    const all = softmax(Float32Array.from([1000, 999, -1000]));
    assert.ok(Math.abs(all.reduce((a, b) => a + b, 0) - 1) < 1e-6);
    assert.ok((all[0] ?? 0) > (all[1] ?? 0));
  });
});
