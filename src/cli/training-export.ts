import { writeFile } from 'node:fs/promises';
import { wordFile } from '../documents/word.ts';
import { TokkiError } from '../errors.ts';
import { financialYear, gather, yearOf } from '../training/evidence.ts';
import { paperOf } from '../training/paper.ts';
import { tableFile } from '../training/records.ts';
import { print, readArgs } from './args.ts';
import { logged } from './desk.ts';
import { passwordOption, wrapper } from './seal.ts';
import { courseOf, dayOf, type Tools } from './training-tools.ts';

/** `tokki training export COURSE [--format csv|docx] [--from DAY --to DAY] [--lang ja|en] [--password-file FILE] --out FILE` */
export async function exportRecords({ store, deps, today }: Tools, args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = {
    format: { ...text, default: 'docx' },
    from: text,
    to: text,
    out: text,
    lang: { ...text, default: 'ja' },
    ...passwordOption,
  };
  const { values, positionals } = readArgs('training export', args, options, 1);
  const course = courseOf(deps, positionals[0], 'training export');
  const { format, out, lang } = values;
  if (format !== 'csv' && format !== 'docx') throw new TokkiError('usage', 'training export: --format is csv or docx');
  if (lang !== 'ja' && lang !== 'en') throw new TokkiError('usage', 'training export: --lang is ja or en');
  if (!out) throw new TokkiError('usage', 'training export: say --out FILE');
  const wrap = await wrapper('training export', values['password-file']);
  const year = yearOf(financialYear(today));
  const from = values.from === undefined ? year.from : dayOf(values.from, 'training export', '--from');
  const to = values.to === undefined ? year.to : dayOf(values.to, 'training export', '--to');
  await logged(store, 'export', `training:${course.id}`);
  const found = await gather(store, { course, from, to }, today, () => true);
  const bytes = format === 'docx' ? await wordFile(paperOf(found, out, today, lang)) : tableFile(found, out, lang).text;
  await writeFile(out, await wrap(bytes), { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw new TokkiError('input', `training export: cannot write ${out} (${error.code})`, { cause: error });
  });
  await print(`${out}: ${found.lines.length} lines`);
  return 0;
}
