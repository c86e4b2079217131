/** What two administrators have to agree to, seen from the command line: asking for it, and doing it once they have. */
import { randomBytes } from 'node:crypto';
import { TokkiError } from '../errors.ts';
import { type Request, requestsIn, subjects } from '../guard/approvals.ts';
import { whatText } from '../guard/handler.ts';
import { timerJob } from '../outbox.ts';
import type { Store } from '../store/store.ts';
import { print, readArgs, table } from './args.ts';
import { logged, trace, withDesk } from './desk.ts';

/** `tokki approvals [--json] [--lang ja|en]` */
export async function approvals(args: readonly string[]): Promise<number> {
  const { values } = readArgs('approvals', args, {
    json: { type: 'boolean' },
    lang: { type: 'string', default: 'ja' },
  });
  const lang = values.lang === 'en' ? 'en' : 'ja';
  return withDesk(async ({ store }) => {
    const all = await readRequests(store, Date.now() - week);
    await logged(store, 'read', 'log');
    const rows = all.map(({ id, what, by, state, approvers }) => [
      id,
      whatText(what, lang),
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

async function readRequests(store: Store, since?: number): Promise<readonly Request[]> {
  const now = Date.now();
  const lines = await store.keep.accesses({ acts: ['admin'], ...(since !== undefined && { since }), limit: 100_000 });
  return requestsIn(lines, now, await store.people());
}

/** Asks; the running desk tells the administrators. @returns the number of the request */
export async function request(store: Store, what: string): Promise<string> {
  const id = randomBytes(4).toString('hex');
  const now = Date.now();
  const ask = timerJob({ key: `guard:ask:${id}`, name: 'guard:ask', subject: id, due: now });
  const { access, jobs } = trace(now, 'admin', subjects.request(id, what));
  await store.commit({ now, access, jobs: [ask, ...jobs] });
  return id;
}

/** However old: an erasure that was cut off can be finished. @throws TokkiError `rights` where two have not agreed to just this */
export async function demandApproval(store: Store, id: string, what: string): Promise<Request> {
  const found = (await readRequests(store)).find((one) => one.id === id);
  if (!found || found.what !== what) throw new TokkiError('rights', `there is no request ${id} for this`);
  if (found.state !== 'approved') throw new TokkiError('rights', `the request ${id} is ${found.state}`);
  return found;
}

export async function close(store: Store, id: string): Promise<void> {
  await logged(store, 'admin', subjects.done(id));
}
