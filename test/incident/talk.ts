/** A person who talks with the incident desk, turn by turn, with nothing else around it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Form, parseForm } from '../../src/forms/form.ts';
import { parseDeadlines, parseEscalation } from '../../src/incident/case/deadlines.ts';
import { caseForms } from '../../src/incident/case/ids.ts';
import { createIncidentHandler, type IncidentHandler } from '../../src/incident/handler.ts';
import { type Playbook, parsePlaybook } from '../../src/incident/playbook.ts';
import type {
  Conversation,
  Desk,
  Message,
  OpenForm,
  Outcome,
  Person,
  Quote,
  Reply,
  Report,
  ReportEvent,
  Task,
} from '../../src/types.ts';
import { emptyDesk } from '../empty-desk.ts';

const knowledge = new URL('../../knowledge/', import.meta.url);

export function incidentForm(): Form {
  return parseForm(parse(readFileSync(new URL('forms/incident.yaml', knowledge), 'utf8')), 'incident.yaml');
}

export function allPlaybooks(): readonly Playbook[] {
  return readdirSync(new URL('playbooks/', knowledge)).map((file) =>
    parsePlaybook(parse(readFileSync(new URL(`playbooks/${file}`, knowledge), 'utf8')), file),
  );
}

function readYaml(file: string): unknown {
  return parse(readFileSync(new URL(file, knowledge), 'utf8'));
}

function allCaseForms(): ReadonlyMap<string, Form> {
  const names = caseForms.filter((name) => name !== 'amend');
  return new Map(names.map((name) => [name, parseForm(readYaml(`forms/${name}.yaml`), `${name}.yaml`)]));
}

export const hana: Person = {
  id: 'hana',
  name: '佐藤 はな',
  mail: 'hana@example.jp',
  role: 'staff',
  lang: 'ja',
  contracts: ['住民アンケート集計業務'],
};
export const ichiro: Person = { ...hana, id: 'ichiro', name: '鈴木 一郎', role: 'responsible' };
export const erin: Person = { ...ichiro, id: 'erin', name: 'Erin Doyle', lang: 'en' };
export const admin: Person = { ...hana, id: 'admin', name: '管理 太郎', role: 'admin', contracts: [] };

/** Sun 22 Nov 2026, 23:00 JST. */
export const night = Date.UTC(2026, 10, 22, 14, 0);

export const handler: IncidentHandler = createIncidentHandler({
  form: incidentForm(),
  caseForms: allCaseForms(),
  deadlines: parseDeadlines(readYaml('deadlines.yaml'), 'deadlines.yaml'),
  escalation: parseEscalation(readYaml('escalation.yaml'), 'escalation.yaml'),
  playbooks: allPlaybooks(),
  quotes: (ids) => ids.map((id): Quote => ({ id, label: `第${id}`, text: `(${id})` })),
  annexEdition: 'edition',
});

export interface Talk {
  /** Writes a text; gives what the desk decided. */
  say(text: string, more?: Partial<Message>): Promise<Outcome>;
  /** Presses the button or option with this label in what was said last. */
  press(label: string): Promise<Outcome>;
  /** Sends values for the input that was shown last. */
  enter(...values: readonly string[]): Promise<Outcome>;
  choose(id: string, values?: readonly string[]): Promise<Outcome>;
  /** Sends a form that was filled in at once. */
  fill(id: string, fields: Readonly<Record<string, readonly string[]>>): Promise<Outcome>;
  /** What the desk may read. */
  readonly desk: Desk;
  readonly conversation: Conversation;
  readonly reports: readonly Report[];
  readonly last: readonly Reply[];
  now: number;
}

