/** Free words within a report -> the form with what they tell. Nothing that was told is dropped. */
import { answered, next, stepOf } from '../forms/engine.ts';
import { extract } from '../forms/extract.ts';
import type { Form, Step } from '../forms/form.ts';
import { type Parsed, parseAnswer } from '../forms/parse.ts';
import { fold } from '../forms/text.ts';
import { withoutMarks } from '../knowledge/privacy.ts';
import { problems } from '../strings/common.ts';
import type { Answer, Answers, OpenForm, Text } from '../types.ts';
import { correct } from './correct.ts';
import { type Courtesy, courtesyOf, isDenial } from './courtesy.ts';
import { readCommand, readSteering } from './steering.ts';

export interface Heard {
  readonly open: OpenForm;
  /** The steps that have a new answer. */
  readonly changed: readonly string[];
  readonly how: 'answer' | 'story' | 'correction' | 'renewal' | Courtesy;
  /** Why the waiting step has no answer, where nothing else was understood either. */
  readonly problem?: Text;
}

/** A short reply that is no answer is told what is wrong with it; a longer one is a story. */
const shortReply = 30;
/** 「なんとなく」, "no idea really": a refused reply of this length is nothing to keep. */
const scrap = { chars: 10, words: 3 };

/** @param text cleaned, personal data masked @param now when it was written, in milliseconds since the epoch */
export function hear(form: Form, open: OpenForm, text: string, now: number): Heard {
  const readable = withoutMarks(text);
  const corrected = correct(form, open, readable, now);
  if (corrected) return { ...corrected, open: keep(corrected.open, text), how: 'correction' };

  const pending = next(form, open);
  const parsed =
    pending &&
    parseAnswer(pending, { text: pending.kind === 'text' ? text : readable }, { now, answers: open.answers });
  const give = (answer: Answer): Heard => ({
    open: answered(open, pending?.id ?? '', answer),
    changed: pending ? [pending.id] : [],
    how: 'answer',
  });
  if (pending && parsed && 'answer' in parsed && parsed.exact && pending.kind !== 'text') return give(parsed.answer);
  if (pending?.kind === 'text' && pending.optional && isDenial(text)) return give({ value: '' });
  const courtesy = courtesyOf(text);
  if (courtesy === 'courtesy' && pending && pending.kind !== 'text' && parsed && 'answer' in parsed) {
    return give(parsed.answer);
  }
  if (courtesy) return { open, changed: [], how: courtesy };
  return renew(form, open, readable, now) ?? listen(form, open, { text, readable, parsed }, now);
}

interface Said {
  readonly text: string;
  /** Without the marks of the privacy guard. */
  readonly readable: string;
  /** The text as an answer to the question that waits. */
  readonly parsed: Parsed | undefined;
}

/** What a story tells, of whichever questions. */
function listen(form: Form, open: OpenForm, { text, readable, parsed }: Said, now: number): Heard {
  const pending = next(form, open);
  const facts = extract(form, readable, now, open.answers);
  const own = pending && ownAnswer(pending, parsed, facts);
  if (pending?.kind === 'text' && own && !own.assumed) {
    return { open: answered(open, pending.id, own), changed: [pending.id], how: 'answer' };
  }
  const refused = parsed && 'problem' in parsed ? parsed.problem : undefined;
  if (pending?.kind === 'text' && refused && Object.keys(facts).length === 0) {
    return { open, changed: [], how: 'answer', problem: refused };
  }
  const told = own && pending ? { ...withoutTwin(form, facts, pending, own), [pending.id]: own } : facts;
  const merged = merge(open, told, pending?.id);
  const problem = merged.changed.length === 0 && text.length <= shortReply ? refused : undefined;
  const saysNothing = (problem !== undefined && isScrap(text, problem)) || isSteering(text);
  return {
    changed: merged.changed,
    open: saysNothing ? { ...merged.open, told: open.told } : keep(merged.open, text),
    how: 'story',
    ...(problem && { problem }),
  };
}

/** 「400人です」 where 30人 has been told: nothing but a new value for a number that stands. */
function renew(form: Form, open: OpenForm, text: string, now: number): Heard | undefined {
  for (const [id, fact] of Object.entries(extract(form, text, now, open.answers))) {
    const step = stepOf(form, id);
    const given = open.answers[id];
    if (step?.kind !== 'number' || !given || given.value === null || next(form, open)?.id === id) continue;
    const parsed = parseAnswer(step, { text }, { now });
    if (!('answer' in parsed) || !parsed.exact) continue;
    const { editing } = open;
    const how = fact.value === given.value ? 'answer' : 'renewal';
    const changed = answered(open, id, parsed.answer);
    const renewed = how === 'renewal' ? keep(changed, text) : changed;
    return { open: editing === undefined ? renewed : { ...renewed, editing }, changed: [id], how };
  }
  return undefined;
}

