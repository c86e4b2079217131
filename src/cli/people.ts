import { readFile } from 'node:fs/promises';
import { readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { openStore, openTraining } from '../open.ts';
import { timerJob } from '../outbox.ts';
import { decodeCsv, parsePeople } from '../people.ts';
import { comparePeople, type PeopleChange } from '../people-change.ts';
import type { Store } from '../store/store.ts';
import { armed, assigning } from '../training/run.ts';
import type { Person } from '../types.ts';
import { print, readArgs, table } from './args.ts';
import { logged, trace, withDesk } from './desk.ts';

/** `tokki people import FILE [--preview] | list [--json]` */
export async function people(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'import') return importPeople(rest);
  if (action === 'list') return listPeople(rest);
  throw new TokkiError('usage', 'people: say import FILE [--preview], or list');
}

/** The file is the whole list. All rows or none: a bad row changes nothing, and each one is named. */
async function importPeople(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs('people import', args, { preview: { type: 'boolean' } }, 1);
  const [file] = positionals;
  if (!file) throw new TokkiError('usage', 'people import: name the file');
  const { people: rows, problems } = parsePeople(decodeCsv(await read(file)));
  if (problems.length > 0) {
    for (const { line, finding } of problems) console.error(`${file}:${line}: ${finding}`);
    throw new TokkiError('input', `people import: ${problems.length} problems, nothing was imported`);
  }
  const { store } = await openStore(readConfig());
  try {
    const change = comparePeople(await store.people(), rows);
    if (values.preview) {
      await logged(store, 'read', 'people');
      await showChange(change);
    } else await takeOver(store, rows, change);
  } finally {
    await store.close();
  }
  return 0;
}

async function takeOver(store: Store, rows: readonly Person[], { added, leaving }: PeopleChange): Promise<void> {
  const deps = await openTraining(readConfig());
  const now = Date.now();
  await store.commit({
    now,
    people: rows,
    leavers: leaving.map(({ id }) => id),
    ...trace(now, 'admin', 'people:import'),
  });
  const zones = await store.zones();
  const timers = [...armed(deps, zones, now), ...assigning(deps, zones, now, now)];
  await store.commit({ now, jobs: timers.map(timerJob) });
  const known = rows.length - added.length;
  await print(
    `${rows.length} people imported: ${added.length} new, ${known} known; ${leaving.length} who are not in the file were taken off the list`,
  );
}

/** What an import would do, one line for each person whom it touches. */
async function showChange({ added, changed, leaving }: PeopleChange): Promise<void> {
  const about = ({ role, agency, contracts }: Person) =>
    [role, ...(agency ? [`dispatched from ${agency}`] : []), contracts.join('; ')].filter(Boolean).join(', ');
  const lines = [
    ...added.map((person) => ['+', person.id, person.name, about(person)]),
    ...changed.map(({ person, fields }) => [
      '~',
      person.id,
      person.name,
      fields.map(({ field, before, after }) => `${field}: ${before || '(none)'} → ${after || '(none)'}`).join('; '),
    ]),
    ...leaving.map((person) => ['-', person.id, person.name, 'leaves; what the person did stays']),
  ];
  if (lines.length > 0) await print(table(lines));
  await print(`${added.length} new, ${changed.length} changed, ${leaving.length} leaving; nothing was imported`);
}

async function listPeople(args: readonly string[]): Promise<number> {
  const { values } = readArgs('people list', args, { json: { type: 'boolean' } });
  return withDesk(async ({ store }) => {
    await logged(store, 'read', 'people');
    const all = await store.people();
    await print(values.json ? JSON.stringify(all, null, 2) : table([heading, ...all.map(rowOf)]));
    return 0;
  });
}

const heading = ['id', 'name', 'mail', 'role', 'manager', 'language', 'dispatched from', 'contract', 'time zone'];

function rowOf(one: Person): readonly string[] {
  const { id, name, mail, role, manager = '', lang, agency = '', contracts, zone = '' } = one;
  return [id, name, mail, role, manager, lang, agency, contracts.join(';'), zone];
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new TokkiError('input', `cannot read ${file} (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}
