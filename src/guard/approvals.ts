/**
 * What two administrators have to agree to before it is done. A request and each answer are lines of the access log,
 * so nobody can change them afterwards; this reads them. Pure.
 */
import { withScope } from '../rights.ts';
import type { Access, Person } from '../types.ts';

export const needed = 2;
/**
 * Who agrees must do so while the other one still remembers what it was about. Once the rows are erased there is nothing
 * left to agree to: such a request stays approved until it is done, so that what is left of the work can be finished.
 */
const validFor = 72 * 3_600_000;

export const subjects = {
  request: (id: string, what: string) => `request:${id}:${what}`,
  approve: (id: string) => `approve:${id}`,
  reject: (id: string) => `reject:${id}`,
  done: (id: string) => `done:${id}`,
  /** In the transaction that erases; what was erased follows. */
  erased: (id: string) => `erased:${id}:`,
} as const;

export interface Request {
  readonly id: string;
  /** What is to be destroyed, `erase:<contract>` or `key:<id>`. */
  readonly what: string;
  readonly by: string;
  readonly at: number;
  readonly state: 'waiting' | 'approved' | 'rejected' | 'expired' | 'done';
  /** The ids of those who agree. */
  readonly approvers: readonly string[];
}

/**
 * @param lines the admin acts of the log, oldest first
 * @param people those who work here now: whoever has lost the right meanwhile does not count; without them, all do
 */
export function requestsIn(lines: readonly Access[], now: number, people?: readonly Person[]): readonly Request[] {
  const entitled = people && new Set(withScope(people, 'destroy.approve', 'all').map(({ id }) => id));
  return lines.flatMap(({ act, subject, by, at }) => {
    const { id, what } = /^request:(?<id>[a-z0-9]{6,16}):(?<what>.+)$/su.exec(subject)?.groups ?? {};
    if (act !== 'admin' || !id || !what) return [];
    const about = lines.filter((line) => line.act === 'admin' && line.subject.endsWith(`:${id}`) && line.at >= at);
    const isBegun = lines.some(
      (line) => line.act === 'admin' && line.at >= at && line.subject.startsWith(subjects.erased(id)),
    );
    const approvers = [
      ...new Set(about.filter((line) => line.subject === subjects.approve(id)).map((line) => line.by)),
    ].filter((one) => isBegun || (entitled?.has(one) ?? true));
    const has = (subject: string) => about.some((line) => line.subject === subject);
    const agreed = approvers.length >= needed ? 'approved' : 'waiting';
    const valid = now - at > validFor ? 'expired' : agreed;
    const open = isBegun ? 'approved' : has(subjects.reject(id)) ? 'rejected' : valid;
    const state = has(subjects.done(id)) ? 'done' : open;
    return [{ id, what, by, at, state, approvers } as const];
  });
}
