/**
 * What has been erased for a request, read from the access log: an erasure that was cut off and run again is one, and
 * 様式２ says what all of its runs have erased, but nothing that the desk removed by itself meanwhile. Pure.
 */
import type { Access, LoggedAccess } from '../types.ts';
import { type Request, subjects } from './approvals.ts';

export interface Erased {
  /** How much of each kind. */
  readonly removed: Readonly<Record<string, number>>;
  readonly keys: readonly string[];
  readonly backups: number;
  /** The line that says so; undefined where nothing has been erased yet. */
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
    { at, by, act: 'admin', subject: `${subjects.erased(request)}${counts.join(',')}` },
  ];
}

/** @param lines the acts `admin` and `erase`, oldest first */
export function erasedFor(
  { id, at, what }: Pick<Request, 'id' | 'at' | 'what'>,
  lines: readonly LoggedAccess[],
): Erased {
  const contract = `contract:${what.slice(what.indexOf(':') + 1)}`;
  const ofRequest = lines.filter(
    (line) => line.at >= at && line.act === 'admin' && line.subject.startsWith(subjects.erased(id)),
  );
  const [first] = ofRequest;
  const line = lines.findLast(
    (one) => one.act === 'erase' && one.subject === contract && one.id < (first?.id ?? 0),
  )?.id;
  if (line === undefined) return { removed: {}, keys: [], backups: 0 };
  const gone = lines
    .filter((one) => one.id > line && one.act === 'erase' && one.by !== 'tokki')
    .map(({ subject }) => subject);
  const named = (kind: string) => [
    ...new Set(gone.filter((subject) => subject.startsWith(kind)).map((subject) => subject.slice(kind.length))),
  ];
  const removed: Record<string, number> = {};
  for (const { subject } of ofRequest)
    for (const [, kind = '', count] of subject.matchAll(/\b([a-z]+)=(\d+)/gu))
      removed[kind] = (removed[kind] ?? 0) + Number(count);
  return { removed, keys: named('key:'), backups: named('backup:').length, line };
}
