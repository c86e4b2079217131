import { TokkiError } from '../errors.ts';
import { digestFacts, monthOf, readDigest } from '../guard/report.ts';
import { termsAt } from '../guard/terms.ts';
import type { Lang } from '../types.ts';
import { print, readArgs, table } from './args.ts';
import { logged, withDesk } from './desk.ts';

/** `tokki log verify [--anchor LINE:HASH] | digest [--month 2026-11] [--lang ja|en] [--json] | archive` */
export async function log(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'verify') return verify(rest);
  if (action === 'digest') return digest(rest);
  if (action === 'archive') return archive(rest);
  throw new TokkiError('usage', 'log: say verify, digest or archive');
}

/**
 * Whoever can write the whole database can also make the chain anew; what a digest or a backup said of it earlier is out
 * of reach for that, so it can be given as an anchor.
 */
async function verify(args: readonly string[]): Promise<number> {
  const { values } = readArgs('log verify', args, { anchor: { type: 'string' }, json: { type: 'boolean' } });
  const anchor = anchorOf(values.anchor);
  return withDesk(async ({ store }) => {
    const { rows, broken } = await store.verifyLog();
    const { hash, archived } = await store.keep.logHead();
    const known = anchor && (await store.keep.hashAt(anchor.line));
    const isKept = !anchor || known?.startsWith(anchor.hash) === true;
    const found = { rows, archived, hash, ...(broken !== undefined && { broken }), ...(anchor && { anchor: isKept }) };
    await logged(store, 'read', 'log');
    if (values.json) await print(JSON.stringify(found, null, 2));
    else {
      const state =
        broken === undefined
          ? 'the chain is whole'
          : `line ${broken} is the first that is not as it was written: changed, missing, or put there later`;
      await print(`${rows} lines (${archived} archived): ${state}; the last hash is ${hash || 'none'}`);
      if (anchor) await print(`line ${anchor.line} is ${isKept ? 'the one' : 'NOT the one'} that the anchor names`);
    }
    return broken === undefined && isKept ? 0 : 1;
  });
}

function anchorOf(text: string | undefined): { line: number; hash: string } | undefined {
  if (text === undefined) return undefined;
  const { line, hash } = /^(?<line>\d{1,15}):(?<hash>[0-9a-f]{8,64})$/u.exec(text)?.groups ?? {};
  if (!line || !hash) throw new TokkiError('usage', 'log verify: --anchor is LINE:HASH, with 8 hex digits or more');
  return { line: Number(line), hash };
}

async function digest(args: readonly string[]): Promise<number> {
  const options = {
    month: { type: 'string' },
    lang: { type: 'string', default: 'ja' },
    json: { type: 'boolean' },
  } as const;
  const { values } = readArgs('log digest', args, options);
  const now = Date.now();
  const month = values.month ?? monthOf(now);
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month)) throw new TokkiError('usage', 'log digest: --month is like 2026-11');
  if (values.lang !== 'ja' && values.lang !== 'en') throw new TokkiError('usage', 'log digest: --lang is ja or en');
  const lang: Lang = values.lang;
  return withDesk(async ({ store }) => {
    const people = await store.people();
    const found = await readDigest(store.keep, people, month, now);
    await logged(store, 'read', 'log');
    const facts = digestFacts(found, people, lang).map(({ label, value }) => [label, value]);
    await print(values.json ? JSON.stringify(found, null, 2) : table([[month, ''], ...facts]));
    return 0;
  });
}

/** What the desk does by itself each night. */
async function archive(args: readonly string[]): Promise<number> {
  readArgs('log archive', args, {});
  return withDesk(async ({ store, config }) => {
    const keep = { log: config.LOG_KEEP_DAYS, questions: config.QUESTION_KEEP_DAYS };
    const terms = { ...termsAt(Date.now(), keep), forms: 0, questions: 0, jobs: 0, leavers: 0 };
    let moved = 0;
    for (let count = -1; count !== 0; moved += count) count = (await store.keep.expire(terms, Date.now())).log ?? 0;
    await logged(store, 'admin', 'log:archive');
    const { rows, archived } = await store.keep.logHead();
    await print(`${moved} lines moved; ${archived} of ${rows} are archived`);
    return 0;
  });
}
