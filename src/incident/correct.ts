/** Corrections in words: 「300じゃなくて30人でした」, "not 300, 30". Only the value that is meant changes. */
import { answered } from '../forms/engine.ts';
import { extract } from '../forms/extract.ts';
import type { Form, Step } from '../forms/form.ts';
import { readAmounts } from '../forms/numbers.ts';
import { fold } from '../forms/text.ts';
import { readTimes } from '../forms/time.ts';
import type { Answer, Answers, OpenForm } from '../types.ts';

export interface Corrected {
  readonly open: OpenForm;
  /** The steps whose answer is another one now. */
  readonly changed: readonly string[];
}

interface Correction {
  /** What was wrong; absent where only the right value is told. */
  readonly from?: string;
  readonly to: string;
}

const sorry =
  '(?:すみません|すいません|ごめんなさい|失礼しました|あ|いや|sorry|oops|no|wait|actually|correction|hmm|[、,.。:\\s])*';
const patterns: readonly RegExp[] = [
  new RegExp(
    `^${sorry}(?<from>.{1,40}?)(?:じゃなくて?|ではなくて?|でなく|じゃなしに|やなくて)[、,\\s]*(?<to>.{1,60})$`,
    'u',
  ),
  /^(?:.{0,40}?[\s、。,：:])?(?<from>[^\s>→]{1,20})\s?(?:→|->|=>)\s?(?<to>.{1,40})$/u,
  new RegExp(
    `^${sorry}(?:it(?:'s| is| was) |that(?:'s| was) )?not (?<from>.{1,30}?)[,;:.]? (?:but |it(?:'s| is| was) |rather )?(?<to>.{1,40})$`,
    'u',
  ),
  new RegExp(
    `^${sorry}(?:it(?:'s| is| was) |that(?:'s| was) )?(?<to>.{1,40}?),? (?:not|instead of|rather than) (?<from>.{1,30})$`,
    'u',
  ),
  /^(?:.{0,12})(?:訂正|正しくは|正確には|やっぱり|実は|間違えました|間違いでした|間違いで)[、,。:はで\s]*(?<to>.{1,60})$/u,
  /^(?:sorry|oops|actually|correction|i meant|should be|make that|(?:it )?should have been)[,:\s]*(?:it(?:'s| is| was) |i meant |that(?:'s| was) )?(?<to>.{1,60})$/u,
];

/** The form with the correction that a text tells; undefined where it tells none. */
export function correct(form: Form, open: OpenForm, text: string, now: number): Corrected | undefined {
  const folded = fold(text);
  for (const pattern of patterns) {
    const { from, to } = pattern.exec(folded)?.groups ?? {};
    const changes = to === undefined ? {} : changesOf(form, open.answers, { to, ...(from && { from }) }, now);
    const changed = Object.keys(changes);
    if (changed.length === 0) continue;
    const kept = Object.entries(changes).reduce((form_, [id, answer]) => answered(form_, id, answer), open);
    return { open: open.editing === undefined ? kept : { ...kept, editing: open.editing }, changed };
  }
  return undefined;
}

function changesOf(form: Form, answers: Answers, correction: Correction, now: number): Answers {
  const changes: Record<string, Answer> = {};
  const right = extract(form, correction.to, now, answers);
  const wrong = correction.from === undefined ? {} : extract(form, correction.from, now, answers);
  for (const step of form.steps) {
    const given = answers[step.id];
    if (!given || given.value === null) continue;
    const change = changeOf(step, given, correction, { right: right[step.id], wrong: wrong[step.id] }, now);
    if (change && !same(change, given)) changes[step.id] = change;
  }
  return changes;
}

interface Facts {
  readonly right: Answer | undefined;
  readonly wrong: Answer | undefined;
}

function changeOf(step: Step, given: Answer, correction: Correction, facts: Facts, now: number): Answer | undefined {
  if (step.kind === 'number') return otherNumber(given, correction, facts);
  if (step.kind === 'datetime') return otherTime(given, correction, now);
  const { right, wrong } = facts;
  if (!right) return undefined;
  if (step.kind === 'choices') return otherChoices(given, right, wrong);
  if (correction.from !== undefined && step.kind === 'choice' && !(wrong && same(wrong, given))) return undefined;
  return confirmed(right);
}

/** 「300じゃなくて30人」: the step whose number is the wrong one; without a wrong one, the step with the unit. */
function otherNumber(given: Answer, { from, to }: Correction, { right }: Facts): Answer | undefined {
  if (from === undefined) return right && confirmed(right);
  const wrongs = readAmounts(from, []).map(({ value }) => value);
  const [amount] = readAmounts(to, []);
  if (!amount || !wrongs.some((value) => value === given.value)) return undefined;
  return { value: amount.value, ...(amount.approx && { approx: true }) };
}

/** 「15時じゃなくて16時」: the time whose hour is the wrong one keeps its day. */
function otherTime(given: Answer, { from, to }: Correction, now: number): Answer | undefined {
  if (from === undefined) return undefined;
  const day = String(given.value).slice(0, 10);
  const isMeant = [from, `${day} ${from}`].some((text) =>
    readTimes(text, now).some(({ value }) => value === given.value),
  );
  const times = readTimes(`${day} ${to}`, now);
  const time = times[1] ?? times[0];
  if (!isMeant || !time || time.value === undefined || time.value === day) return undefined;
  return { value: time.value, ...(time.approx && { approx: true }) };
}

function otherChoices(given: Answer, right: Answer, wrong: Answer | undefined): Answer | undefined {
  if (!wrong) return undefined;
  const kept = list(given).filter((value) => !list(wrong).includes(value));
  if (kept.length === list(given).length) return undefined;
  return { value: [...new Set([...kept, ...list(right)])] };
}

function confirmed({ assumed: _, ...answer }: Answer): Answer {
  return answer;
}

function list({ value }: Answer): readonly string[] {
  return typeof value === 'object' && value !== null ? value : [];
}

function same(a: Answer, b: Answer): boolean {
  return String(a.value) === String(b.value) && a.approx === b.approx;
}
