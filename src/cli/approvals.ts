/** What two administrators have to agree to, seen from the command line: asking for it, and doing it once they have. */
import { randomBytes } from 'node:crypto';
import { TokkiError } from '../errors.ts';
import { type Request, requestsIn, subjects } from '../guard/approvals.ts';
import { whatText } from '../guard/handler.ts';
import { timerJob, watchJob } from '../outbox.ts';
import type { Store } from '../store/store.ts';
import { print, readArgs, table } from './args.ts';
import { logged, operator, withDesk } from './desk.ts';

/** `tokki approvals [--json]` */
export async function approvals(args: readonly string[]): Promise<number> {
  const { values } = readArgs('approvals', args, { json: { type: 'boolean' } });
  return withDesk(async ({ store }) => {
    const all = await readRequests(store);
    const rows = all.map(({ id, what, by, state, approvers }) => [
      id,
      whatText(what, 'ja'),
      by,
      state,
      approvers.join(' '),
    ]);
    await print(
      values.json ? JSON.stringify(all, null, 2) : table([['request', 'what', 'asked by', 'state', 'agreed'], ...rows]),
    );
    return 0;
  });
}

const week = 7 * 86_400_000;

async function readRequests(store: Store): Promise<readonly Request[]> {
  const now = Date.now();
  return requestsIn(await store.keep.accesses({ acts: ['admin'], since: now - week, limit: 100_000 }), now);
}

/** Asks; the running desk tells the administrators. @returns the number of the request */
export async function request(store: Store, what: string): Promise<string> {
  const id = randomBytes(4).toString('hex');
  const now = Date.now();
  const ask = timerJob({ key: `guard:ask:${id}`, name: 'guard:ask', subject: id, due: now });
  const access = [{ at: now, by: operator(), act: 'admin', subject: subjects.request(id, what) }] as const;
  await store.commit({ now, access, jobs: [ask, watchJob(now)] });
  return id;
}

/** @throws TokkiError `rights` where two have not agreed to just this */
export async function demandApproval(store: Store, id: string, what: string): Promise<Request> {
  const found = (await readRequests(store)).find((one) => one.id === id);
  if (!found || found.what !== what) throw new TokkiError('rights', `there is no request ${id} for this`);
  if (found.state !== 'approved') throw new TokkiError('rights', `the request ${id} is ${found.state}`);
  return found;
}

export async function close(store: Store, id: string): Promise<void> {
  await logged(store, 'admin', subjects.done(id));
}
