/** A question -> what it is about and which curated case answers it. Pure. */
import { findCitations } from '../knowledge/citation.ts';
import type { Case, Knowledge } from '../knowledge/types.ts';
import type { Intent, Topic, Verdict } from '../types.ts';
import { featuresOf } from './features.ts';
import { createLexicon } from './lexicon.ts';
import { type Model, type Scores, softmax } from './model.ts';
import { createSearch } from './search.ts';

/** What the desk has made of a message, before any sentence is written. */
export interface Finding {
  readonly intent: Intent;
  readonly confidence: 'sure' | 'middle' | 'none';
  /** The kind of an incident, the category of what is outside. */
  readonly kind?: string;
  readonly provision?: string;
  /** Missing where nobody has written guidance for the provision: then its text has to speak for itself. */
  readonly answer?: Case;
  readonly verdict?: Verdict;
  /** A provision that the question may be about as well, and that may be cited with the answer. */
  readonly beside?: string;
}

export type Find = (text: string, topic?: Topic) => Finding;

/** How sure the ranking must be. */
interface Bounds {
  /** What is taken for an incident or for a matter outside; more where the text seems to be about a provision. */
  readonly incident: Bound;
  readonly outside: Bound;
  /** So likely an incident is met with the report even where all else is outside: nobody in need is sent away. */
  readonly notSentAway: number;
  readonly sure: number;
  readonly some: number;
  /** Share of the question that a text without guidance must hold. */
  readonly text: number;
}

interface Bound {
  readonly least: number;
  /** Added in proportion to how probable the likeliest provision is. */
  readonly more: number;
}

const bounds: Bounds = {
  incident: { least: 0.35, more: 0.3 },
  outside: { least: 0.05, more: 0.4 },
  notSentAway: 0.3,
  sure: 0.3,
  some: 0.03,
  text: 0.35,
};

/** How often a provision that may stand beside another one is not amiss there. */
const fitting = 0.8;
/** The score of a case that no example speaks for. */
const unseen = -1;
/** A follow-up is short; a longer text says by itself what it is about. */
const shortText = { ja: 24, en: 60 };
/** How much the question before counts, and how much nearer the provisions of its article are. */
const followUp = { weight: 0.3, sameArticle: 1 };
const longer = { weight: 0.2, sameArticle: 0.4 };
/** So sure of its provision that what was asked before does not matter. */
const standsAlone = 0.9;

