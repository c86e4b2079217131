/** The access log (6.8.3.b): append-only, and each row's hash covers the row before it. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Access } from '../types.ts';
import { chainPages } from './archive.ts';
import { chunks, plain } from './fields.ts';
import type { Session } from './schema.ts';
import type { LogCheck } from './store.ts';

/** The hash of a row: SHA-256 in hex over the hash of the row before ('' for the first) and the row itself. */
export function chain(previous: string, id: number, { at, by, act, subject }: Access): string {
  return createHash('sha256')
    .update(`${previous}\n${JSON.stringify([id, at, by, act, subject])}`)
    .digest('hex');
}

/** The update of the head comes first: it makes other writers wait until this transaction is over. */
export async function appendAccess({ db }: Pick<Session, 'db'>, accesses: readonly Access[]): Promise<void> {
  if (accesses.length === 0) return;
  const head = await db
    .updateTable('access_head')
    .set(({ eb }) => ({ rows: eb('rows', '+', accesses.length) }))
    .returning(['rows', 'hash'])
    .executeTakeFirstOrThrow();
  let { hash } = head;
  const first = head.rows - accesses.length + 1;
  const rows = accesses.map((access, index) => {
    const id = first + index;
    hash = chain(hash, id, access);
    const { at, by, act, subject } = access;
    return plain({ id, at, actor: by, act, subject, hash });
  });
  for (const part of chunks(rows)) await db.insertInto('access_log').values(part).execute();
  await db.updateTable('access_head').set({ hash }).execute();
}

/** Follows the chain from its first line, archived or not, to its head; what is appended meanwhile is not looked at. */
export async function verifyLog(session: Session): Promise<LogCheck> {
  const head = await session.db.selectFrom('access_head').selectAll().executeTakeFirstOrThrow();
  let seen = 0;
  let hash = '';
  for await (const lines of chainPages(session, head.rows)) {
    for (const { id, hash: stored, ...line } of lines) {
      hash = chain(hash, seen + 1, line);
      // Where a line is missing, or a page of the archive cannot be read, the first one that is not there is named.
      if (id !== seen + 1 || stored !== hash) return { rows: head.rows, broken: seen + 1 };
      seen = id;
    }
    // SQLite works inside this process: let messages through between two pages.
    await setImmediate();
  }
  if (seen < head.rows) return { rows: head.rows, broken: seen + 1 };
  return hash === head.hash ? { rows: head.rows } : { rows: head.rows, broken: seen };
}
