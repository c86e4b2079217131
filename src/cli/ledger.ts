import { csvOf } from '../csv.ts';
import { TokkiError } from '../errors.ts';
import { dayOfEntry, type Entry, entriesOf, entrySubject, handlingLabel, handlings } from '../guard/ledger.ts';
import { nameOf, readableDay, readableTime } from '../guard/room.ts';
import { ledger as words } from '../strings/ledger.ts';
import type { Lang, Person } from '../types.ts';
import { print, readArgs, table } from './args.ts';
import { dayOf, logged, withDesk } from './desk.ts';

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  format: { type: 'string', default: 'table' },
  lang: { type: 'string', default: 'ja' },
} as const;
const columns = ['line', 'at', 'handling', 'subject', 'by'] as const;

/** `tokki ledger [--from DAY] [--to DAY] [--format table|csv|json] [--lang ja|en]`, or `tokki ledger add HANDLING NUMBER [--on DAY]`. */
export async function ledger(args: readonly string[]): Promise<number> {
  return args[0] === 'add' ? add(args.slice(1)) : list(args);
}

async function list(args: readonly string[]): Promise<number> {
  const { values } = readArgs('ledger', args, options);
  const { format, lang, from = '0000-01-01', to = '9999-12-31' } = values;
  if (!['table', 'csv', 'json'].includes(format))
    throw new TokkiError('usage', 'ledger: --format is table, csv or json');
  if (lang !== 'ja' && lang !== 'en') throw new TokkiError('usage', 'ledger: --lang is ja or en');
  const since = dayOf(values.from, 0);
  dayOf(values.to, 0);
  return withDesk(async ({ store }) => {
    await logged(store, 'read', 'log');
    const entries: Entry[] = [];
    // What was handled on a day may be entered later, never before.
    for await (const lines of store.keep.logPages(since, Number.MAX_SAFE_INTEGER))
      entries.push(...entriesOf(lines).filter((one) => dayOfEntry(one) >= from && dayOfEntry(one) <= to));
    const people = await store.people();
    const rows = entries.map((entry) => rowOf(entry, people, lang));
    const heading = columns.map((name) => words[name][lang]);
    if (format === 'json') await print(JSON.stringify(entries, null, 2));
    else await print((format === 'csv' ? csvOf : table)([heading, ...rows]));
    return 0;
  });
}

function rowOf(entry: Entry, people: readonly Person[], lang: Lang): readonly string[] {
  const { line, at, on, by, handling, subject } = entry;
  const when = on === undefined ? readableTime(at) : `${on} (${words.entered[lang]} ${readableTime(at)})`;
  return [String(line), when, handlingLabel(handling, lang), subject, nameOf(by, people, lang)];
}

/** For what is handled outside the desk: the number of a medium or a document in the paper ledger, never contents. */
async function add(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs('ledger add', args, { on: { type: 'string' } }, 2);
  const handling = handlings.find((one) => one === positionals[0]);
  const what = positionals[1]?.trim();
  if (!handling || !what || what.length > 100)
    throw new TokkiError('usage', `ledger add: say ${handlings.join(', ')}, then a number of at most 100 characters`);
  const now = Date.now();
  const at = dayOf(values.on, now);
  if (at > now) throw new TokkiError('usage', 'ledger add: --on is a day that has come');
  return withDesk(async ({ store }) => {
    await logged(store, 'admin', entrySubject(handling, readableDay(at), what));
    await print(`${readableDay(at)} ${handlingLabel(handling, 'ja')}: ${what}`);
    return 0;
  });
}
