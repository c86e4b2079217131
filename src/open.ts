/** Opens what a command works with, from the configuration. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quoteFor } from './ask/answer.ts';
import { type Ask, createAsk } from './ask/ask.ts';
import { createModel } from './ask/model.ts';
import { createCalendars } from './calendar/working.ts';
import { readCompanyDays } from './company-days.ts';
import type { Config } from './config.ts';
import { parseForm } from './forms/form.ts';
import { createIncidentHandler, type IncidentHandler } from './incident/handler.ts';
import { parsePlaybook } from './incident/playbook.ts';
import { loadCipher } from './keys.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { readModel } from './knowledge/model-file.ts';
import { createQuotes } from './knowledge/quotes.ts';
import type { Knowledge } from './knowledge/types.ts';
import { openPostgres } from './store/postgres.ts';
import { openSqlite } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import { createTrainingHandler, type TrainingHandler } from './training/handler.ts';
import type { TrainingDeps } from './training/scene.ts';
import type { Lang } from './types.ts';

/** The knowledge folder of this installation. */
export const knowledgeFolder = fileURLToPath(new URL('../knowledge/', import.meta.url));

/**
 * The store that DATABASE_URL names, or SQLite in the data folder; `madeKey` is the key file if it was made just now.
 * @throws TokkiError `storage`, `database`, `key`, `newer`
 */
export async function openStore(config: Config): Promise<{ store: Store; madeKey?: string }> {
  const { cipher, made } = await loadCipher(config);
  const store = config.DATABASE_URL
    ? await openPostgres(config.DATABASE_URL, cipher)
    : await openSqlite(join(config.DATA_DIR, 'tokki.db'), cipher);
  return { store, ...(made && { madeKey: made }) };
}

/** What the rooms know, read from the knowledge folder and checked. */
export interface Rooms {
  readonly knowledge: Knowledge;
  readonly ask: Ask;
  readonly incident: IncidentHandler;
  readonly training: TrainingHandler;
}

/** What the rooms need of the configuration; without it nothing is kept between starts. */
type RoomConfig = Partial<Pick<Config, 'DATA_DIR' | 'COMPANY_HOLIDAYS'>>;

/** A file that makes the next start faster. */
function cacheOf({ DATA_DIR }: RoomConfig): string | undefined {
  return DATA_DIR === undefined ? undefined : join(DATA_DIR, 'knowledge.cache');
}

/** @throws TokkiError `knowledge`, `document`, `config` */
export async function openRooms(config: RoomConfig = {}): Promise<Rooms> {
  const [knowledge, weights] = await Promise.all([
    loadKnowledge(knowledgeFolder, cacheOf(config)),
    readModel(knowledgeFolder),
  ]);
  const { quoteOf, quotes } = quotesOf(knowledge);
  const incident = createIncidentHandler({
    form: parseForm(knowledge.forms.get('incident'), 'knowledge/forms/incident.yaml'),
    playbooks: [...knowledge.playbooks].map(([name, data]) => parsePlaybook(data, `knowledge/playbooks/${name}.yaml`)),
    quotes,
    annexEdition: knowledge.annex.hash,
  });
  const training = createTrainingHandler(await trainingOf(knowledge, config));
  return { knowledge, ask: createAsk(knowledge, createModel(weights), quoteOf), incident, training };
}

/** What the training room works with, for commands that need no other room. @throws TokkiError `knowledge`, `config` */
export async function openTraining(config: RoomConfig): Promise<TrainingDeps> {
  return trainingOf(await loadKnowledge(knowledgeFolder, cacheOf(config)), config);
}

async function trainingOf(knowledge: Knowledge, { COMPANY_HOLIDAYS: file }: RoomConfig): Promise<TrainingDeps> {
  const { courses, reminders } = knowledge;
  const { quotes } = quotesOf(knowledge);
  return { courses, reminders, quotes, calendarOf: createCalendars(await readCompanyDays(file)) };
}

function quotesOf(knowledge: Knowledge) {
  const quoteOf = createQuotes(knowledge);
  const quotes = (ids: readonly string[], lang: Lang) =>
    ids.flatMap((id) => quoteOf(id) ?? []).map((quote) => quoteFor(quote, lang));
  return { quoteOf, quotes };
}
