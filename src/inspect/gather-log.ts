/** What the access log has to show: in one pass, archived lines too. */
import { entriesOf } from '../guard/ledger.ts';
import type { Store } from '../store/store.ts';
import type { Access, LoggedAccess } from '../types.ts';
import type { Facts } from './facts.ts';

const year = 365 * 86_400_000;

type Year = Pick<Facts, 'exports' | 'handled' | 'alerts' | 'refusals' | 'masked' | 'expired'>;

interface LogFacts {
  /** The acts of administrators, copies and erasures, oldest first: what was settled once stays settled, whatever its age. */
  readonly lines: readonly Access[];
  /** Counted over the last 365 days. */
  readonly year: Year & Pick<Facts, 'inspections'>;
}

export async function readLog(store: Store, now: number): Promise<LogFacts> {
  const lines: Access[] = [];
  const reports: Access[] = [];
  let sums: Year = { exports: 0, handled: 0, alerts: 0, refusals: 0, masked: 0, expired: 0 };
  for await (const page of store.keep.logPages(0, now + 1)) {
    const recent = page.filter(({ at }) => at >= now - year);
    lines.push(...page.filter(({ act }) => act === 'admin' || act === 'copy' || act === 'erase'));
    reports.push(...recent.filter(({ subject }) => subject === 'inspection'));
    sums = add(sums, countsOf(recent));
  }
  return { lines, year: { ...sums, inspections: doneIn(reports, /^inspection$/u) } };
}

function countsOf(lines: readonly LoggedAccess[]): Year {
  const count = (isMeant: (line: Access) => boolean) => lines.filter(isMeant).length;
  return {
    exports: count(({ act }) => act === 'export' || act === 'copy'),
    handled: entriesOf(lines).length,
    alerts: count(({ act, subject }) => act === 'admin' && subject.startsWith('watch:')),
    refusals: count(({ act }) => act === 'refuse'),
    masked: count(({ act, subject }) => act === 'write' && subject.startsWith('masked:')),
    expired: lines.reduce((sum, line) => sum + expiredIn(line), 0),
  };
}

/** How much the desk erased by itself with this line. */
function expiredIn({ act, subject }: Access): number {
  const { count = 0 } = (act === 'erase' && /^expired:[a-z]+:(?<count>\d+)$/u.exec(subject)?.groups) || {};
  return Number(count);
}

function add(a: Year, b: Year): Year {
  return {
    exports: a.exports + b.exports,
    handled: a.handled + b.handled,
    alerts: a.alerts + b.alerts,
    refusals: a.refusals + b.refusals,
    masked: a.masked + b.masked,
    expired: a.expired + b.expired,
  };
}

/** How often, and when last. */
export function doneIn(lines: readonly Access[], subject: RegExp): Facts['imports'] {
  const found = lines.filter((line) => subject.test(line.subject));
  const newest = found.at(-1);
  return { count: found.length, ...(newest && { last: newest.at }) };
}
