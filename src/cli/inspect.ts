import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { wordFile } from '../documents/word.ts';
import { TokkiError } from '../errors.ts';
import { readableTime } from '../guard/room.ts';
import { parseRules } from '../guard/rules.ts';
import type { Facts } from '../inspect/facts.ts';
import { gather } from '../inspect/gather.ts';
import { inspectionPaper, ownOf, rowsOf, summaryOf } from '../inspect/report.ts';
import { parseInspection } from '../inspect/rows.ts';
import { readKeys } from '../keys.ts';
import { formatCitation } from '../knowledge/citation.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { knowledgeFolder } from '../open.ts';
import { bomOf } from '../sbom.ts';
import { inspect as words } from '../strings/inspect.ts';
import type { Lang } from '../types.ts';
import { print, readArgs } from './args.ts';
import { backupFolder } from './backup.ts';
import { readChecklist } from './checklist.ts';
import { type Bench, logged, withDesk } from './desk.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const options = {
  lang: { type: 'string', default: 'ja' },
  json: { type: 'boolean' },
  word: { type: 'string' },
} as const;

/** `tokki inspect [--lang ja|en] [--json] [--word FILE]`: the readiness report; exit code 1 where something is to be done. */
export async function inspect(args: readonly string[]): Promise<number> {
  const { values } = readArgs('inspect', args, options);
  if (values.lang !== 'ja' && values.lang !== 'en') throw new TokkiError('usage', 'inspect: --lang is ja or en');
  const lang: Lang = values.lang;
  const inspection = parseInspection(parse(await knowledgeFile('inspection.yaml')), 'knowledge/inspection.yaml');
  return withDesk(async (bench) => {
    const { facts, labelOf } = await factsOf(bench, lang);
    const rows = rowsOf(inspection, facts, lang, labelOf);
    await logged(bench.store, values.word ? 'export' : 'read', 'inspection');
    if (values.word) {
      const paper = inspectionPaper(inspection, rows, facts, lang, labelOf);
      await writeFile(values.word, await wordFile(paper), { mode: 0o600 });
    }
    const own = ownOf(inspection, lang, labelOf);
    if (values.json) await print(JSON.stringify({ at: facts.now, rows, own }, null, 2));
    else {
      await print(`${readableTime(facts.now)}  ${summaryOf(rows, lang)}\n`);
      for (const { label, ok, does, evidence, you } of rows)
        await print(
          `${ok ? '[ok]' : '[!!]'} ${label}\n     ${does}\n     > ${evidence.replaceAll('\n', '\n     > ')}\n     @ ${you}`,
        );
      await print(`\n${words.own[lang]}\n${own.map((line) => `  ${line}`).join('\n')}`);
    }
    return rows.every(({ ok }) => ok) ? 0 : 1;
  });
}

async function factsOf(
  { store, config, cipher }: Bench,
  lang: Lang,
): Promise<{ facts: Facts; labelOf: (id: string) => string }> {
  const { annex, problems, provisions } = await loadKnowledge(knowledgeFolder);
  const edition = { edition: annex.edition, provisions: annex.provisions.length, verified: problems.length === 0 };
  const facts = await gather({
    store,
    config,
    backups: backupFolder(config),
    root,
    now: Date.now(),
    keyId: cipher.keyId,
    keys: (await readKeys(config)).length,
    annex: edition,
    rules: parseRules(parse(await knowledgeFile('monitoring.yaml')), 'knowledge/monitoring.yaml').length,
    items: await readChecklist(),
  });
  const labelOf = (id: string) =>
    lang === 'ja' ? (provisions.get(id)?.label ?? formatCitation(id, lang)) : formatCitation(id, lang);
  return { facts, labelOf };
}

function knowledgeFile(name: string): Promise<string> {
  return readFile(join(knowledgeFolder, name), 'utf8');
}

/** `tokki sbom [--shipped]`: the software bill of materials as CycloneDX. */
export async function sbom(args: readonly string[]): Promise<number> {
  const { values } = readArgs('sbom', args, { shipped: { type: 'boolean', default: false } });
  await print(JSON.stringify(bomOf(await readFile(join(root, 'package-lock.json'), 'utf8'), values.shipped), null, 2));
  return 0;
}
