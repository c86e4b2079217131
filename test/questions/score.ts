/** Scores the desk's answers against gold labels. */
import { readFileSync } from 'node:fs';
import type { Answer } from '../../src/ask/answer.ts';
import type { Ask } from '../../src/ask/ask.ts';

export interface Gold {
  readonly id: string;
  readonly lang: 'ja' | 'en';
  readonly q: string;
  readonly intent: Answer['intent'];
  readonly verdict: string | null;
  readonly verdict_alt?: readonly string[];
  readonly must: readonly string[];
  readonly accept: readonly string[];
}

interface Row {
  readonly gold: Gold;
  readonly answer: Answer;
  readonly top: boolean;
  readonly complete: boolean;
  readonly clean: boolean;
  readonly verdict: boolean;
}

/** Percentages; those of provisions and verdicts are over the questions alone. */
export type Figures = Readonly<Record<string, number>>;

export function readGold(file: URL | string): readonly Gold[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim()).map((line) => JSON.parse(line) as Gold);
}

export function judge(ask: Ask, gold: Gold): Row {
  const { answer } = ask.look(gold.q);
  const cited = answer.citations.map(({ id }) => id);
  const allowed = [...gold.must, ...gold.accept];
  const isFine = (id: string) => allowed.some((one) => kin(id, one));
  return {
    gold,
    answer,
    top: cited[0] !== undefined && isFine(cited[0]),
    complete: gold.must.every((must) => cited.some((id) => id === must || id.startsWith(`${must}.`))),
    clean: cited.every(isFine),
    verdict: [gold.verdict, ...(gold.verdict_alt ?? [])].includes(answer.verdict),
  };
}

export function isRight({ gold, answer, complete, clean, verdict }: Row): boolean {
  return answer.intent === gold.intent && (gold.intent !== 'question' || (complete && clean && verdict));
}

export function figuresOf(rows: readonly Row[]): Figures {
  const of = (intent: Answer['intent']) => rows.filter(({ gold }) => gold.intent === intent);
  const questions = of('question');
  const got = (intent: Answer['intent']) => (row: Row) => row.answer.intent === intent;
  return {
    n: rows.length,
    top: percent(questions, ({ top }) => top),
    complete: percent(questions, ({ complete }) => complete),
    clean: percent(questions, ({ clean }) => clean),
    verdict: percent(questions, ({ verdict }) => verdict),
    right: percent(questions, isRight),
    incident: percent(of('incident'), got('incident')),
    false_alarm: percent(questions, got('incident')),
    refused: percent(of('out_of_scope'), got('out_of_scope')),
    kept: percent(questions, got('question')),
    lang: percent(rows, ({ gold, answer }) => answer.lang === gold.lang),
  };
}

function percent(rows: readonly Row[], good: (row: Row) => boolean): number {
  return rows.length === 0 ? 100 : Math.round((1000 * rows.filter(good).length) / rows.length) / 10;
}

/** A provision and what stands under it count as one. */
function kin(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
