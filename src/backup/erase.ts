/** The end of a contract on disk (7.2–7.4): what stands before the rows are gone and what must follow. */
import type { Cipher } from '../store/crypt.ts';
import type { Store } from '../store/store.ts';
import type { Report, ReportEvent } from '../types.ts';
import { type Backup, listBackups, writeBackup } from './backup.ts';
import { removeBackups } from './keep.ts';

interface ReturnCopy {
  readonly format: 'tokki-return';
  readonly version: 1;
  readonly contract: string;
  readonly at: number;
  readonly reports: readonly (Report & { readonly events: readonly ReportEvent[] })[];
}

/** What is given back to 甲: the reports of the contract with their timelines. */
export async function returnCopy(store: Store, contract: string, at: number): Promise<ReturnCopy> {
  const reports = [];
  for (const number of await store.keep.contractReports(contract)) {
    const report = await store.report(number);
    if (report) reports.push({ ...report, events: await store.events(number) });
  }
  return { format: 'tokki-return', version: 1, contract, at, reports };
}

/** A fresh backup takes the place of all that still hold what was erased. */
export async function replaceBackups(
  store: Store,
  cipher: Cipher,
  folder: string,
  now: number,
): Promise<readonly Backup[]> {
  const old = await listBackups(folder);
  await writeBackup(store, cipher, folder, now);
  await removeBackups(old);
  return old;
}
