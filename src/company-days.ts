/** The days on which the company is closed, from a file of the organisation. */
import { readFile } from 'node:fs/promises';
import type { CompanyDays } from './calendar/closed.ts';
import { TokkiError } from './errors.ts';
import { readIso } from './forms/calendar.ts';

/**
 * One day a line: `2026-08-13`, `2026/8/13`; what follows behind a blank or comma is a remark. Lines without a day at the
 * beginning that start with # or are empty are left out.
 * @throws TokkiError `config` that names the line
 */
export function parseCompanyDays(text: string, file: string): CompanyDays {
  const days = new Set<string>();
  for (const [n, raw] of text
    .replace(/^\ufeff/u, '')
    .split(/\r\n?|\n/u)
    .entries()) {
    const line = raw.normalize('NFKC').trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, year = '', month = '', date = ''] =
      /^"?(\d{4})[-/](\d{1,2})[-/](\d{1,2})"?(?:[\s,#].*)?$/u.exec(line) ?? [];
    const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    if (!readIso(iso))
      throw new TokkiError('config', `COMPANY_HOLIDAYS: ${file}:${n + 1} is no day such as 2026-08-13`);
    days.add(iso);
  }
  return days;
}

/** @throws TokkiError `config` where the file cannot be read or a line is no day */
export async function readCompanyDays(file: string | undefined): Promise<CompanyDays> {
  if (file === undefined) return new Set();
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new TokkiError('config', `COMPANY_HOLIDAYS: cannot read ${file} (${error.code})`, { cause: error });
  });
  return parseCompanyDays(text, file);
}
