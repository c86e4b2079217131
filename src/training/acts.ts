/** What a person can do in the training room, and the ids of the buttons and inputs that mean it. */
import type { Choice, OpenCourse } from '../types.ts';

const plainActs = ['mine', 'resume', 'pause', 'remindAll', 'attend', 'evidence'] as const;
const courseActs = ['start', 'confirm'] as const;
const stepActs = ['next', 'back', 'read', 'retry', 'reread'] as const;
export const snoozes = ['hour', 'tomorrow', 'days'] as const;

type PlainAct = (typeof plainActs)[number];
type StepAct = (typeof stepActs)[number];
export type Snooze = (typeof snoozes)[number];
export type Fields = Readonly<Record<string, readonly string[]>>;

export type Act =
  | { readonly do: PlainAct; readonly fields?: Fields }
  | { readonly do: (typeof courseActs)[number]; readonly course: string; readonly year?: number }
  | { readonly do: StepAct; readonly key: string; readonly section: number }
  | {
      readonly do: 'answer';
      readonly key: string;
      readonly attempt: number;
      readonly question: string;
      readonly option: string;
    }
  | { readonly do: 'snooze'; readonly how: Snooze }
  | { readonly do: 'team'; readonly offset: number }
  | { readonly do: 'remind'; readonly person: string }
  | { readonly do: 'extend'; readonly person: string; readonly course: string; readonly fields?: Fields }
  | { readonly do: 'records'; readonly year: number }
  | { readonly do: 'stale' };

export const ids = {
  plain: (act: PlainAct) => `training:${act}`,
  course: (act: (typeof courseActs)[number], course: string, ...rest: readonly (string | number)[]) =>
    ['training', act, course, ...rest].join(':'),
  step: ({ key }: Pick<OpenCourse, 'key'>, act: StepAct, section = 0) => `training:${act}:${key}:${section}`,
  answer: ({ key, attempt }: Pick<OpenCourse, 'key' | 'attempt'>, question: string) =>
    `training:answer:${key}:${attempt}:${question}`,
  snooze: (how: Snooze) => `training:snooze:${how}`,
  team: (offset: number) => `training:team:${offset}`,
  remind: (person: string) => `training:remind:${person}`,
  extend: (person: string, course: string) => `training:extend:${person}:${course}`,
  records: (year: number) => `training:records:${year}`,
} as const;

/** True for the id of a button or input of this room. */
export function isTrainingChoice({ id }: Choice): boolean {
  return id.startsWith('training:');
}

/** What a button or an input means; `stale` where nothing means it any more. */
export function readChoice({ id, values = [], fields }: Choice): Act {
  const [, name = '', one = '', two = '', three = ''] = id.split(':');
  const plain = plainActs.find((act) => act === name);
  if (plain) return { do: plain, ...(fields && { fields }) };
  const ofCourse = courseActs.find((act) => act === name);
  if (ofCourse && one) return { do: ofCourse, course: one, ...(two && { year: numberOf(two) }) };
  const step = stepActs.find((act) => act === name);
  if (step) return { do: step, key: one, section: numberOf(two) };
  const how = snoozes.find((word) => word === one);
  if (name === 'snooze' && how) return { do: name, how };
  if (name === 'answer')
    return { do: name, key: one, attempt: numberOf(two), question: three, option: values[0] ?? '' };
  if (name === 'team') return { do: name, offset: numberOf(one) };
  if (name === 'records') return { do: name, year: numberOf(one) };
  if (name === 'remind' && one) return { do: name, person: one };
  if (name === 'extend') return { do: name, person: one, course: two, ...(fields && { fields }) };
  return { do: 'stale' };
}

function numberOf(text: string): number {
  return /^\d{1,6}$/u.test(text) ? Number(text) : 0;
}
