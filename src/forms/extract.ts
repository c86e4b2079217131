/** A story in free words -> the answers that it gives, to be confirmed. */
import type { Answer, Answers } from '../types.ts';
import { contradicted, stepOf } from './engine.ts';
import type { Form, Step } from './form.ts';
import { readAmounts } from './numbers.ts';
import { isCount, unitsOf } from './parse.ts';
import { namedOption, namedOptions } from './recognise.ts';
import { fold, plain } from './text.ts';
import { type FoundTime, readTimes } from './time.ts';
import { find } from './words.ts';

interface Story {
  /** The same text twice, so that places in one are places in the other. */
  readonly plain: string;
  readonly folded: string;
  readonly times: readonly FoundTime[];
  /** The times that answer a step, by its id. */
  readonly timeOf: ReadonlyMap<string, FoundTime>;
}

/**
 * What a text tells of any step of the form, marked `assumed`.
 * @param known answers given before: a question that they rule out is not answered
 */
export function extract(form: Form, text: string, now: number, known: Answers = {}): Answers {
  const folded = fold(text);
  const times = readTimes(folded, now);
  const story = { plain: plain(text), folded, times, timeOf: timesByStep(form, folded, times) };
  const found: Record<string, Answer> = {};
  // What a person has answered decides what is asked, whatever the story says; lists may still grow.
  const settled = Object.fromEntries(
    Object.entries(known).filter(([, { value }]) => value !== null && typeof value !== 'object'),
  );
  for (const step of form.steps) {
    const answers = { ...known, ...found, ...settled };
    if (contradicted(step, answers)) continue;
    const answer = told(step, story, answers, form);
    if (answer) found[step.id] = { ...answer, assumed: true };
  }
  return found;
}

function told(step: Step, story: Story, answers: Answers, form: Form): Answer | undefined {
  switch (step.kind) {
    case 'choice': {
      const named = namedOption(step, story.folded, answers);
      return named && { value: named.option.value };
    }
    case 'choices': {
      const values = new Set(namedOptions(step, story.folded, answers).map(({ option }) => option.value));
      return values.size > 0 ? { value: [...values] } : undefined;
    }
    case 'number': {
      const amount = readAmounts(story.folded, unitsOf(step)).find(({ unit, value }) => unit && isCount(value));
      return amount && { value: amount.value, ...(amount.approx && { approx: true }) };
    }
    case 'datetime': {
      const time = story.timeOf.get(step.id);
      return time?.value === undefined ? undefined : { value: time.value, ...(time.approx && { approx: true }) };
    }
    case 'text':
      return step.around ? phraseAround(step.around, story, answers, form) : undefined;
  }
}

/** Gives each time of the story to the step whose words stand with it ("noticed"), the first other one to the rest. */
function timesByStep(form: Form, folded: string, times: readonly FoundTime[]): ReadonlyMap<string, FoundTime> {
  const steps = form.steps.filter((step) => step.kind === 'datetime');
  const taken = new Map<string, FoundTime>();
  for (const { id, words } of steps) {
    const time =
      words &&
      find(words, folded)
        .map((cue) => timeOf(cue.start, folded, times))
        .find((one) => one);
    if (time) taken.set(id, time);
  }
  const rest = times.find((time) => !time.weak && time.value && ![...taken.values()].includes(time));
  const open = steps.find(({ words }) => !words);
  if (rest && open) taken.set(open.id, rest);
  return taken;
}

/** The time that a cue speaks of, in its sentence: in Japanese the one before it, in English the next, else the one before. */
function timeOf(cue: number, text: string, times: readonly FoundTime[]): FoundTime | undefined {
  const sentence = text.slice(0, cue).search(/[^。\n]*$/u);
  const end = text.slice(cue).search(/[。\n]|\.\s|$/u) + cue;
  const before = times.filter((time) => time.start >= sentence && time.start < cue).at(-1);
  const after = times.find((time) => time.start > cue && time.start < end);
  return /[a-z]/u.test(text[cue] ?? '') ? (after ?? before) : (before ?? after);
}

/** Where the name of a place begins, looking back from the word for its kind. */
const nameStart =
  /[、。,.;!?"「」()\n]|[をがはもにでと]|(?:し|っ|い|ん)[ただ]|たら|[っし]て|[いてれ]る|(?<![a-z])(?:at|in|on|from|near|the|our|my|his|her|their|a|an|some|any|another|other|every|different|wrong|same|one|two|three|by|to|of|for|with|as|and|or|but|so|was|is|it|that|this|out|yesterday|today)(?![a-z])/gu;
/** "kobe office", "osaka branch office": longer is a sentence. */
const twoWords = /(?:[\w'-]{1,30} ){0,2}$/u;
/** What may follow that word and still belong to the name: 「線の明石〜三ノ宮の間」, "office in Kobe". */
const nameRest =
  /^(?:の?[^、。,.をがはにで\s]{1,16}の間|の[^、。,.をがはにで\s]{0,8}(?:前|近く|付近|ホーム|[\d一二三四五六七八九十]階)|[\d一二三四五六七八九十]+階| (?:in|of|near) (?!the |a )[a-z'-]+)/u;

/** The name of a place around the word for its kind, without the time: 「梅田のカフェ」, "kobe office". */
function phraseAround(id: string, story: Story, answers: Answers, form: Form): Answer | undefined {
  const step = stepOf(form, id);
  const named = step && namedOption(step, story.folded, answers);
  if (!named) return undefined;
  // A word such as 今 may be part of a name (今宮駅) where it does not stand right before the kind.
  const before = story.times.filter(({ end, weak }) => (weak ? end === named.start : end <= named.start));
  const floor = Math.max(0, ...before.map(({ end }) => end));
  const lead = story.folded.slice(floor, named.start).split(nameStart).at(-1)?.trimStart() ?? '';
  const name = /^[\w' -]*$/u.test(lead) ? (twoWords.exec(lead)?.[0] ?? '') : lead;
  const after = nameRest.exec(story.folded.slice(named.end))?.[0] ?? '';
  const value = story.plain
    .slice(named.start - name.length, named.end + after.length)
    .replace(/^の|(?:から|[にでをへの])$/gu, '');
  return value.length > named.end - named.start ? { value } : undefined;
}
