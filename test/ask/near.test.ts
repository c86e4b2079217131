/** The search by meaning: optional, kept by the text of the documents, never in anybody's way. */
import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbed, type Embed, type Vector } from '../../src/ask/llm.ts';
import { createNear, fuse } from '../../src/ask/near.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';
import { keepVectors } from '../../src/vectors.ts';
import { type Known, readKnown, startMock } from './model-set-up.ts';

/** Letters as dimensions: texts that share letters are alike. */
const byLetters: Embed = async (texts) => texts.map(lettersOf);
function lettersOf(text: string): Vector {
  return [...'承複研事海外'].map((letter) => text.split(letter).length - 1);
}

describe('the search by meaning', () => {
  let known: Known;
  let knowledge: Knowledge;
  let folder: string;
  before(async () => {
    known = await readKnown();
    knowledge = known.knowledge;
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokki-near-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Asks until the vectors of the documents are there. */
  async function ready(near: ReturnType<typeof createNear>, text: string): Promise<readonly string[]> {
    for (let i = 0; i < 1_000; i++) {
      const found = await near(text, 100);
      if (found.length > 0) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return assert.fail('the vectors never came');
  }

  it('lets nobody wait for the documents, and then ranks them by likeness', async () => {
    const near = createNear(knowledge, byLetters, byLetters);
    assert.deepEqual(await near('研', 100), []);
    const [first, ...rest] = await ready(near, '研研研');
    assert.equal(first, '11.1');
    assert.equal(rest.length, knowledge.provisions.size - 1);
  });

  it('begins anew with the next question where the endpoint has failed', async () => {
    let calls = 0;
    const failing: Embed = async (texts) => {
      calls += 1;
      if (calls < 3) throw new Error('gone');
      return texts.map(lettersOf);
    };
    const near = createNear(knowledge, byLetters, failing);
    assert.equal((await ready(near, '研研研'))[0], '11.1');
    assert.ok(calls >= 3);
  });

  it('asks for a text of the documents once, also after a restart, and never keeps a question', async () => {
    const file = join(folder, 'data', 'vectors.cache');
    const asked: string[] = [];
    const counting: Embed = async (texts) => {
      asked.push(...texts);
      return texts.map(lettersOf);
    };
    for (let i = 0; i < 2; i++) {
      const near = createNear(knowledge, counting, keepVectors(file, 'm', counting));
      await ready(near, `質問${i}`);
    }
    const documents = asked.filter((text) => !text.startsWith('質問'));
    assert.equal(documents.length, knowledge.provisions.size);
    assert.equal((await readFile(file, 'utf8')).trim().split('\n').length, new Set(documents).size);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it('passes over what is damaged in its file, and keeps models apart', async () => {
    const file = join(folder, 'vectors.cache');
    let calls = 0;
    const counting: Embed = async (texts) => {
      calls += 1;
      return texts.map(lettersOf);
    };
    assert.deepEqual(await keepVectors(file, 'm', counting)(['承諾'], 100), [lettersOf('承諾')]);
    await appendFile(file, 'no vector\n\0\n');
    assert.deepEqual(await keepVectors(file, 'm', counting)(['承諾'], 100), [lettersOf('承諾')]);
    assert.equal(calls, 1);
    await keepVectors(file, 'other', counting)(['承諾'], 100);
    assert.equal(calls, 2);
  });

  it('speaks to any endpoint with OpenAI’s embeddings', async () => {
    const mock = await startMock();
    mock.onEmbedding(/.*/u, { embedding: [0.25, 0.5] });
    const embed = createEmbed({ apiKey: 'k', baseURL: `${mock.url}/v1`, model: 'e' });
    assert.deepEqual(await embed(['承諾'], 1_000), [[0.25, 0.5]]);
    await mock.stop();
  });

  it('puts first what several rankings put first', () => {
    assert.deepEqual(
      fuse([
        ['a', 'b', 'c'],
        ['b', 'd'],
      ]),
      ['b', 'a', 'd', 'c'],
    );
    assert.deepEqual(fuse([]), []);
  });
});
