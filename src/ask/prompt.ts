/** The prompts: files with {{names}}, filled with the documents and the question. Pure. */
import { TokkiError } from '../errors.ts';
import type { Knowledge, Provision } from '../knowledge/types.ts';
import type { Lang } from '../types.ts';
import type { Finding } from './find.ts';
import type { Prompt } from './llm.ts';

/** What may stand in each file of prompts/; each name has to. */
const names = {
  'answer.system': ['provisions', 'guidance'],
  'answer.user': ['language', 'earlier', 'note', 'question'],
  'terms.system': [],
  'terms.user': ['earlier', 'question'],
} as const;

export type TemplateName = keyof typeof names;
export type Templates = Readonly<Record<TemplateName, string>>;
export const templateNames = Object.keys(names) as readonly TemplateName[];

/** A question as a model may see it: personal data is masked already. */
export interface Asked {
  readonly text: string;
  readonly lang: Lang;
  /** What the conversation was about before. */
  readonly earlier?: string;
  /** What the desk has found by itself. */
  readonly finding: Finding;
}

export interface Prompts {
  /** True where all documents fit, so that nothing has to be searched. */
  readonly whole: boolean;
  /** @param ranked the provisions that seem nearest, best first; only needed where not all fit */
  answer(asked: Asked, ranked?: readonly string[]): AnswerPrompt;
  /** Asks for the question in the terms of the documents. */
  terms(asked: Asked): Prompt;
}

export interface AnswerPrompt extends Prompt {
  /** The citations that the model was shown. */
  readonly shown: ReadonlySet<string>;
}

/** Room for what is not the documents' text: the question, and what is said about it. */
const questionTokens = 600;

/**
 * @param budget tokens of a whole prompt
 * @throws TokkiError `prompts` where a file lacks a name or has an unknown one
 */
export function createPrompts(knowledge: Knowledge, templates: Templates, budget: number): Prompts {
  for (const name of templateNames) checkTemplate(name, templates[name]);
  const all = [...knowledge.provisions.values()];
  const room = budget - tokensOf(templates['answer.system']) - questionTokens;
  const whole = tokensOf(all.map(lineOf).join('\n')) <= room;
  const fixed = whole ? systemOf(all) : undefined;

  function systemOf(provisions: readonly Provision[]): string {
    const lines = provisions.map(lineOf).join('\n');
    const guidance = fitting(guidanceLines(knowledge, provisions), room - tokensOf(lines)).join('\n');
    return fill(templates['answer.system'], { provisions: lines, guidance });
  }

  /** The nearest provisions with those that they stand under, as many as fit, in the order of the documents. */
  function nearest(ranked: readonly string[]): readonly Provision[] {
    const chosen = new Set<string>();
    let free = room;
    for (const id of ranked) {
      const family = lineage(knowledge, id).filter((one) => !chosen.has(one.id));
      free -= tokensOf(family.map(lineOf).join('\n'));
      if (free < 0) break;
      for (const one of family) chosen.add(one.id);
    }
    return all.filter(({ id }) => chosen.has(id));
  }

  return {
    whole,
    answer(asked, ranked = []) {
      const provisions = whole ? all : nearest(ranked);
      const user = fill(templates['answer.user'], {
        language: asked.lang,
        earlier: quoted(asked.earlier ?? ''),
        note: noteOf(asked),
        question: quoted(asked.text),
      });
      return { system: fixed ?? systemOf(provisions), user, shown: new Set(provisions.map(({ id }) => id)) };
    },
    terms: ({ text, earlier = '' }) => ({
      system: templates['terms.system'],
      user: fill(templates['terms.user'], { earlier: quoted(earlier), question: quoted(text) }),
    }),
  };
}

/** An estimate on the safe side: a Japanese character is at most about one token, of other text three characters are. */
export function tokensOf(text: string): number {
  const wide = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  return Math.ceil(wide + (text.length - wide) / 3);
}

/** In one pass: what a person wrote is never read as a name. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/gu, (mark, name: string) => values[name] ?? mark);
}

function checkTemplate(name: TemplateName, template: string): void {
  const found = [...template.matchAll(/\{\{(\w+)\}\}/gu)].map((match) => match[1] ?? '');
  const wanted: readonly string[] = names[name];
  const missing = wanted.filter((one) => !found.includes(one));
  const unknown = found.filter((one) => !wanted.includes(one));
  if (missing.length === 0 && unknown.length === 0) return;
  const finding = [...missing.map((one) => `lacks {{${one}}}`), ...unknown.map((one) => `has {{${one}}}`)].join(', ');
  throw new TokkiError('prompts', `prompts/${name}.md ${finding}`);
}

/** As JSON: whatever a text says, it cannot end its own quotation marks. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function lineOf({ id, label, heading, text, parent }: Provision): string {
  return quotedRow({ id, label, ...(parent ? { under: parent } : { heading }), text });
}

function quotedRow(row: Readonly<Record<string, string>>): string {
  return JSON.stringify(row);
}

function lineage(knowledge: Knowledge, id: string): readonly Provision[] {
  const provision = knowledge.provisions.get(id);
  if (!provision) return [];
  return [...(provision.parent === undefined ? [] : lineage(knowledge, provision.parent)), provision];
}

/** What people have written, first the first case of each provision, then the second ones: cut off where it gets too long. */
function guidanceLines(knowledge: Knowledge, provisions: readonly Provision[]): readonly string[] {
  return provisions
    .flatMap(({ id }) =>
      (knowledge.guidance.get(id)?.cases ?? []).map(({ cites, verdict, say }, turn) => ({
        turn,
        line: quotedRow({ cites: cites.join(' '), verdict, says: say.en }),
      })),
    )
    .sort((a, b) => a.turn - b.turn)
    .map(({ line }) => line);
}

function fitting(lines: readonly string[], room: number): readonly string[] {
  let free = room;
  const end = lines.findIndex((line) => {
    free -= tokensOf(`${line}\n`);
    return free < 0;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

function noteOf({ lang, finding: { answer, confidence, verdict } }: Asked): string {
  if (!answer || !verdict) return 'null';
  const { cites, say } = answer;
  return quotedRow({ confidence, cites: cites.join(' '), verdict, says: say[lang] });
}
