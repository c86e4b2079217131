import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { featuresOf } from '../../src/ask/features.ts';
import { learn } from '../../src/ask/learn.ts';
import { createLexicon } from '../../src/ask/lexicon.ts';
import { createModel, softmax } from '../../src/ask/model.ts';
import { TokkiError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { inputsOf, readModel, writeModel } from '../../src/knowledge/model-file.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';

const repository = fileURLToPath(new URL('../../knowledge/', import.meta.url));

describe('learning', () => {
  let small: Knowledge;
  before(async () => {
    const all = await loadKnowledge(repository);
    const guidance = new Map([...all.guidance].filter(([id]) => ['6.3', '11.1'].includes(id)));
    const kinds = all.incident.kinds.map(({ id, tell }) => ({
      id,
      tell: { ja: tell.ja.slice(0, 20), en: tell.en.slice(0, 20) },
    }));
    small = {
      ...all,
      guidance,
      incident: { ...all.incident, kinds },
      outside: { categories: all.outside.categories.slice(0, 2) },
    };
  });

  it('tells apart what its examples tell apart', () => {
    const model = createModel(learn(small, 'x'));
    const lexicon = createLexicon(small.lexicon);
    const best = (text: string) => {
      const scores = [...model.score(featuresOf(text, lexicon)).provision];
      return scores.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    };
    assert.equal(best('サーバーはオレゴンにあります'), '6.3');
    assert.equal(best('講習を受けないとだめですか'), '11.1');
  });

  it('gives the same weights for the same examples', () => {
    assert.deepEqual(learn(small, 'x').values, learn(small, 'x').values);
  });

  it('survives being written and read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tokki-model-'));
    const weights = learn(small, 'inputs');
    await writeModel(folder, weights);
    assert.deepEqual(await readModel(folder), weights);
    await writeFile(join(folder, 'model.bin'), 'no model');
    await assert.rejects(readModel(folder), (error) => error instanceof TokkiError && error.code === 'knowledge');
    await rm(folder, { recursive: true });
  });

  it('has been done on the examples that the repository holds now', async () => {
    const knowledge = await loadKnowledge(repository);
    const { inputs } = await readModel(repository);
    assert.equal(inputs, inputsOf(knowledge), 'run `npm run index`');
  });
});

describe('softmax', () => {
  it('gives probabilities, even for sums far from zero', () => {
    const all = softmax(Float32Array.from([1000, 999, -1000]));
    assert.ok(Math.abs(all.reduce((a, b) => a + b, 0) - 1) < 1e-6);
    assert.ok((all[0] ?? 0) > (all[1] ?? 0));
  });
});
