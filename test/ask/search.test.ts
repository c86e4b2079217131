/** Provisions that nobody has explained: found by their text, cited by their own document. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ask, createAsk } from '../../src/ask/ask.ts';
import { createLexicon } from '../../src/ask/lexicon.ts';
import { createModel } from '../../src/ask/model.ts';
import { createSearch } from '../../src/ask/search.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { readModel } from '../../src/knowledge/model-file.ts';
import { createQuotes } from '../../src/knowledge/quotes.ts';
import type { Knowledge, Weights } from '../../src/knowledge/types.ts';

const repository = fileURLToPath(new URL('../../knowledge/', import.meta.url));

describe('the search in texts', () => {
  const lexicon = createLexicon([{ id: 'kitchen', ja: ['給湯室'], en: ['pantry', 'kitchenette'] }]);
  const units = [
    { id: '1', heading: '鍵', text: '鍵は総務が保管する。' },
    { id: '2', heading: '給湯室', text: '給湯室のポットは毎日洗う。' },
    { id: '3', heading: '', text: '鍵を紛失した者は総務に届け出る。' },
  ];
  const search = createSearch(units, lexicon);

  it('ranks by rare words, and says how much of the question a text holds', () => {
    const [first, second] = search.find('鍵を紛失したら届け出る？', 2);
    assert.equal(first?.id, '3');
    assert.equal(second?.id, '1');
    assert.ok((first?.score ?? 0) > (second?.score ?? 0) && (first?.score ?? 0) <= 1);
  });

  it('finds a Japanese text by an English word for the same thing', () => {
    assert.equal(search.find('pantry', 1)[0]?.id, '2');
  });

  it('finds nothing where no word is shared, and forgets the question before', () => {
    assert.deepEqual(search.find('zzz', 3), []);
    assert.deepEqual(search.find('鍵', 2), search.find('鍵', 2));
  });
});

describe('a knowledge folder that has moved on', () => {
  let folder: string;
  let weights: Weights;
  before(async () => {
    weights = await readModel(repository);
    folder = await mkdtemp(join(tmpdir(), 'tokki-moved-'));
    await cp(repository, folder, { recursive: true });
    // Courses quote the annex too and are checked on their own.
    await rm(join(folder, 'courses'), { recursive: true });
  });
  after(() => rm(folder, { recursive: true }));

  async function open(): Promise<{ knowledge: Knowledge; ask: Ask }> {
    const knowledge = await loadKnowledge(folder);
    return { knowledge, ask: createAsk(knowledge, createModel(weights), createQuotes(knowledge)) };
  }

  it('answers from house rules without guidance, with their own citation and a word of caution', async () => {
    await mkdir(join(folder, 'documents/house'), { recursive: true });
    const meta = (await readFile(join(folder, 'documents/annex/meta.yaml'), 'utf8')).replace('id: annex', 'id: house');
    await writeFile(join(folder, 'documents/house/meta.yaml'), meta);
    const rules = '社内規程\n\n（来訪者の受付）\n第１条　来訪者には受付で入館証を貸与し、退館のときに返却を受ける。\n';
    await writeFile(
      join(folder, 'documents/house/source.txt'),
      `${rules}（給湯室）\n第２条　給湯室の冷蔵庫には記名した物だけを入れる。\n`,
    );
    const { ask } = await open();
    const { answer } = ask.look('来訪者の入館証は退館のときに返却を受ける？');
    assert.deepEqual(
      answer.citations.map(({ id }) => id),
      ['house:1.1'],
    );
    assert.equal(answer.confidence, 'middle');
    assert.match(answer.citations[0]?.text ?? '', /入館証を貸与/u);
    assert.equal(ask.look('私物のPC使っていい？').answer.citations[0]?.id, '6.6');
  });

  it('does not use guidance for a provision whose text has changed, and lists it', async () => {
    const source = join(folder, 'documents/annex/source.txt');
    const text = (await readFile(source, 'utf8')).replace(
      '私用のパソコン等を使用してはならない',
      '私用のパソコン等を使用するときは届け出る',
    );
    await writeFile(source, text);
    const { knowledge, ask } = await open();
    assert.ok(!knowledge.guidance.has('6.6'));
    const listed = knowledge.problems.filter(({ rule }) => rule === 'changed');
    const problem = listed.find(({ file }) => file === 'knowledge/guidance/annex/6.6.yaml');
    assert.ok(listed.some(({ file, finding }) => file.endsWith('5.1.yaml') && finding.includes('6.6')));
    const { answer } = ask.look('自分のノートパソコンで県の仕事していい？');
    assert.deepEqual([answer.citations.map(({ id }) => id), answer.confidence], [['6.6'], 'middle']);
    assert.match(answer.citations[0]?.text ?? '', /届け出る/u);
    const fresh = createHash('sha256')
      .update(knowledge.provisions.get('6.6')?.text ?? '')
      .digest('hex');
    assert.ok(problem?.advice.includes(fresh.slice(0, 12)));
    for (const { cases } of knowledge.guidance.values())
      for (const { id, cites } of cases) assert.ok(!cites.includes('6.6'), id);
  });
});
