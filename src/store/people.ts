/** Who works for which contract, as imported from people.csv. */
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Person } from '../types.ts';
import { chunks, plain, present } from './fields.ts';
import type { Session } from './schema.ts';

/** Adds people, or replaces those with the same id. Who comes back after having left has joined anew. */
export async function savePeople({ db }: Session, people: readonly Person[], now: number): Promise<void> {
  const rows = people.map(({ contracts, manager = null, agency = null, zone = null, calendar = null, ...person }) => ({
    ...plain({ ...person, manager, agency, zone, calendar, mail_key: mailKey(person.mail), updated: now, joined: now }),
    contracts: JSON.stringify(contracts),
  }));
  for (const part of chunks(rows)) {
    await db
      .insertInto('person')
      .values(part)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          name: ref('excluded.name'),
          mail: ref('excluded.mail'),
          mail_key: ref('excluded.mail_key'),
          role: ref('excluded.role'),
          lang: ref('excluded.lang'),
          manager: ref('excluded.manager'),
          agency: ref('excluded.agency'),
          contracts: ref('excluded.contracts'),
          zone: ref('excluded.zone'),
          calendar: ref('excluded.calendar'),
          updated: ref('excluded.updated'),
          joined: sql<number>`case when person.left_at is null then person.joined else excluded.joined end`,
          left_at: null,
        })),
      )
      .execute();
  }
}

/** Takes people off the list. What they did stays, and so does their name for it. */
export async function removePeople({ db }: Session, ids: readonly string[], now: number): Promise<void> {
  for (const part of chunks(ids)) {
    await db
      .updateTable('person')
      .set({ left_at: now, updated: now })
      .where('id', 'in', part)
      .where('left_at', 'is', null)
      .execute();
  }
}

/** SQL's `lower` differs between the databases and knows ASCII only on SQLite. */
export function mailKey(mail: string): string {
  return mail.normalize('NFKC').trim().toLowerCase();
}

export const personColumns = [
  'id',
  'name',
  'mail',
  'role',
  'lang',
  'manager',
  'agency',
  'contracts',
  'zone',
  'calendar',
] as const;

type PersonRow = Omit<Person, 'contracts' | 'manager' | 'agency' | 'zone' | 'calendar'> & {
  readonly manager: string | null;
  readonly agency: string | null;
  readonly contracts: string;
  readonly zone: string | null;
  readonly calendar: 'weekdays' | null;
};

export function personOf({ contracts, ...row }: PersonRow): Person {
  return { ...present(row), contracts: JSON.parse(contracts) as string[] };
}

function working({ db }: Session) {
  return db.selectFrom('person').select(personColumns).where('left_at', 'is', null);
}

const page = 1_000;

/** Everybody who works here. SQLite works inside this process: between two pages messages get through. */
export async function findPeople(session: Session): Promise<readonly Person[]> {
  const found: Person[] = [];
  for (let after = ''; ; ) {
    const rows = await working(session).where('id', '>', after).orderBy('id').limit(page).execute();
    for (const row of rows) found.push(personOf(row));
    const last = rows.at(-1);
    if (!last || rows.length < page) return found;
    after = last.id;
    await setImmediate();
  }
}

export async function findPersons(session: Session, ids: readonly string[]): Promise<readonly Person[]> {
  const found: Person[] = [];
  for (const part of chunks(ids)) {
    for (const row of await working(session).where('id', 'in', part).execute()) found.push(personOf(row));
  }
  return found;
}

/** In the order of the ids. */
export async function findEach(session: Session, ids: readonly string[]): Promise<readonly (Person | undefined)[]> {
  const people = new Map((await findPersons(session, ids)).map((person) => [person.id, person]));
  return ids.map((id) => people.get(id));
}

/** The names of people, of those who have left too. */
export async function findNames({ db }: Session, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const part of chunks(ids)) {
    const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', part).execute();
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}

/** The time zones in which people work; empty for that of Japan. */
export async function findZones({ db }: Session): Promise<readonly string[]> {
  const rows = await db.selectFrom('person').select('zone').distinct().where('left_at', 'is', null).execute();
  return rows.map(({ zone }) => zone ?? '').sort();
}

/** Regardless of case and width. Where two people have the same address, the one imported last. */
export async function findPersonByMail(session: Session, mail: string): Promise<Person | undefined> {
  const row = await working(session)
    .where('mail_key', '=', mailKey(mail))
    .where('mail_key', '<>', '')
    .orderBy('updated', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row && personOf(row);
}
