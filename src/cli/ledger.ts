import { csvOf } from '../csv.ts';
import { TokkiError } from '../errors.ts';
import { type Entry, entriesOf, entrySubject, handlingLabel, handlings } from '../guard/ledger.ts';
import { readableTime } from '../guard/room.ts';
import { print, readArgs, table } from './args.ts';
import { dayOf, logged, withDesk } from './desk.ts';

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  format: { type: 'string', default: 'table' },
} as const;
const heading = ['番号', '日時', '取扱い', '対象', '取扱者'];
const day = 86_400_000;

/** `tokki ledger [--from DAY] [--to DAY] [--format table|csv|json]`, or `tokki ledger add HANDLING NUMBER`. */
export async function ledger(args: readonly string[]): Promise<number> {
  return args[0] === 'add' ? add(args.slice(1)) : list(args);
}

async function list(args: readonly string[]): Promise<number> {
  const { values } = readArgs('ledger', args, options);
  const { format } = values;
  if (!['table', 'csv', 'json'].includes(format))
    throw new TokkiError('usage', 'ledger: --format is table, csv or json');
  const since = dayOf(values.from, 0);
  const until = dayOf(values.to, Number.MAX_SAFE_INTEGER - day) + day;
  return withDesk(async ({ store }) => {
    await logged(store, 'read', 'log');
    const entries: Entry[] = [];
    for await (const lines of store.keep.logPages(since, until)) entries.push(...entriesOf(lines));
    const rows = entries.map(({ line, at, by, handling, subject }) => [
      String(line),
      readableTime(at),
      handlingLabel(handling),
      subject,
      by,
    ]);
    if (format === 'json') await print(JSON.stringify(entries, null, 2));
    else await print((format === 'csv' ? csvOf : table)([heading, ...rows]));
    return 0;
  });
}

/** For what is handled outside the desk: the number of a medium or a document in the paper ledger, never contents. */
async function add(args: readonly string[]): Promise<number> {
  const { positionals } = readArgs('ledger add', args, {}, 2);
  const handling = handlings.find((one) => one === positionals[0]);
  const what = positionals[1]?.trim();
  if (!handling || !what || what.length > 100)
    throw new TokkiError('usage', `ledger add: say ${handlings.join(', ')}, then a number of at most 100 characters`);
  return withDesk(async ({ store }) => {
    await logged(store, 'admin', entrySubject(handling, what));
    await print(`${handlingLabel(handling)}: ${what}`);
    return 0;
  });
}