function isScrap(text: string, problem: Text): boolean {
  if (problem === problems.needed || problem === problems.future || problem === problems.impossible) return true;
  const isLatin = /^[\p{ASCII}’]*$/u.test(text);
  return isLatin ? text.split(/\s+/u).length <= scrap.words : text.length <= scrap.chars;
}

function isSteering(text: string): boolean {
  return readCommand(text) !== undefined || readSteering(text) !== undefined;
}

/** What the text says to the question that waits. A name of a place may be told within a story; a story is the whole text. */
function ownAnswer(pending: Step, parsed: Parsed | undefined, facts: Answers): Answer | undefined {
  const answer = parsed && 'answer' in parsed ? parsed.answer : undefined;
  if (pending.kind !== 'text') return answer && { ...answer, assumed: true };
  const others = Object.keys(facts).filter((id) => id !== pending.id && id !== pending.around);
  const isStory = pending.around !== undefined && others.length > 0;
  return isStory ? facts[pending.id] : answer;
}

/** A time that answers the question is not also the time of another step. */
function withoutTwin(form: Form, facts: Answers, pending: Step, own: Answer): Answers {
  if (pending.kind !== 'datetime') return facts;
  const isTwin = ([id, { value }]: [string, Answer]) =>
    id !== pending.id && stepOf(form, id)?.kind === 'datetime' && value === own.value;
  return Object.fromEntries(Object.entries(facts).filter((fact) => !isTwin(fact)));
}

/** Adds what is new. An answer that stands is changed only by a correction, or where it is the one that was asked for. */
function merge(open: OpenForm, facts: Answers, asked: string | undefined): Pick<Heard, 'open' | 'changed'> {
  const changed: string[] = [];
  let merged = open;
  for (const [id, fact] of Object.entries(facts)) {
    const given = open.answers[id];
    const answer = given && given.value !== null && id !== asked ? union(given, fact) : fact;
    if (!answer) continue;
    merged = answered(merged, id, answer);
    changed.push(id);
  }
  const { editing } = open;
  const stillEditing = editing !== undefined && !changed.includes(editing);
  return { open: stillEditing ? { ...merged, editing } : merged, changed };
}

/** Further choices are added to those that stand; any other answer stays as it is. */
function union(given: Answer, fact: Answer): Answer | undefined {
  if (!Array.isArray(given.value) || !Array.isArray(fact.value)) return undefined;
  const values = [...new Set([...given.value, ...fact.value])].filter((value) => value !== 'none');
  return values.length > given.value.length ? { value: values, assumed: true } : undefined;
}

function keep(open: OpenForm, told: string): OpenForm {
  return { ...open, told: [...open.told, told] };
}

/**
 * True where a text can be an answer or part of the story. False for a question: unless it is nothing but an answer
 * with a question mark, as in 「300人くらいかな？」.
 */
export function isAnswer(form: Form, open: OpenForm, text: string, now: number): boolean {
  if (!looksLikeQuestion(fold(text))) return true;
  const pending = next(form, open);
  const parsed = pending && pending.kind !== 'text' && parseAnswer(pending, { text }, { now, answers: open.answers });
  return parsed !== undefined && parsed !== false && 'answer' in parsed && parsed.exact;
}

const jaQuestion =
  /[?？]|(?:です|ます|でしょう|ません|の|い|る|た|だ|す)か[。!！…\s]*$|(?:どう|何を|なに|いつまで|どこに|だれに|誰に)(?:すれば|したら|やって|報告)|教えて/u;
const enQuestion =
  /\?|^(?:(?:wait|ok|okay|and|but|so|btw|also|hmm|lol|hey|sorry)[, ]+)*(?:what|whats|how|who|whos|where|when|why|which|do|does|did|can|could|should|shall|must|may|is|are|am|will|would|have) |(?:do|should|can|must|may) (?:i|we) |am i allowed/u;

function looksLikeQuestion(folded: string): boolean {
  return jaQuestion.test(folded) || enQuestion.test(folded);
}
