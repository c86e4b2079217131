import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { listBackups, writeBackup } from '../backup/backup.ts';
import { removeBackups } from '../backup/keep.ts';
import { openCommand } from '../backup/parcel.ts';
import { wordFile } from '../documents/word.ts';
import { TokkiError } from '../errors.ts';
import type { Request } from '../guard/approvals.ts';
import { disposalPaper } from '../guard/disposal.ts';
import { type Erased, erasedFor, erasureLines } from '../guard/erasure.ts';
import { addKey, dropKey, followedWithin, readKeys } from '../keys.ts';
import type { Store } from '../store/store.ts';
import { close, demandApproval, request } from './approvals.ts';
import { print, readArgs, table } from './args.ts';
import { backupFolder } from './backup.ts';
import { type Bench, logged, operator, withDesk } from './desk.ts';
import { contractCases } from './exchange.ts';
import { demandPlace, giveBack } from './give-back.ts';
import { passwordFrom } from './seal.ts';

const options = {
  contract: { type: 'string' },
  request: { type: 'string' },
  'return-to': { type: 'string' },
  'password-file': { type: 'string' },
  out: { type: 'string', default: '.' },
} as const;

/**
 * `tokki erase --contract NAME`: shows what would go, and asks two administrators. With `--request NUMBER --return-to
 * FILE --password-file FILE [--out FOLDER]`: gives the copy for 甲, erases, and writes 様式２ as a draft.
 */
export async function erase(args: readonly string[]): Promise<number> {
  const { values } = readArgs('erase', args, options);
  const { contract, request: number } = values;
  if (!contract) throw new TokkiError('usage', 'erase: name the contract: --contract NAME');
  return withDesk(async (bench) => {
    if (number === undefined) return preview(bench, contract);
    const file = values['return-to'];
    if (file === undefined) throw new TokkiError('usage', 'erase: say where the copy for 甲 goes: --return-to FILE');
    const password = await passwordFrom('erase', values['password-file']);
    return run(bench, { contract, number, file, password, out: values.out });
  });
}

async function preview({ store }: Bench, contract: string): Promise<number> {
  const found = await store.keep.contractSizes(contract);
  await print(table([['what', 'how many'], ...Object.entries(found).map(([kind, count]) => [kind, String(count)])]));
  await print(
    'Backups are replaced by a fresh one, and the key of everything before is destroyed. The access log stays.',
  );
  const number = await request(store, `erase:${contract}`);
  await print(
    `Two administrators have been asked (nothing is erased yet). Then: tokki erase --contract ${JSON.stringify(contract)} --request ${number} --return-to FILE --password-file FILE`,
  );
  return 0;
}

interface Order {
  readonly contract: string;
  readonly number: string;
  readonly file: string;
  readonly password: string;
  readonly out: string;
}

/**
 * What is given back comes first, the request is closed last: an erasure that is cut off can be run again with the same
 * line, and goes on where it was.
 */
async function run(bench: Bench, order: Order): Promise<number> {
  const { store, config } = bench;
  const { contract, number, file, out } = order;
  const approved = await demandApproval(store, number, `erase:${contract}`);
  await mkdir(out, { recursive: true, mode: 0o700 });
  // What was filed since then belongs to another request.
  if ((await erased(store, approved)).line === undefined) await eraseRows(bench, order, approved);
  await changeKeys(bench);
  await store.keep.scrub();
  await replaceBackups(bench);
  const facts = await erased(store, approved);
  const document = await writePaper(bench, approved, facts, out, contract);
  await close(store, number);
  const { removed, backups, keys } = facts;
  await print(
    table([['erased', 'how many'], ...Object.entries(removed).map(([kind, count]) => [kind, String(count)])]),
  );
  await print(`${backups} backups replaced; keys destroyed: ${keys.join(', ') || 'none'}`);
  if (config.TOKKI_KEYS)
    await print(`Take all keys but the first out of TOKKI_KEYS now, and destroy each copy of them.`);
  await print(`${file}: the copy for 甲 (${openCommand} ${file})\n${document}: the draft of 様式２`);
  return 0;
}

