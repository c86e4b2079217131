/** Everything that makes sense of what comes from outside: each may refuse a text as a TokkiError, and nothing else may happen. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { ZodError } from 'zod';
import { parseCommand } from '../../adapters/slack/interact.ts';
import { parseMessage as parseSlack } from '../../adapters/slack/parse.ts';
import { readActivity } from '../../adapters/teams/activity.ts';
import { readReference } from '../../adapters/teams/contacts.ts';
import { readMember } from '../../adapters/teams/members.ts';
import { spokenText } from '../../adapters/teams/parse.ts';
import { parseMessage as parseWeb } from '../../adapters/web/parse.ts';
import { render } from '../../adapters/web/render.ts';
import { readAct } from '../../src/ask/acts.ts';
import { parseDraft, parseTerms } from '../../src/ask/draft.ts';
import { openFrames } from '../../src/backup/crate.ts';
import { parseCompanyDays } from '../../src/company-days.ts';
import { parseConfig } from '../../src/config.ts';
import { csvCell } from '../../src/csv.ts';
import { readIso } from '../../src/forms/calendar.ts';
import { extract } from '../../src/forms/extract.ts';
import { parseForm } from '../../src/forms/form.ts';
import { languageOf } from '../../src/forms/lang.ts';
import { readAmounts } from '../../src/forms/numbers.ts';
import { parseAnswer } from '../../src/forms/parse.ts';
import { namedOptions } from '../../src/forms/recognise.ts';
import { readSheet } from '../../src/forms/sheet.ts';
import { clean, fold } from '../../src/forms/text.ts';
import { readTimes } from '../../src/forms/time.ts';
import { requestsIn } from '../../src/guard/approvals.ts';
import { parseChecklist } from '../../src/guard/checklist.ts';
import { erasedFor } from '../../src/guard/erasure.ts';
import { entriesOf } from '../../src/guard/ledger.ts';
import { parseRules } from '../../src/guard/rules.ts';
import { readChoice } from '../../src/incident/acts.ts';
import { readCaseCommand, readListCommand } from '../../src/incident/case/commands.ts';
import { parseDeadlines, parseEscalation } from '../../src/incident/case/deadlines.ts';
import { readExport } from '../../src/incident/case/exchange.ts';
import { readCaseChoice } from '../../src/incident/case/ids.ts';
import { parsePlaybook } from '../../src/incident/playbook.ts';
import { readCommand, readSteering } from '../../src/incident/steering.ts';
import { parseInspection } from '../../src/inspect/rows.ts';
import { findCitations, formatCitation, parseCitation } from '../../src/knowledge/citation.ts';
import { scan } from '../../src/knowledge/citation-scan.ts';
import { readLabels } from '../../src/knowledge/labels.ts';
import { findAccounts, findCards, findMyNumbers, findPhones } from '../../src/knowledge/numbers-of-persons.ts';
import { parseDocument } from '../../src/knowledge/parse.ts';
import { findAddresses, findBirths, findMails } from '../../src/knowledge/personal-data.ts';
import { findNames } from '../../src/knowledge/persons.ts';
import { guard, withoutMarks } from '../../src/knowledge/privacy.ts';
import { guarded } from '../../src/outbox.ts';
import { decodeCsv, parsePeople } from '../../src/people.ts';
import { parseRedis } from '../../src/redis-address.ts';
import { bomOf } from '../../src/sbom.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { readChoice as readTraining } from '../../src/training/acts.ts';
import { readCommand as readTrainingCommand } from '../../src/training/words.ts';
import type { Reply } from '../../src/types.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const now = Date.UTC(2026, 10, 24, 3);
const form = parseForm(parseYaml(readFileSync(`${root}/knowledge/forms/incident.yaml`, 'utf8')), 'f');
const [firstStep] = form.steps;
assert.ok(firstStep);
const cipher = createCipher(parseKeys(newKey()));
const key = Buffer.alloc(32);
const open = { form: 'incident', key: 'k', answers: {}, told: [], started: now } as const;
const self = { team: 'T1', user: 'U0', bot: 'B0' };

/** A text as data of a file that the operator keeps: in every place where something may stand. */
function dataOf(text: string): unknown {
  return { id: text, name: text, steps: [text, { id: text, kind: text }], [text]: [{ [text]: text }] };
}

/** What a model has written is refused as JSON or by its form, and both stand in the documentation of the reader. */
function documented(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof SyntaxError || error instanceof ZodError);
  }
}

type Pick = (below: number) => number;

