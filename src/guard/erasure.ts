/**
 * What has been erased for a request, read from the access log: an erasure that was cut off and run again is one, and
 * 様式２ says what all of its runs have erased. Pure.
 */
import type { Access, LoggedAccess } from '../types.ts';
import type { Request } from './approvals.ts';

export interface Erased {
  /** How much of each kind. */
  readonly removed: Readonly<Record<string, number>>;
  readonly keys: readonly string[];
  readonly backups: number;
  /** The first line that says so; undefined where nothing has been erased yet. */
  readonly line?: number;
}

/** The lines that go into the log with the erasure itself. */
export function erasureLines(
  contract: string,
  request: string,
  removed: Readonly<Record<string, number>>,
  by: string,
  at: number,
): readonly Access[] {
  const counts = Object.entries(removed).map(([kind, count]) => `${kind}=${count}`);
  return [
    { at, by, act: 'erase', subject: `contract:${contract}` },
    { at, by, act: 'admin', subject: `erased:${request}:${counts.join(',')}` },
  ];
}

/** @param lines the acts `admin` and `erase`, oldest first */
export function erasedFor(
  { id, at, what }: Pick<Request, 'id' | 'at' | 'what'>,
  lines: readonly LoggedAccess[],
): Erased {
  const contract = `contract:${what.slice(what.indexOf(':') + 1)}`;
  const since = lines.filter((line) => line.at >= at);
  const gone = since.filter(({ act }) => act === 'erase').map(({ subject }) => subject);
  const named = (kind: string) => [
    ...new Set(gone.filter((subject) => subject.startsWith(kind)).map((subject) => subject.slice(kind.length))),
  ];
  const removed: Record<string, number> = {};
  for (const { act, subject } of since) {
    if (act !== 'admin' || !subject.startsWith(`erased:${id}:`)) continue;
    for (const [, kind = '', count] of subject.matchAll(/\b([a-z]+)=(\d+)/gu))
      removed[kind] = (removed[kind] ?? 0) + Number(count);
  }
  const line = since.find(({ act, subject }) => act === 'erase' && subject === contract)?.id;
  return {
    removed,
    keys: named('key:'),
    backups: named('backup:').length,
    ...(line !== undefined && { line }),
  };
}
