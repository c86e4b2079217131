/** The copy for 甲 at the end of a contract (7.2): a file under a password, and its seal beside it. */
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { seal, sealOf, unseal } from '../backup/parcel.ts';
import { TokkiError, tokkiError } from '../errors.ts';
import { exportOf, readExport, type WholeCase } from '../incident/case/exchange.ts';

export interface Place {
  readonly file: string;
  readonly password: string;
}

/**
 * Refuses a place that holds something else.
 * @param again whether a copy may stand there that was made before: under the same password, and of these cases alone
 * @throws TokkiError `input`
 */
export async function demandPlace({ file, password }: Place, cases: readonly WholeCase[], again: boolean) {
  const held = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw refusal(error);
  });
  if (held === undefined) return;
  if (!again) throw new TokkiError('input', `cannot write the copy for 甲 (EEXIST); nothing was erased`);
  const numbers = new Set(cases.map(({ report }) => report.number));
  const former = await copyIn(held, password);
  if (former?.every(({ report }) => numbers.has(report.number))) return;
  throw new TokkiError(
    'input',
    'where the copy for 甲 goes stands another file, or one under another password; nothing was erased',
  );
}

async function copyIn(sealed: Uint8Array, password: string): Promise<readonly WholeCase[] | undefined> {
  try {
    return readExport(JSON.parse(String(await unseal(sealed, password))));
  } catch {
    return undefined;
  }
}

/** Whole or not at all, and synced to disk before anything is erased. */
export async function giveBack({ file, password }: Place, cases: readonly WholeCase[]): Promise<void> {
  const sealed = await seal(Buffer.from(JSON.stringify(exportOf(cases), null, 2)), password);
  try {
    await writeSynced(`${file}.part`, sealed);
    await writeSynced(`${file}.seal`, `${await sealOf(sealed, password)}\n`);
    await rename(`${file}.part`, file);
    const folder = await open(dirname(file), 'r');
    await folder.sync();
    await folder.close();
  } catch (error) {
    throw tokkiError(error) ?? refusal(error as NodeJS.ErrnoException);
  }
}

async function writeSynced(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  await handle.writeFile(content);
  await handle.sync();
  await handle.close();
}

function refusal(error: NodeJS.ErrnoException): TokkiError {
  return new TokkiError('input', `cannot write the copy for 甲 (${error.code}); nothing was erased`, { cause: error });
}