export function createFind(knowledge: Knowledge, model: Model): Find {
  const lexicon = createLexicon(knowledge.lexicon);
  const cases = new Map(
    [...knowledge.guidance.values()].map(({ provision, cases: all }) => [
      provision,
      all.flatMap((one) =>
        [one.verdict, ...(one.also ?? [])].map((verdict) => ({
          one,
          verdict,
          key: `${provision}/${one.id}:${verdict}`,
        })),
      ),
    ]),
  );

  const unguided = [...knowledge.provisions.values()].filter(({ id }) => !cases.has(id));
  const search = createSearch(unguided, lexicon);

  /** A provision without guidance that holds what the question says. */
  function fromText(text: string): Finding | undefined {
    const [hit] = search.find(text, 1);
    if (!hit || hit.score < bounds.text) return undefined;
    return { intent: 'question', confidence: 'middle', provision: hit.id, verdict: 'info' };
  }

  /** A follow-up leans on the question before it: after one about deleting, "deleted" is no news and "get rid of it" no idle talk. */
  function score(text: string, topic: Topic | undefined): Scores {
    const alone = model.score(featuresOf(text, lexicon));
    if (!topic) return alone;
    const isFollowUp = isShort(text);
    const { weight, sameArticle } = isFollowUp ? followUp : longer;
    const together = model.score(featuresOf(`${topic.text}\n${text}`, lexicon));
    const intent = isFollowUp ? mix(alone.intent, together.intent, weight) : alone.intent;
    if (top(probabilities(alone.provision), (id) => cases.has(id))[1] >= standsAlone) return { ...alone, intent };
    const bonus = (id: string) => (articleOf(id) === articleOf(topic.provision) ? sameArticle : 0);
    return {
      ...alone,
      intent,
      provision: mix(alone.provision, together.provision, weight, bonus),
      case: mix(alone.case, together.case, weight),
    };
  }

  /** The verdict first, by the wording of the question and by the cases that are like it; then the likeliest case under it. */
  function bestCase(provision: string, scores: Scores): { answer: Case; verdict: Verdict } | undefined {
    const verdicts = probabilities(scores.verdict);
    const likely = probabilities(
      new Map(cases.get(provision)?.map(({ key }) => [key, scores.case.get(key) ?? unseen])),
    );
    const together = Map.groupBy(cases.get(provision) ?? [], ({ verdict }) => verdict);
    const [best] = top(
      new Map(
        [...together].map(([verdict, all]) => [
          verdict,
          all.reduce((sum, { key }) => sum + (likely.get(key) ?? 0), 0) * (verdicts.get(verdict) ?? 0),
        ]),
      ),
      () => true,
    );
    const [key] = top(likely, (one) => one.endsWith(`:${best}`));
    const found = cases.get(provision)?.find((one) => one.key === key);
    return found && { answer: found.one, verdict: found.verdict };
  }

  /** A second provision, where an answer with both is likelier to hold all that was asked for than one with the first alone. */
  function besideOf(provision: string, scores: Scores): string | undefined {
    const likely = probabilities(scores.provision);
    const share = (one: string, other: string) =>
      knowledge.guidance.get(one)?.beside?.some((beside) => isUnder(other, beside)) ? fitting : 0;
    const first = likely.get(provision) ?? 0;
    const gain = (id: string) => first * share(provision, id) + (likely.get(id) ?? 0) * share(id, provision) - first;
    const [second] = top(likely, (id) => !kin(id, provision) && gain(id) > 0);
    return second;
  }

  function answerUnder(provision: string, likely: number, scores: Scores, isNamed: boolean): Finding {
    const best = bestCase(provision, scores);
    if (!best) return { intent: 'question', confidence: 'middle', provision, verdict: 'info' };
    const beside = isNamed || best.answer.cites.length > 1 ? undefined : besideOf(provision, scores);
    const confidence = likely >= bounds.sure || isNamed ? 'sure' : 'middle';
    return { intent: 'question', confidence, provision, ...best, ...(beside !== undefined && { beside }) };
  }

  return (text, topic) => {
    const scores = score(text, topic);
    const named = findCitations(text).filter((id) => [...knowledge.provisions.keys()].some((known) => kin(known, id)));
    const meant = (id: string) => named.length === 0 || named.some((name) => kin(id, name));
    const [provision, likely] = top(probabilities(scores.provision), (id) => knowledge.provisions.has(id) && meant(id));
    const exceeds = (intent: 'incident' | 'outside') =>
      (probabilities(scores.intent).get(intent) ?? 0) >=
      bounds[intent].least + bounds[intent].more * Math.max(0, likely);
    const isOutside = exceeds('outside');
    const maybe = probabilities(scores.intent).get('incident') ?? 0;
    if (exceeds('incident') || (isOutside && maybe >= bounds.notSentAway))
      return { intent: 'incident', confidence: 'sure', kind: kindOf('incident/', scores.kind) };
    // Who names a provision asks about the annex, whatever else the words sound like.
    if (isOutside && named.length === 0)
      return fromText(text) ?? { intent: 'out_of_scope', confidence: 'sure', kind: kindOf('outside/', scores.kind) };
    if (!provision || (likely < bounds.some && named.length === 0)) return fromText(text) ?? nothing;
    const found = answerUnder(provision, likely, scores, named.length > 0);
    return (found.confidence === 'middle' && fromText(text)) || found;
  };
}

const nothing: Finding = { intent: 'out_of_scope', confidence: 'none' };

/** True where one provision is the other or stands under it. */
function kin(one: string, other: string): boolean {
  return isUnder(one, other) || isUnder(other, one);
}

function isUnder(id: string, upper: string): boolean {
  return id === upper || id.startsWith(`${upper}.`);
}

type Labels = ReadonlyMap<string, number>;

/** The likeliest label of a family, without the family. */
function kindOf(family: string, kinds: Labels): string {
  return (top(probabilities(kinds), (label) => label.startsWith(family))[0] ?? '').slice(family.length);
}

function top(
  scores: ReadonlyMap<string, number>,
  allowed: (label: string) => boolean,
): readonly [string | undefined, number] {
  let best: string | undefined;
  let high = -1;
  for (const [label, p] of scores) {
    if (p <= high || !allowed(label)) continue;
    best = label;
    high = p;
  }
  return [best, high];
}

function mix(
  alone: ReadonlyMap<string, number>,
  together: ReadonlyMap<string, number>,
  weight: number,
  bonus: (label: string) => number = () => 0,
): ReadonlyMap<string, number> {
  const blend = (sum: number, label: string) => (1 - weight) * sum + weight * (together.get(label) ?? 0) + bonus(label);
  return new Map([...alone].map(([label, sum]) => [label, blend(sum, label)]));
}

/** True for a text that may lean on the one before it. */
export function isShort(text: string): boolean {
  return text.length <= (/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text) ? shortText.ja : shortText.en);
}

/** `6.8.3.b` -> `6` */
export function articleOf(id: string): string {
  return id.split('.')[0] ?? id;
}

function probabilities(sums: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const all = softmax(Float32Array.from(sums.values()));
  return new Map([...sums.keys()].map((label, i) => [label, all[i] ?? 0]));
}
