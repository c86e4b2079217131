/** What a person can do with a report, and the ids of the buttons and inputs that mean it. */
import type { Choice, Lang, OpenForm } from '../types.ts';
import { type CaseAct, readCaseChoice } from './case/ids.ts';

const plainActs = ['back', 'pause', 'cancel', 'discard', 'resume', 'review', 'file', 'fileNow', 'form'] as const;
export type PlainAct = (typeof plainActs)[number];

/** Which reports a list shows. */
const filters = ['open', 'mine', 'overdue', 'all'] as const;
export type Filter = (typeof filters)[number];

export type Act =
  | { readonly do: 'answer'; readonly step: string; readonly values: readonly string[] }
  | { readonly do: 'unknown' | 'skip'; readonly step?: string }
  | { readonly do: 'edit'; readonly step: string }
  | { readonly do: PlainAct }
  | { readonly do: 'fill'; readonly fields: Readonly<Record<string, readonly string[]>> }
  | { readonly do: 'speak'; readonly lang: Lang }
  | { readonly do: 'start' }
  | { readonly do: 'reports'; readonly filter?: Filter; readonly offset: number }
  | { readonly do: 'table' }
  | { readonly do: 'report'; readonly number: string }
  | { readonly do: 'case'; readonly number: string; readonly act: CaseAct }
  | { readonly do: 'stale'; readonly why: 'closed' | 'other' | 'unknown' };

/**
 * The id of a button or input of an open report: `incident:<key>:<act>`, `incident:<key>:answer:<step>`, and
 * `incident:<key>:answer:<step>:<value>` for a button that is an answer by itself.
 */
export function actId(open: Pick<OpenForm, 'key'>, act: Act['do'], ...rest: readonly string[]): string {
  return ['incident', open.key, act, ...rest].join(':');
}

/** So many of the newest reports stand in a table for Excel. */
export const tableSize = 1_000;
export const tableName = 'tokki-reports.csv';

/** Ids that need no open report. */
export const ids = {
  start: 'report:new',
  table: 'reports:csv',
  reports: (offset: number, filter?: Filter) => (filter ? `reports:${filter}:${offset}` : `reports:${offset}`),
  report: (number: string) => `report:${number}`,
} as const;

/** True for the id of a button or input of this room. */
export function isIncidentChoice({ id }: Choice): boolean {
  return /^(?:incident|reports?|case)(?::|$)/u.test(id);
}

/** What a button or an input means; `stale` where it belongs to another report or to none. */
export function readChoice(choice: Choice, open: OpenForm | undefined): Act {
  const [room, ...rest] = choice.id.split(':');
  if (choice.id === ids.table) return { do: 'table' };
  if (room === 'reports') {
    const filter = filters.find((one) => one === rest[0]);
    return { do: 'reports', ...(filter && { filter }), offset: offsetOf(rest[filter ? 1 : 0]) };
  }
  if (room === 'report') return rest[0] === 'new' ? { do: 'start' } : { do: 'report', number: rest.join(':') };
  if (room === 'case') {
    const read = readCaseChoice(choice);
    return read ? { do: 'case', ...read } : { do: 'stale', why: 'unknown' };
  }
  if (room !== 'incident') return { do: 'stale', why: 'unknown' };
  if (!open) return { do: 'stale', why: 'closed' };
  return rest[0] === open.key ? readAct(rest.slice(1), choice) : { do: 'stale', why: 'other' };
}

function readAct([name, step = '', ...value]: readonly string[], { values = [], fields = {} }: Choice): Act {
  const plain = plainActs.find((act) => act === name);
  if (plain) return { do: plain };
  if (name === 'answer') return { do: 'answer', step, values: value.length > 0 ? [value.join(':')] : values };
  if (name === 'fill') return { do: name, fields };
  if (name === 'unknown' || name === 'skip' || name === 'edit') return { do: name, step };
  if (name === 'speak' && (step === 'ja' || step === 'en')) return { do: 'speak', lang: step };
  return { do: 'stale', why: 'unknown' };
}

function offsetOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,6}$/u.test(text) ? Number(text) : 0;
}
