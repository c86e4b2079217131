/** What a person entered for one step -> an Answer, or what is wrong with it. */
import { problems } from '../strings/common.ts';
import { filled } from '../strings/say.ts';
import type { Answer, Answers, Text } from '../types.ts';
import { isoOf, momentOf, readIso } from './calendar.ts';
import { offered } from './engine.ts';
import type { Step } from './form.ts';
import { type Amount, readAmounts } from './numbers.ts';
import { namedOption, namedOptions } from './recognise.ts';
import { clean, fold, hasWords } from './text.ts';
import { readTimes } from './time.ts';
import type { Span } from './words.ts';

/** What came back for a step: typed text, or the values of its input or button. */
export interface Entered {
  readonly text?: string;
  readonly values?: readonly string[];
}

interface ParseContext {
  /** When it was entered, in milliseconds since the epoch. */
  readonly now: number;
  /** The other answers: they decide which options are offered. */
  readonly answers?: Answers;
}

/** `exact`: the text says nothing besides the answer. */
export type Parsed = { readonly answer: Answer; readonly exact: boolean } | { readonly problem: Text };

const dontKnow =
  /^(?:すみません、?)?(?:ちょっと|まだ|よく|今は|たぶん)?、?(?:わから(?:ない|ん|なかった|ず)|わかりません|分から(?:ない|ん|なかった|ず)|分かりません|不明|未確認|知らない|知りません|覚えてない|覚えていません|さあ|\?+|idk|dunno|no idea|not sure|unsure|unknown|(?:i )?(?:do not|don'?t|dont) know(?: yet)?|can'?t (?:say|tell))(?:です|かも|けど|な|よ|ね)*$/u;
const yes =
  /^(?:はい|ええ|うん|そう(?:です)?|ある|あります|続いて(?:い)?(?:る|ます)|まだ続いて(?:い)?(?:る|ます)|yes|yep|yeah|yup|y|sure|still)(?=$|[\s、。,.!])/u;
const no =
  /^(?:いいえ|いえ|ううん|いや|ない(?:です)?|ありません|no|nope|nah|n|not (?:any ?more|now)|none|nothing|なし|特にな|どれもな)(?=$|[\s、。,.!])/u;
/** What may stand around an answer without saying more. */
const filler =
  /[\s、。,.!?…「」"'()]|だったと思います|だと思います|と思います|でしょうか|かもしれません|かも|でした|だった|です|かな|くらい|ぐらい|ごろ|頃|たぶん|多分|えーと|えっと|[だねよかには]|(?<![a-z])(?:it was|i think|maybe|probably|about|around|at|on|in|or so|like|um|well|the|a)(?![a-z])/gu;
const most = 1e10;

/** Reads what was entered for a step; texts of people and values of buttons alike. */
export function parseAnswer(step: Step, { text, values }: Entered, context: ParseContext): Parsed {
  if (values) return parseValues(step, values, context);
  const typed = clean(text ?? '');
  const folded = fold(typed);
  if (dontKnow.test(folded.replace(/[。.!、\s…]{1,20}$/u, ''))) return dontKnowAnswer(step);
  if (!hasWords(typed)) return { problem: problems.empty };
  switch (step.kind) {
    case 'text':
      return textAnswer(typed, step.max);
    case 'choice':
      return choiceAnswer(step, folded, context);
    case 'choices':
      return choicesAnswer(step, folded, context);
    case 'number':
      return numberAnswer(step, folded);
    case 'datetime':
      return timeAnswer(folded, context.now);
  }
}

function parseValues(step: Step, values: readonly string[], context: ParseContext): Parsed {
  const [first = ''] = values;
  if (step.kind === 'text') return parseAnswer(step, { text: first }, context);
  if (step.kind === 'datetime') {
    const moment = first === 'now' ? momentOf(context.now) : readIso(first);
    return moment ? pastAnswer(isoOf(moment), context.now) : parseAnswer(step, { text: first }, context);
  }
  const possible = offered(step, context.answers ?? {});
  const chosen = possible.filter(({ value }) => values.includes(value));
  if (step.kind === 'number') {
    if (chosen[0]) return { answer: { value: chosen[0].value }, exact: true };
    return parseAnswer(step, { text: first }, context);
  }
  if (values.length === 0) return { problem: step.kind === 'choice' ? problems.pickOne : problems.pickSome };
  if (chosen.length < new Set(values).size) return { problem: problems.notOffered };
  if (step.kind === 'choice') return { answer: { value: first }, exact: true };
  const together = chosen.length > 1 ? chosen.filter(({ alone }) => !alone) : chosen;
  return { answer: { value: together.map(({ value }) => value) }, exact: true };
}

function dontKnowAnswer(step: Step): Parsed {
  if (step.unknown) return { answer: { value: null }, exact: true };
  return step.optional ? { answer: { value: '' }, exact: true } : { problem: problems.needed };
}

function textAnswer(typed: string, max: number): Parsed {
  if (typed.length > max) return { problem: filled(problems.tooLong, { max }) };
  return { answer: { value: typed }, exact: true };
}

function choiceAnswer(step: Step, text: string, { answers = {} }: ParseContext): Parsed {
  const possible = offered(step, answers);
  const named = possible.find(({ value, label }) => isOneOf(text, [value, label.ja, label.en]));
  if (named) return { answer: { value: named.value }, exact: true };
  const word = yes.exec(text)?.[0] ?? no.exec(text)?.[0];
  const value = word && (yes.test(text) ? 'yes' : 'no');
  if (word && possible.some((option) => option.value === value)) {
    return { answer: { value: value ?? '' }, exact: isFiller(text.slice(word.length)) };
  }
  const found = namedOption(step, text, answers);
  if (!found) return { problem: problems.pickOne };
  return { answer: { value: found.option.value }, exact: isFiller(without(text, [found])) };
}

function choicesAnswer(step: Step, text: string, { answers = {} }: ParseContext): Parsed {
  const possible = offered(step, answers);
  const parts = text.split(/[、,・\n/]|と(?!き)| and /u);
  const byLabel = possible.filter((one) => parts.some((part) => isOneOf(part, [one.label.ja, one.label.en])));
  const spans = namedOptions(step, text, answers);
  const named = possible.filter((option) => byLabel.includes(option) || spans.some((span) => span.option === option));
  const nothing = no.test(text) ? possible.filter(({ alone }) => alone) : [];
  const chosen = named.length > 0 ? named : nothing;
  if (chosen.length === 0) return { problem: problems.pickSome };
  const together = chosen.length > 1 ? chosen.filter(({ alone }) => !alone) : chosen;
  return { answer: { value: together.map(({ value }) => value) }, exact: isFiller(without(text, spans)) };
}

/** The one amount that answers: one with the step's unit, else a lone figure that is nothing else. */
function numberAnswer(step: Step & { readonly kind: 'number' }, text: string): Parsed {
  if (/^[-−]\s?\d/u.test(text)) return { problem: problems.wholeNumber };
  const amounts = readAmounts(text, unitsOf(step));
  const lone = amounts.filter((amount) => isFiller(without(text, [amount])) || isFree(text, amount));
  const found = amounts.find(({ unit }) => unit) ?? (lone.length === 1 ? lone[0] : undefined);
  if (!found) return { problem: problems.number };
  if (!isCount(found.value)) return { problem: problems.wholeNumber };
  const answer: Answer = { value: found.value, ...(found.approx && { approx: true }) };
  return { answer, exact: isFiller(without(text, [found])) };
}

function timeAnswer(text: string, now: number): Parsed {
  const times = readTimes(text, now);
  const firm = times.filter(({ weak }) => !weak);
  // 「先日（11/20）」: the date that is said counts.
  const found =
    firm.find(({ problem }) => problem !== problems.time) ??
    firm[0] ??
    times.find((time) => isFiller(without(text, [time])));
  if (!found) return { problem: problems.time };
  if (found.value === undefined) return { problem: found.problem ?? problems.time };
  const answer: Answer = { value: found.value, ...(found.approx && { approx: true }) };
  return { answer, exact: isFiller(without(text, [found])) };
}

function pastAnswer(value: string, now: number): Parsed {
  const isPast = value <= isoOf(momentOf(now)).slice(0, value.length);
  return isPast ? { answer: { value }, exact: true } : { problem: problems.future };
}

export function unitsOf(step: Step & { readonly kind: 'number' }): readonly string[] {
  return [...step.words.ja, ...step.words.en].map(fold);
}

/** A count of people or things: whole, and not beyond all reason. */
export function isCount(value: Amount): boolean {
  return typeof value === 'string' || (Number.isInteger(value) && value >= 0 && value <= most);
}

/** True for a figure in digits that is not the beginning of something else, such as 8時 or 6階. */
function isFree(text: string, { start, end }: Span): boolean {
  return (
    /\d/u.test(text.slice(start, end)) && /^(?:$|[\s、。,.!?]|です|でした|だ|か|は入|入|くらい)/u.test(text.slice(end))
  );
}

function isOneOf(text: string, names: readonly string[]): boolean {
  const bare = (name: string) => fold(name).replace(/[\s、。,.!?・()「」]|です$|でした$/gu, '');
  return names.some((name) => bare(name) === bare(text) && bare(text) !== '');
}

function isFiller(text: string): boolean {
  return text.replace(filler, '') === '';
}

function without(text: string, spans: readonly Span[]): string {
  return [...spans]
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}
