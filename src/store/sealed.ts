/** Every column that is sealed, and sealing it anew with another key (6.8.2). */
import { setImmediate } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { TokkiError } from '../errors.ts';
import type { Place } from './crypt.ts';
import { removeQuestions, removeReports } from './removing.ts';
import type { Session, Tables } from './schema.ts';

type Value = string | number;

interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The columns that tell a row from others, and how they make its place. */
  readonly id: readonly string[];
  readonly row: (...id: readonly Value[]) => string;
  /** What becomes of the row where its key is destroyed: it goes, or it stays and the field is emptied. */
  readonly lost: 'row' | 'empty' | 'null';
}

const first = (id: Value) => String(id);
const numbered = (of: Value, number: Value) => `${of}#${number}`;

/** test/store/keeping.test.ts looks for sealed values in columns that are not named here. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'job', column: 'payload', id: ['key'], row: first, lost: 'empty' },
  { table: 'conversation', column: 'state', id: ['address'], row: first, lost: 'row' },
  { table: 'report', column: 'body', id: ['number'], row: first, lost: 'row' },
  {
    table: 'report_event',
    column: 'detail',
    id: ['report', 'seq'],
    row: numbered,
    lost: 'null',
  },
  { table: 'question', column: 'text', id: ['key'], row: first, lost: 'row' },
  { table: 'question', column: 'answer', id: ['key'], row: first, lost: 'null' },
  { table: 'question_event', column: 'detail', id: ['question', 'seq'], row: numbered, lost: 'null' },
  { table: 'task', column: 'body', id: ['report', 'id'], row: numbered, lost: 'row' },
  { table: 'training_session', column: 'detail', id: ['id'], row: first, lost: 'row' },
  { table: 'training_event', column: 'detail', id: ['id'], row: first, lost: 'null' },
  { table: 'contact', column: 'reference', id: ['address'], row: first, lost: 'row' },
];

interface SealedField {
  readonly id: readonly Value[];
  readonly sealed: string;
  readonly place: Place;
}

const page = 200;

/** All sealed fields of a column in pages, in the order of their ids. */
async function* pagesOf(db: Kysely<Tables>, { table, column, id, row }: SealedColumn, where: RawBuilder<unknown>) {
  const ids = sql.join(id.map((name) => sql.ref(name)));
  for (let after: readonly Value[] | undefined; ; ) {
    const later = after ? sql`(${ids}) > (${sql.join(after)})` : sql`true`;
    const { rows } = await sql<Record<string, Value>>`select ${ids}, ${sql.ref(column)} as sealed
      from ${sql.table(table)} where ${sql.ref(column)} <> '' and ${where} and ${later}
      order by ${ids} limit ${sql.lit(page)}`.execute(db);
    const fields = rows.map((found): SealedField => {
      const values = id.map((name) => found[name] ?? '');
      return { id: values, sealed: String(found.sealed), place: [table, column, row(...values)] };
    });
    if (fields.length > 0) yield fields;
    after = fields.at(-1)?.id;
    if (fields.length < page) return;
    // SQLite works inside this process: let messages through between two pages.
    await setImmediate();
  }
}

type Write = <Result>(work: (session: Session) => Promise<Result>) => Promise<Result>;

/**
 * One pass over all fields; each page is a transaction of its own, so it can be cut off and others can write meanwhile.
 * @returns how many fields were sealed anew; another pass finds what others have sealed with the old key meanwhile
 */
export async function reseal({ db, cipher }: Session, write: Write): Promise<number> {
  let count = 0;
  for (const column of sealedColumns) {
    const old = sql`${sql.ref(column.column)} not like ${`1.${cipher.keyId}.%`}`;
    for await (const fields of pagesOf(db, column, old)) {
      count += await write((session) => resealPage(session, column, fields));
    }
  }
  return count;
}

/** A field that was written meanwhile is left alone. */
async function resealPage(
  { db, cipher }: Session,
  { table, column, id }: SealedColumn,
  fields: readonly SealedField[],
) {
  let count = 0n;
  await unlocked(db, async () => {
    for (const { id: values, sealed, place } of fields) {
      const fresh = cipher.seal(cipher.open(sealed, place), place);
      const same = id.map((name, i) => sql`${sql.ref(name)} = ${values[i]}`);
      const { numAffectedRows = 0n } = await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${fresh}
        where ${sql.join(same, sql` and `)} and ${sql.ref(column)} = ${sealed}`.execute(db);
      count += numAffectedRows;
    }
  });
  return Number(count);
}

/** Lets the transaction change append-only tables. */
export async function unlocked(db: Kysely<Tables>, work: () => Promise<void>): Promise<void> {
  await db.insertInto('unlocked').values({ id: 1 }).execute();
  await work();
  await db.deleteFrom('unlocked').execute();
}

/** How many fields each key has sealed. */
export async function sealedWith({ db }: Session): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const column of sealedColumns) {
    for await (const fields of pagesOf(db, column, sql`true`)) {
      for (const { sealed } of fields) {
        const key = sealed.split('.')[1] ?? '';
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** @returns how many fields could be opened; that is all of them @throws TokkiError `sealed` */
export async function openAll({ db, cipher }: Session): Promise<number> {
  let count = 0;
  for (const column of sealedColumns) {
    for await (const fields of pagesOf(db, column, sql`true`)) {
      for (const { sealed, place } of fields) cipher.open(sealed, place);
      count += fields.length;
    }
  }
  return count;
}

/**
 * Lets a key go, inside a transaction.
 * @param destroy what it seals goes with it; without this a key that is needed stays
 * @returns how many fields were lost
 * @throws TokkiError `key` where it is the key that seals now, or is needed
 */
export async function forgetKey(session: Session, id: string, destroy: boolean): Promise<number> {
  if (id === session.cipher.keyId) throw new TokkiError('key', `the key ${id} is the one that seals now`);
  const needing = (await sealedWith(session)).get(id) ?? 0;
  if (needing > 0 && !destroy) throw new TokkiError('key', `${needing} fields are sealed with the key ${id}`);
  if (needing > 0) await unlocked(session.db, () => loseFields(session, id));
  await session.db.deleteFrom('key_proof').where('id', '=', id).execute();
  return needing;
}

async function loseFields(session: Session, id: string): Promise<void> {
  const { db } = session;
  const sealedBy = (column: string) => sql`${sql.ref(column)} like ${`1.${id}.%`}`;
  const reports = await db
    .selectFrom('report')
    .select('number')
    .where(sql<boolean>`${sealedBy('body')}`)
    .execute();
  const questions = await db
    .selectFrom('question')
    .select('key')
    .where(sql<boolean>`${sealedBy('text')}`)
    .execute();
  await removeReports(
    session,
    reports.map(({ number }) => number),
  );
  await removeQuestions(
    session,
    questions.map(({ key }) => key),
  );
  for (const { table, column, lost: becomes } of sealedColumns) {
    const where = sealedBy(column);
    if (becomes === 'row') await sql`delete from ${sql.table(table)} where ${where}`.execute(db);
    else
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${becomes === 'null' ? null : ''} where ${where}`.execute(
        db,
      );
  }
}