/** The copy for 甲 is made anew at each try: it must hold what stands there when it is erased. */
async function eraseRows(bench: Bench, order: Order, { at }: Request): Promise<void> {
  const { store } = bench;
  const { contract, number } = order;
  const subject = `contract:${contract}`;
  const lines = await store.keep.accesses({ acts: ['export', 'erase'], since: at, subject });
  const isBegun = lines.findLast((line) => line.subject === subject)?.act === 'export';
  // Since it was begun, the new key has sealed something: at least the watch over the export.
  if (!isBegun) await demandFreshKey(bench);
  const cases = await contractCases(store, contract);
  await demandPlace(order, cases, isBegun);
  await logged(store, 'export', subject);
  await giveBack(order, cases);
  const now = Date.now();
  const given = cases.map(({ report }) => report);
  await store.keep.eraseContract({ contract, given, now }, (found) =>
    erasureLines(contract, number, found, operator(), now),
  );
}

async function erased(store: Store, approved: Request): Promise<Erased> {
  const lines = await store.keep.accesses({ acts: ['admin', 'erase'], since: approved.at, limit: 100_000 });
  return erasedFor(approved, lines);
}

async function writePaper(
  { store, config }: Bench,
  { id, approvers }: Request,
  facts: Erased,
  out: string,
  contract: string,
): Promise<string> {
  const people = await store.people();
  const responsible = people
    .filter((one) => one.role === 'responsible' && one.contracts.includes(contract))
    .map(({ name }) => name);
  const { line: logLine = 0, ...gone } = facts;
  const medium = config.DATABASE_URL ? 'postgres' : 'sqlite';
  const paper = disposalPaper({
    contract,
    at: Date.now(),
    approvers,
    responsible,
    medium,
    logLine,
    requestId: id,
    ...gone,
  });
  const document = join(out, paper.name);
  await writeFile(document, await wordFile(paper), { mode: 0o600 });
  return document;
}

/** A fresh backup takes the place of all that still hold what was erased. */
async function replaceBackups({ store, cipher, config }: Bench): Promise<void> {
  const folder = backupFolder(config);
  const old = await listBackups(folder);
  const made = await writeBackup(store, cipher, folder, Date.now());
  await logged(store, 'copy', `backup:${made.at}`);
  const gone = old.filter(({ file }) => file !== made.file);
  await removeBackups(gone);
  if (gone.length > 0) await logged(store, 'erase', ...gone.map(({ at }) => `backup:${at}`));
}

/** Without one, what is erased could still be read in a copy of a backup. */
async function demandFreshKey({ store, config, cipher }: Bench): Promise<void> {
  if (!config.TOKKI_KEYS) return;
  const sealing = (await store.keep.sealedWith()).get(cipher.keyId) ?? 0;
  const others = (await readKeys(config)).length - 1;
  if (others > 0 && sealing === 0) return;
  throw new TokkiError(
    'key',
    'put a new key in front of TOKKI_KEYS, stop all instances, and erase with it; nothing was erased',
  );
}

/** What stays is sealed anew and the old keys go: copies of what was erased cannot be read any more, wherever they are. */
async function changeKeys({ store, config, cipher }: Bench): Promise<void> {
  if (!config.TOKKI_KEYS) {
    await addKey(config);
    await setTimeout(2 * followedWithin);
  }
  for (let count = -1; count !== 0; ) count = await store.keep.reseal();
  const old = (await readKeys(config)).map(({ id }) => id).filter((id) => id !== cipher.keyId);
  for (const id of old) {
    await store.keep.forgetKey(id, false);
    await logged(store, 'erase', `key:${id}`);
    if (!config.TOKKI_KEYS) await dropKey(config, id);
  }
}
