/** Answers over 60 and over 100,000 provisions, side by side with MiniSearch and Orama on the same texts and questions. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, insertMultiple, search as oramaSearch } from '@orama/orama';
import MiniSearch from 'minisearch';
import { createAsk } from '../src/ask/ask.ts';
import { featuresOf } from '../src/ask/features.ts';
import { createLexicon } from '../src/ask/lexicon.ts';
import { createModel } from '../src/ask/model.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { readModel } from '../src/knowledge/model-file.ts';
import { createQuotes } from '../src/knowledge/quotes.ts';
import type { Document, Knowledge, Provision } from '../src/knowledge/types.ts';
import { knowledgeFolder } from '../src/open.ts';
import { spread, timed } from './measure.ts';

type Row = (what: string, figure: string, goal: string) => void;

const many = 100_000;
const rounds = 1_000;
/** The others take up to a second for a question here. */
const fewRounds = 30;
/** Where a checkout of the project, or a work tree beside it, finds the law texts. */
const lawFolders = ['../../shared/law', '../../../shared/law'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const questions = [
  'このノートPC、家に持って帰っていい？',
  '個人情報保護委員会への報告は何日以内ですか',
  '匿名加工情報を作成するときの基準は',
  'USBを電車に忘れた',
  '第三者に提供した記録は何年保存する？',
];
const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

export async function searchTimes(row: Row): Promise<void> {
  const before = memory();
  const knowledge = await loadKnowledge(knowledgeFolder);
  const known = memory();
  const weights = await readModel(knowledgeFolder);
  const quoteOf = createQuotes(knowledge);
  const small = createAsk(knowledge, createModel(weights), quoteOf);
  const grown = memory() - known;
  row('index memory, 60 provisions', megabytes(grown), '30 MB');
  row('knowledge in memory (texts, guidance, forms)', megabytes(known - before), '');
  row('answer, 60 provisions, p50 / p99', await speed((question) => small.look(question)), '1 ms');

  const units = await lotsOfUnits(knowledge);
  const texts = units.map(({ id, heading, text }) => ({ id, heading, text }));
  const big = createAsk(withUnits(knowledge, units), createModel(weights), quoteOf);
  row(`answer, ${many} provisions, p50 / p99`, await speed((question) => big.look(question)), '20 ms');

  const lexicon = createLexicon(knowledge.lexicon);
  const tokens = (text: string) => featuresOf(text, lexicon).filter((feature) => /^[chjw]/u.test(feature));
  const mini = new MiniSearch({ fields: ['heading', 'text'], tokenize: tokens, processTerm: (term) => term });
  mini.addAll(texts);
  row(`MiniSearch, ${many}, p50 / p99`, await speed((question) => mini.search(question), fewRounds), 'for comparison');

  const orama = create({
    schema: { heading: 'string', text: 'string' },
    components: { tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: tokens } },
  });
  await insertMultiple(orama, texts, 5_000);
  row(
    `Orama, ${many}, p50 / p99`,
    await speed((question) => oramaSearch(orama, { term: question }), fewRounds),
    'for comparison',
  );
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function speed(run: (question: string) => unknown, count = rounds): Promise<string> {
  const times = await timed(count, async (i) => void (await run(questions[i % questions.length] ?? '')));
  const { p50, p99 } = spread(times.slice(count / 10));
  return `${ms(p50)} / ${ms(p99)}`;
}

/** The sentences of the law texts, or of the annex where those are not there, each with words of its own, until there are enough. */
async function lotsOfUnits(knowledge: Knowledge): Promise<readonly Provision[]> {
  const law = await lawSentences();
  if (law.length === 0) console.log('no law texts beside this checkout: the annex itself is multiplied instead');
  const sentences = law.length > 0 ? law : knowledge.annex.provisions.map(({ text }) => text);
  return Array.from({ length: many }, (_, i): Provision => {
    const text = `${sentences[i % sentences.length] ?? ''}（第${i}号、${sentences[(i * 7919) % sentences.length]?.slice(0, 20) ?? ''}）`;
    return { id: `law:${i + 1}.1`, label: `第${i + 1}条`, heading: '', text, level: 'paragraph', line: i + 1 };
  });
}

async function lawSentences(): Promise<readonly string[]> {
  for (const folder of lawFolders) {
    const names = await readdir(folder).catch(() => []);
    const files = names.filter((name) => name.endsWith('.txt') && name !== 'README.txt');
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    if (texts.length > 0) return texts.join('\n').match(/[^。\n]{12,}。?/gu) ?? [];
  }
  return [];
}

function withUnits(knowledge: Knowledge, units: readonly Provision[]): Knowledge {
  const document: Document = { ...knowledge.annex, id: 'law', provisions: units };
  return {
    ...knowledge,
    documents: new Map([...knowledge.documents, ['law', document]]),
    provisions: new Map([...knowledge.provisions, ...units.map((one) => [one.id, one] as const)]),
  };
}
