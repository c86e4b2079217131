/** Who works for which contract, as imported from people.csv. */
import type { Person } from '../types.ts';
import { chunks, plain, present } from './fields.ts';
import type { Session } from './schema.ts';

/** Adds people, or replaces those with the same id. */
export async function savePeople({ db }: Session, people: readonly Person[], now: number): Promise<void> {
  const rows = people.map(({ contracts, manager = null, agency = null, ...person }) => ({
    ...plain({ ...person, manager, agency, mail_key: mailKey(person.mail), updated: now }),
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
          updated: ref('excluded.updated'),
        })),
      )
      .execute();
  }
}

/** Takes people off the list; their reports and their lines in the access log stay. */
export async function removePeople({ db }: Session, ids: readonly string[]): Promise<void> {
  for (const id of ids) await db.deleteFrom('person').where('id', '=', id).execute();
}

/** SQL's `lower` differs between the databases and knows ASCII only on SQLite. */
export function mailKey(mail: string): string {
  return mail.normalize('NFKC').trim().toLowerCase();
}

const columns = ['id', 'name', 'mail', 'role', 'lang', 'manager', 'agency', 'contracts'] as const;

type PersonRow = Omit<Person, 'contracts' | 'manager' | 'agency'> & {
  readonly manager: string | null;
  readonly agency: string | null;
  readonly contracts: string;
};

function personOf({ contracts, ...row }: PersonRow): Person {
  return { ...present(row), contracts: JSON.parse(contracts) as string[] };
}

export async function findPeople({ db }: Session): Promise<readonly Person[]> {
  return (await db.selectFrom('person').select(columns).orderBy('id').execute()).map(personOf);
}

export async function findPerson({ db }: Session, id: string): Promise<Person | undefined> {
  const row = await db.selectFrom('person').select(columns).where('id', '=', id).executeTakeFirst();
  return row && personOf(row);
}

/** Regardless of case and width. Where two people have the same address, the one imported last. */
export async function findPersonByMail({ db }: Session, mail: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('person')
    .select(columns)
    .where('mail_key', '=', mailKey(mail))
    .where('mail_key', '<>', '')
    .orderBy('updated', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row && personOf(row);
}
