/**
 * `npm run eval [-- FILE …] [--misses] [--prompts DIR] [--drafts DIR]`: the figures of each set, in all and by language.
 * `--prompts` writes what a language model would be sent, `--drafts` scores what a model or a reader has made of it.
 */
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../../src/config.ts';
import { openRooms } from '../../src/open.ts';
import { openDrafts, withDrafts, writePrompts } from './drafts.ts';
import { figuresOf, isRight, judge, readGold } from './score.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: 'boolean' }, prompts: { type: 'string' }, drafts: { type: 'string' } },
});
const own = ['held-out.jsonl', 'held-out-2.jsonl', 'held-out-3.jsonl'].map(
  (name) => new URL(name, import.meta.url).pathname,
);
const { ask, knowledge } = await openRooms();
const table: Record<string, ReturnType<typeof figuresOf>> = {};
for (const file of positionals.length > 0 ? positionals : own) {
  const golds = readGold(file);
  const name = basename(file, '.jsonl');
  const answering = await answeringFor(golds, name);
  const rows = golds.map((gold) => judge(answering, gold));
  table[name] = figuresOf(rows);
  for (const lang of ['ja', 'en']) table[`${name} ${lang}`] = figuresOf(rows.filter(({ gold }) => gold.lang === lang));
  if (!values.misses) continue;
  for (const row of rows.filter((one) => !isRight(one))) {
    const { gold, answer } = row;
    console.log(
      `${gold.id} ${gold.q}\n  gold ${gold.intent} ${gold.verdict} ${gold.must}  got ${answer.intent} ${answer.verdict} ${answer.citations.map(({ id }) => id)}`,
    );
  }
}
console.table(table);

/** The desk as it is, or with the drafts of `--drafts DIR/<set>`; writes the prompts of the set to `--prompts DIR/<set>`. */
async function answeringFor(golds: ReturnType<typeof readGold>, set: string): Promise<typeof ask> {
  if (values.prompts === undefined && values.drafts === undefined) return ask;
  const desk = await openDrafts(ask, knowledge, readConfig().OPENAI_CONTEXT_TOKENS);
  if (values.prompts !== undefined) {
    const { written, tokens } = await writePrompts(desk, golds, join(values.prompts, set));
    console.log(
      `${set}: ${written} prompts written, about ${tokens} tokens each; ${golds.length - written} stay local`,
    );
  }
  if (values.drafts === undefined) return ask;
  const { ask: drafted, tally } = await withDrafts(desk, golds, join(values.drafts, set));
  console.log(`${set}: drafts`, tally);
  return drafted;
}
