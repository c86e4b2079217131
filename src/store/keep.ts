/** The Keeping over Kysely: one code path for both databases. */
import { findAccesses, hashAt, lastSeen, logHead, logPages, tally } from './accesses.ts';
import { contractReports, contractSizes, eraseContract } from './contract.ts';
import { copy, load, sizes } from './dump.ts';
import type { Keeping } from './keeping.ts';
import { appendAccess } from './log.ts';
import { proveKeys } from './proof.ts';
import type { Session } from './schema.ts';
import { scrub } from './scrub.ts';
import { forgetKey, openAll, reseal, sealedWith } from './sealed.ts';
import { expire, idleForms, overdue } from './terms.ts';

type Run = <Result>(work: (session: Session) => Promise<Result>) => Promise<Result>;

interface KeepingParts {
  readonly session: Session;
  /** Runs it, and says what the driver's errors mean. */
  readonly read: Run;
  /** The same in a transaction. */
  readonly write: Run;
}

export function createKeeping({ session, read, write }: KeepingParts): Keeping {
  return {
    accesses: (query) => read((on) => findAccesses(on, query)),
    tally: (since, until) => read((on) => tally(on, since, until)),
    lastSeen: (before = Number.MAX_SAFE_INTEGER, who, old) => read((on) => lastSeen(on, before, who, old)),
    overdue: (terms) => read((on) => overdue(on, terms)),
    logHead: () => read(logHead),
    idleForms: (before) => read((on) => idleForms(on, before)),
    hashAt: (line) => read((on) => hashAt(on, line)),
    logPages: (since, until) => logPages(session, since, until),
    expire: (terms, now) => write((on) => expire(on, terms, now)),
    async reseal() {
      await write(proveKeys);
      return read((on) => reseal(on, write));
    },
    sealedWith: () => read(sealedWith),
    forgetKey: (id, destroy) => write((on) => forgetKey(on, id, destroy)),
    openAll: () => read(openAll),
    copy: () => copy(session),
    load: (rows) => write((on) => load(on, rows)),
    sizes: () => read(sizes),
    contractReports: (contract) => read((on) => contractReports(on, contract)),
    contractSizes: (contract) => read((on) => contractSizes(on, contract)),
    eraseContract: (ending, linesOf) =>
      write(async (on) => {
        const removed = await eraseContract(on, ending);
        await appendAccess(on, linesOf(removed));
        return removed;
      }),
    scrub: () => read(scrub),
  };
}
