/** The access log at rest: lines past the retention move, with their hashes, into compressed pages; the chain goes on. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Access, LoggedAccess } from '../types.ts';
import type { Session } from './schema.ts';

/** A line with its place in the chain. */
export interface ChainLine extends LoggedAccess {
  readonly hash: string;
}

const page = 1_000;
const pack = promisify(gzip);
const unpack = promisify(gunzip);
/** Far more than a page of the longest lines; what claims to be bigger is not ours. */
const largest = 8_000_000;

type Packed = readonly [at: number, by: string, act: Access['act'], subject: string, hash: string];

/**
 * Moves the oldest lines before that instant into one page of the archive, inside a transaction; the whole page or none.
 * @returns how many were moved
 */
export async function archivePage({ db }: Session, before: number): Promise<number> {
  // The update of the head comes first, as in each append: archiving and appending go one after another.
  const { archived } = await db
    .updateTable('access_head')
    .set(({ ref }) => ({ archived: ref('archived') }))
    .returning('archived')
    .executeTakeFirstOrThrow();
  const oldest = await db
    .selectFrom('access_log')
    .selectAll()
    .where('id', '>', archived)
    .orderBy('id')
    .limit(page)
    .execute();
  const end = oldest.findIndex(({ at }) => at >= before);
  const rows = end === -1 ? oldest : oldest.slice(0, end);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return 0;
  const packed = rows.map(({ at, actor, act, subject, hash }): Packed => [at, actor, act, subject, hash]);
  const lines = (await pack(JSON.stringify(packed))).toString('base64');
  const row = { first: first.id, last: last.id, until: last.at, hash: last.hash, lines };
  await db.insertInto('access_archive').values(row).execute();
  await db.updateTable('access_head').set({ archived: last.id }).execute();
  await db.deleteFrom('access_log').where('id', '<=', last.id).execute();
  return rows.length;
}

/** A page of the archive as lines; a page that cannot be read has none. */
export async function unpackPage(first: number, lines: string): Promise<readonly ChainLine[]> {
  try {
    const text = await unpack(Buffer.from(lines, 'base64'), { maxOutputLength: largest });
    const packed = JSON.parse(text.toString('utf8')) as readonly Packed[];
    return packed.map(([at, by, act, subject, hash], i) => ({ id: first + i, at, by, act, subject, hash }));
  } catch {
    return [];
  }
}

/** All lines in pages, archived ones first, up to the line `last`; lines that are archived meanwhile are not missed. */
export async function* chainPages({ db }: Session, last: number): AsyncGenerator<readonly ChainLine[]> {
  const archive = db.selectFrom('access_archive').select(['first', 'last', 'lines']).orderBy('last').limit(1);
  const log = db.selectFrom('access_log').selectAll().where('id', '<=', last).orderBy('id').limit(page);
  for (let seen = 0; ; ) {
    const rows = await log.where('id', '>', seen).execute();
    const kept = rows[0]?.id === seen + 1 ? undefined : await archive.where('last', '>', seen).executeTakeFirst();
    if (!kept && rows.length === 0) return;
    yield kept ? await unpackPage(kept.first, kept.lines) : rows.map(({ actor, ...row }) => ({ ...row, by: actor }));
    seen = kept?.last ?? rows.at(-1)?.id ?? seen;
  }
}