export const readers: readonly ((text: string, pick: Pick) => unknown)[] = [
  guard,
  withoutMarks,
  clean,
  fold,
  findPhones,
  findCards,
  findMyNumbers,
  findAccounts,
  findMails,
  findAddresses,
  findBirths,
  findNames,
  findCitations,
  parseCitation,
  scan,
  readLabels,
  readIso,
  csvCell,
  parseKeys,
  parseRedis,
  (text) => bomOf(text),
  readListCommand,
  readTrainingCommand,
  (text) => languageOf(text, 'ja'),
  (text) => formatCitation(text, 'en'),
  (text) => readTimes(text, now),
  (text) => readAmounts(text, ['人', '件', 'people']),
  (text) => readCaseCommand(text, true),
  (text) => readCommand(text),
  (text) => readSteering(text),
  (text) => extract(form, text, now),
  (text, pick) => namedOptions(form.steps[pick(form.steps.length)] ?? firstStep, text, {}),
  (text, pick) => parseAnswer(form.steps[pick(form.steps.length)] ?? firstStep, { text }, { now }),
  (text, pick) => parseAnswer(form.steps[pick(form.steps.length)] ?? firstStep, { values: [text] }, { now }),
  (text) => readSheet(form, Object.fromEntries(form.steps.map(({ id }) => [id, [text]])), now),
  (text) => readChoice({ id: text, values: [text], fields: { [text]: [text] } }, open),
  (text) => readChoice({ id: `incident:k:${text}` }, open),
  (text) => readCaseChoice({ id: `case:2026-0001:${text}`, fields: { [text]: [text] } }),
  (text) => readTraining({ id: `training:${text}`, values: [text], fields: { [text]: [text] } }),
  (text) => readAct({ id: `question:${text}` }),
  (text) => documented(() => parseTerms(text)),
  (text) => documented(() => parseDraft(text)),
  (text) => documented(() => parseDraft(`{"citations":[{"id":${JSON.stringify(text)},"quote":""}],"text":""}`)),
  (text) => readExport(dataOf(text)),
  (text) => readExport({ format: 'tokki-reports', version: 2, reports: [dataOf(text)] }),
  (text) => readActivity({ text, value: text, conversation: { id: text }, from: { id: text, aadObjectId: text } }, 1),
  (text) =>
    assert.equal(typeof spokenText(readActivity({ text, entities: [{ type: text, mentioned: text }] }, 1)), 'string'),
  (text) => readReference({ conversation: text, user: { id: text }, serviceUrl: text }),
  (text) => readMember({ id: text, email: text, userRole: text, tenantId: text }, 't'),
  (text) => parseSlack({ type: 'message', text, user: text, channel: text, ts: text } as never, self as never),
  (text) =>
    parseCommand(
      { command: '/tokki', text, user_id: text, channel_id: text, team_id: text, trigger_id: text } as never,
      self as never,
      1,
    ),
  (text) => parseWeb({ person: text, text }, 'hana', now, () => 'k'),
  (text) => parseWeb({ choice: { id: text, values: [text], fields: { [text]: [text] } } }, text, now, () => 'k'),
  (text) => parseWeb(JSON.parse(`{"choice":{"id":"x","fields":{"__proto__":["x"]}}}`), text, now, () => 'k'),
  (text) =>
    guarded({
      key: text,
      address: text,
      user: text,
      private: true,
      at: now,
      text,
      choice: { id: text, fields: { [text]: [text] } },
    }),
  (text) => parsePeople(`id,name,mail,role\n${text}`),
  (text) => decodeCsv(Buffer.from(text, 'latin1')),
  (text) => parseCompanyDays(text, 'f'),
  (text) => requestsIn([{ at: now, by: text, act: 'admin', subject: `request:abc123:${text}` }], now),
  (text) =>
    erasedFor({ id: 'abc123', at: 0, what: text }, [
      { id: 1, at: now, by: text, act: 'admin', subject: `erased:abc123:${text}` },
    ]),
  (text) => entriesOf([{ id: 1, at: now, by: text, act: 'admin', subject: `ledger:${text}` }]),
  (text) => cipher.open(text, ['a', 'b', 'c']),
  (text) => cipher.open(`1.${cipher.keyId}.${text}`, ['a', 'b', 'c']),
  (text) => parseConfig({ PORT: text, WEB_PROXIES: text, DATABASE_URL: text, DATA_REGION: text, LOG_KEEP_DAYS: text }),
  (text) => parseDocument(text, 'x'),
  (text) => parseForm(dataOf(text), 'f'),
  (text) => parsePlaybook(dataOf(text), 'f'),
  (text) => parseDeadlines(dataOf(text), 'f'),
  (text) => parseEscalation(dataOf(text), 'f'),
  (text) => parseRules(dataOf(text), 'f'),
  (text) => parseChecklist(dataOf(text), 'f'),
  (text) => parseInspection(dataOf(text), 'f'),
  (text) =>
    render({
      kind: 'notice',
      lang: 'ja',
      text,
      title: text,
      facts: [{ label: text, value: text }],
      buttons: [{ id: text, label: text }],
    } as Reply),
];

/** Those that take their time, so they get fewer inputs. */
export async function drained(text: string): Promise<void> {
  async function* bytes() {
    yield Buffer.from(text, 'utf8');
  }
  for await (const _ of openFrames(bytes(), key, 'head'));
}

const reading =
  /^export (?:async )?function\*? ?(?<name>(?:parse|read|find|decode|extract|guard|scan|named)\w*)\((?:\w+: (?:string|unknown|Uint8Array)\b|\{ ?\w+)/gmu;

/** Functions that read what comes from outside and are in no reader above. */
export function forgotten(): readonly string[] {
  const own = readFileSync(fileURLToPath(import.meta.url), 'utf8');
  return globSync('{src/!(store)/**,src/*,src/store/crypt,adapters/**/*}.ts', { cwd: root }).flatMap((file) => {
    const code = readFileSync(`${root}/${file}`, 'utf8');
    const imported = own
      .split('\n')
      .filter((line) => line.endsWith(`from '../../${file}';`))
      .join();
    return [...code.matchAll(reading)]
      .map(({ groups }) => groups?.name ?? '')
      .filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(imported))
      .map((name) => `${file}: ${name}`);
  });
}
