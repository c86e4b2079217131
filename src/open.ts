/** Opens what a command works with, from the configuration. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { quoteFor } from './ask/answer.ts';
import { type Ask, createAsk } from './ask/ask.ts';
import { createModel } from './ask/model.ts';
import type { CompanyDays } from './calendar/closed.ts';
import { createCalendars } from './calendar/working.ts';
import { readCompanyDays } from './company-days.ts';
import type { Config } from './config.ts';
import { parseForm } from './forms/form.ts';
import { createGuard, type Guard } from './guard/handler.ts';
import type { Copies } from './guard/room.ts';
import { parseRules } from './guard/rules.ts';
import { parseDeadlines, parseEscalation } from './incident/case/deadlines.ts';
import { caseForms } from './incident/case/ids.ts';
import { createIncidentHandler, type IncidentHandler } from './incident/handler.ts';
import { parsePlaybook } from './incident/playbook.ts';
import { loadCipher } from './keys.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { readModel } from './knowledge/model-file.ts';
import { createQuotes } from './knowledge/quotes.ts';
import type { Knowledge } from './knowledge/types.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { openWrite } from './open-llm.ts';
import type { Cipher } from './store/crypt.ts';
import { openPostgres, openScratchSchema, scratchLife } from './store/postgres.ts';
import { openSqlite } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import { createTrainingHandler, type TrainingHandler } from './training/handler.ts';
import type { TrainingDeps } from './training/scene.ts';
import type { Lang, LogReader } from './types.ts';

/** The knowledge folder of this installation. */
export const knowledgeFolder = fileURLToPath(new URL('../knowledge/', import.meta.url));

/**
 * The store that DATABASE_URL names, or SQLite in the data folder; `madeKey` is the key file if it was made just now.
 * @param patience milliseconds that a query may take, where the desk's own patience is too short
 * @throws TokkiError `storage`, `database`, `key`, `newer`
 */
export async function openStore(config: Config, patience?: number): Promise<{ store: Store; madeKey?: string }> {
  const { cipher, made } = await loadCipher(config);
  const store = config.DATABASE_URL
    ? await openPostgres(config.DATABASE_URL, cipher, patience)
    : await openSqlite(join(config.DATA_DIR, 'tokki.db'), cipher);
  return { store, ...(made && { madeKey: made }) };
}

/**
 * An empty store of the same kind for a while: a schema of its own, or a file in a folder beside the data. What a process
 * that was killed has left behind goes a day later.
 */
export async function openScratch(
  { DATABASE_URL, DATA_DIR }: Config,
  cipher: Cipher,
): Promise<{ readonly store: Store; readonly remove: () => Promise<void> }> {
  if (DATABASE_URL) return openScratchSchema(DATABASE_URL, cipher);
  await mkdir(DATA_DIR, { recursive: true, mode: 0o700 });
  await removeOldScratch(DATA_DIR);
  const folder = await mkdtemp(join(DATA_DIR, 'scratch-'));
  const store = await openSqlite(join(folder, 'tokki.db'), cipher);
  return { store, remove: () => store.close().then(() => rm(folder, { recursive: true, force: true })) };
}

async function removeOldScratch(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('scratch-'));
  for (const one of names.map((name) => join(folder, name))) {
    if (Date.now() - (await stat(one)).mtimeMs > scratchLife) await rm(one, { recursive: true, force: true });
  }
}

/** What the rooms know, read from the knowledge folder and checked. */
export interface Rooms {
  readonly knowledge: Knowledge;
  readonly ask: Ask;
  readonly incident: IncidentHandler;
  readonly training: TrainingHandler;
}

/** The room that watches over the desk itself. @throws TokkiError `knowledge` */
export async function openGuard(log: LogReader, config: Config, copies?: Copies): Promise<Guard> {
  const file = 'knowledge/monitoring.yaml';
  const rules = parseRules(parse(await readFile(join(knowledgeFolder, 'monitoring.yaml'), 'utf8')), file);
  const keep = { log: config.LOG_KEEP_DAYS, questions: config.QUESTION_KEEP_DAYS };
  return createGuard({ log, rules, keep, ...(copies && { copies }) });
}

/** A language model that may word the answers, as it is configured. */
interface WithModel {
  readonly config: Config;
  readonly log: Log;
  readonly metrics?: Pick<Metrics, 'modelled'>;
}

/**
 * @param cache a file that makes the next start faster
 * @param model without it all answers are local
 * @throws TokkiError `knowledge`, `document`; `config`, `region`, `prompts` where the language model cannot be used
 */
export async function openRooms(cache?: string, model?: WithModel): Promise<Rooms> {
  const [knowledge, weights, companyDays] = await Promise.all([
    loadKnowledge(knowledgeFolder, cache),
    readModel(knowledgeFolder),
    readCompanyDays(model?.config.COMPANY_HOLIDAYS),
  ]);
  const { quoteOf, quotes } = quotesOf(knowledge);
  const form = (name: string) => parseForm(knowledge.forms.get(name), `knowledge/forms/${name}.yaml`);
  const incident = createIncidentHandler({
    form: form('incident'),
    caseForms: new Map(caseForms.filter((name) => name !== 'amend').map((name) => [name, form(name)])),
    deadlines: parseDeadlines(knowledge.rules.get('deadlines'), 'knowledge/deadlines.yaml'),
    escalation: parseEscalation(knowledge.rules.get('escalation'), 'knowledge/escalation.yaml'),
    playbooks: [...knowledge.playbooks].map(([name, data]) => parsePlaybook(data, `knowledge/playbooks/${name}.yaml`)),
    quotes,
    annexEdition: knowledge.annex.hash,
    companyDays,
  });
  const training = createTrainingHandler(trainingOf(knowledge, companyDays));
  const write = model && (await openWrite(model.config, knowledge, quoteOf, model.log, model.metrics));
  return { knowledge, ask: createAsk(knowledge, createModel(weights), quoteOf, write), incident, training };
}

/** What the training room works with, for commands that need no other room. @throws TokkiError `knowledge`, `config` */
export async function openTraining({ DATA_DIR, COMPANY_HOLIDAYS }: Config): Promise<TrainingDeps> {
  const knowledge = await loadKnowledge(knowledgeFolder, join(DATA_DIR, 'knowledge.cache'));
  return trainingOf(knowledge, await readCompanyDays(COMPANY_HOLIDAYS));
}

function trainingOf(knowledge: Knowledge, companyDays: CompanyDays): TrainingDeps {
  const { courses, reminders } = knowledge;
  const { quotes } = quotesOf(knowledge);
  return { courses, reminders, quotes, calendarOf: createCalendars(companyDays) };
}

function quotesOf(knowledge: Knowledge) {
  const quoteOf = createQuotes(knowledge);
  const quotes = (ids: readonly string[], lang: Lang) =>
    ids.flatMap((id) => quoteOf(id) ?? []).map((quote) => quoteFor(quote, lang));
  return { quoteOf, quotes };
}
