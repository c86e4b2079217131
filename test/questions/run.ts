/** `npm run eval [-- FILE …] [--misses]`: the figures of each set, in all and by language. */
import { basename } from 'node:path';
import { openRooms } from '../../src/open.ts';
import { figuresOf, isRight, judge, readGold } from './score.ts';

const args = process.argv.slice(2);
const given = args.filter((arg) => !arg.startsWith('--'));
const own = ['tuning.jsonl', 'held-out.jsonl'].map((name) => new URL(name, import.meta.url).pathname);
const { ask } = await openRooms();
const table: Record<string, ReturnType<typeof figuresOf>> = {};
for (const file of given.length > 0 ? given : own) {
  const rows = readGold(file).map((gold) => judge(ask, gold));
  const name = basename(file, '.jsonl');
  table[name] = figuresOf(rows);
  for (const lang of ['ja', 'en']) table[`${name} ${lang}`] = figuresOf(rows.filter(({ gold }) => gold.lang === lang));
  if (!args.includes('--misses')) continue;
  for (const row of rows.filter((one) => !isRight(one))) {
    const { gold, answer } = row;
    console.log(
      `${gold.id} ${gold.q}\n  gold ${gold.intent} ${gold.verdict} ${gold.must}  got ${answer.intent} ${answer.verdict} ${answer.citations.map(({ id }) => id)}`,
    );
  }
}
console.table(table);
