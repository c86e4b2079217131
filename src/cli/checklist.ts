import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { TokkiError } from '../errors.ts';
import { type Item, parseChecklist, settled, settledSubject } from '../guard/checklist.ts';
import { readableDay } from '../guard/room.ts';
import { knowledgeFolder } from '../open.ts';
import type { Store } from '../store/store.ts';
import type { Access } from '../types.ts';
import { print, readArgs } from './args.ts';
import { logged, withDesk } from './desk.ts';

/** `tokki checklist [--lang ja|en]`: what is still to be settled before real use; `tokki checklist done ID`. */
export async function checklist(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs('checklist', args, { lang: { type: 'string', default: 'ja' } }, 2);
  const [action, id] = positionals;
  const lang = values.lang === 'en' ? 'en' : 'ja';
  const items = await readChecklist();
  if (action !== undefined && (action !== 'done' || !items.some((one) => one.id === id)))
    throw new TokkiError(
      'usage',
      `checklist: say nothing, or done and one of ${items.map((one) => one.id).join(', ')}`,
    );
  return withDesk(async ({ store }) => {
    if (id !== undefined) await logged(store, 'admin', settledSubject(id));
    const done = settled(items, await adminLines(store));
    for (const one of items) {
      const line = done.get(one.id);
      const mark = line ? `[x] ${readableDay(line.at)} ${line.by}` : '[ ]';
      await print(`${mark} ${one.id} (${one.cites.join(', ')})\n    ${one.text[lang]}`);
    }
    return done.size === items.length ? 0 : 1;
  });
}

export async function readChecklist(): Promise<readonly Item[]> {
  const text = await readFile(join(knowledgeFolder, 'checklist.yaml'), 'utf8');
  return parseChecklist(parse(text), 'knowledge/checklist.yaml');
}

/** Archived ones too: what was settled once stays settled, whatever its age. */
export async function adminLines(store: Store): Promise<readonly Access[]> {
  const lines: Access[] = [];
  for await (const page of store.keep.logPages(0, Number.MAX_SAFE_INTEGER))
    lines.push(...page.filter(({ act }) => act === 'admin' || act === 'copy' || act === 'erase'));
  return lines;
}
