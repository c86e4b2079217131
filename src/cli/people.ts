import { readFile } from 'node:fs/promises';
import { readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { openStore } from '../open.ts';
import { decodeCsv, parsePeople } from '../people.ts';
import type { Person } from '../types.ts';
import { print, readArgs, table } from './args.ts';

/** `tokki people import FILE | list [--json]` */
export async function people(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'import') return importPeople(rest);
  if (action === 'list') return listPeople(rest);
  throw new TokkiError('usage', 'people: say import FILE, or list');
}

/** The file is the whole list. All rows or none: a bad row changes nothing, and each one is named. */
async function importPeople(args: readonly string[]): Promise<number> {
  const [file] = readArgs('people import', args, {}, 1).positionals;
  if (!file) throw new TokkiError('usage', 'people import: name the file');
  const { people: rows, problems } = parsePeople(decodeCsv(await read(file)));
  if (problems.length > 0) {
    for (const { line, finding } of problems) console.error(`${file}:${line}: ${finding}`);
    throw new TokkiError('input', `people import: ${problems.length} problems, nothing was imported`);
  }
  const { store } = await openStore(readConfig());
  try {
    const known = new Set((await store.people()).map(({ id }) => id));
    const leavers = [...known].filter((id) => !rows.some((row) => row.id === id));
    const now = Date.now();
    const access = [{ at: now, by: 'cli', act: 'admin', subject: 'people:import' }] as const;
    await store.commit({ now, people: rows, leavers, access });
    const added = rows.filter(({ id }) => !known.has(id)).length;
    await print(
      `${rows.length} people imported: ${added} new, ${rows.length - added} known; ${leavers.length} who are not in the file were taken off the list`,
    );
  } finally {
    await store.close();
  }
  return 0;
}

async function listPeople(args: readonly string[]): Promise<number> {
  const { values } = readArgs('people list', args, { json: { type: 'boolean' } });
  const { store } = await openStore(readConfig());
  const all = await store.people().finally(() => store.close());
  await print(values.json ? JSON.stringify(all, null, 2) : table([heading, ...all.map(rowOf)]));
  return 0;
}

const heading = ['id', 'name', 'mail', 'role', 'manager', 'language', 'dispatched from', 'contract'];

function rowOf(one: Person): readonly string[] {
  const { id, name, mail, role, manager = '', lang, agency = '', contracts } = one;
  return [id, name, mail, role, manager, lang, agency, contracts.join(';')];
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new TokkiError('input', `cannot read ${file} (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}