/** Begins a conversation; what is filed in it is found again by the desk. */
export function talkWith(
  person: Person = hana,
  people: readonly Person[] = [hana, ichiro, admin],
  filed: readonly Report[] = [],
): Talk {
  const reports: Report[] = [...filed];
  const events: ReportEvent[] = [];
  const tasks: Task[] = [];
  let conversation: Conversation = { address: `web:${person.id}`, version: 0, lang: person.lang };
  let last: readonly Reply[] = [];
  let turns = 0;
  const desk: Desk = {
    ...emptyDesk,
    nextNumber: async () => `2026-${String(reports.length + 1).padStart(4, '0')}`,
    report: async (number) => reports.find((report) => report.number === number),
    events: async (number) => events.filter(({ report }) => report === number),
    tasks: async ({ report }) => tasks.filter((task) => report === undefined || task.report === report),
    people: async () => people,
    reports: async ({ reporter, contracts, offset = 0, limit = 100 }) =>
      reports
        .filter(
          (report) =>
            (reporter === undefined || report.reporter === reporter) &&
            (!contracts || contracts.includes(report.contract)),
        )
        .reverse()
        .slice(offset, offset + limit),
  };
  const keep = ({ report, events: lines = [], tasks: changed = [] }: Outcome): void => {
    const known = reports.findIndex(({ number }) => number === report?.number);
    if (report) reports.splice(known < 0 ? reports.length : known, 1, report);
    events.push(...lines);
    for (const task of changed) {
      const at = tasks.findIndex(({ report: number, id }) => number === task.report && id === task.id);
      tasks.splice(at < 0 ? tasks.length : at, 1, task);
    }
  };
  const talk = {
    now: night,
    desk,
    async send(part: Partial<Message>): Promise<Outcome> {
      turns++;
      const message: Message = {
        key: `m${turns}`,
        address: conversation.address,
        user: person.id,
        private: true,
        at: talk.now,
        ...part,
      };
      const turn = { message, conversation, person, now: talk.now };
      const outcome = await handler.handle(turn, desk);
      conversation = { ...outcome.conversation, version: conversation.version + 1 };
      keep(outcome);
      last = outcome.replies;
      return outcome;
    },
    say: (text: string, more: Partial<Message> = {}) => talk.send({ text, ...more }),
    choose: (id: string, values?: readonly string[]) => talk.send({ choice: { id, ...(values && { values }) } }),
    fill: (id: string, fields: Readonly<Record<string, readonly string[]>>) => talk.send({ choice: { id, fields } }),
    press(label: string): Promise<Outcome> {
      const all = last.flatMap(({ buttons = [], sections = [] }) => [
        ...buttons,
        ...sections.flatMap((part) => part.buttons ?? []),
      ]);
      const button = all.find((one) => one.label === label);
      const input = last
        .map((reply) => reply.input)
        .find((one) => one?.options?.some((option) => option.label === label));
      const option = input?.options?.find((one) => one.label === label);
      if (button) return talk.choose(button.id);
      assert.ok(input && option, `nothing is called ${label}`);
      return talk.choose(input.id, [option.value]);
    },
    enter(...values: readonly string[]): Promise<Outcome> {
      const input = last.map((reply) => reply.input).find((one) => one !== undefined);
      assert.ok(input, 'nothing is asked');
      return talk.choose(input.id, values);
    },
    get conversation() {
      return conversation;
    },
    get reports() {
      return reports;
    },
    get last() {
      return last;
    },
  };
  return talk;
}

/** Everything that a reply shows, as text. */
function shown(reply: Reply): string {
  const { title, text, facts = [], steps = [], quotes = [], input, buttons = [], note } = reply;
  return [
    title && `# ${title}`,
    text,
    ...steps.map((step, i) => `  ${i + 1}. ${step}`),
    ...facts.map(({ label, value, edit }) => `  ${label}: ${value}${edit ? ' [✎]' : ''}`),
    ...quotes.map(({ label }) => `  > ${label}`),
    input?.options && `  (${input.options.map(({ label }) => label).join(' | ')})`,
    input?.hint && `  ? ${input.hint}`,
    buttons.length > 0 && `  ${buttons.map(({ label }) => `[${label}]`).join(' ')}`,
    note && `  ~ ${note}`,
  ]
    .filter((line) => line)
    .join('\n');
}

export function allShown(replies: readonly Reply[]): string {
  return replies.map(shown).join('\n---\n');
}

export const lostKind = '紛失・盗難（パソコン、スマホ、USBなど）';

/** A report of something lost that was opened by button, after these further presses. */
export async function lost(...presses: readonly string[]): Promise<Talk> {
  const talk = talkWith();
  await talk.say('報告する');
  await talk.press(lostKind);
  for (const press of presses) await talk.press(press);
  return talk;
}

/** The open report. */
export function form({ conversation }: { readonly conversation: Conversation }): OpenForm {
  assert.ok(conversation.form);
  return conversation.form;
}

/** The step that waits for an answer. */
export function asked({ replies }: Outcome): string | undefined {
  return replies.at(-1)?.input?.id.split(':').at(-1);
}
