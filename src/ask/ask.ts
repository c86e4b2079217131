/** The asking side of the desk, from a text to an answer. Pure: the same question always gets the same answer. */
import { languageOf } from '../forms/lang.ts';
import { clean, hasWords } from '../forms/text.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { ask as words } from '../strings/ask.ts';
import { say } from '../strings/say.ts';
import type { Lang, Topic } from '../types.ts';
import { type Answer, answerOf, type QuoteOf } from './answer.ts';
import { createFind, type Finding } from './find.ts';
import type { Model } from './model.ts';

/** Longer texts are no question. */
const longest = 4_000;

export interface Ask {
  /**
   * What a text is about, and the answer in the language of the text or in the one that is asked for.
   * `topic` is what the conversation was about before.
   */
  look(text: string, lang?: Lang, topic?: Topic): Looked;
}

export interface Looked {
  readonly finding: Finding;
  readonly answer: Answer;
}

export function createAsk(knowledge: Knowledge, model: Model, quoteOf: QuoteOf): Ask {
  const find = createFind(knowledge, model);
  return {
    look(text, given, topic) {
      const question = clean(text);
      const lang = given ?? languageOf(question, 'ja');
      const problem = problemOf(question, lang);
      if (problem) return { finding: nothing, answer: { ...nothing, ...fixed, lang, text: problem } };
      const finding = find(question, topic);
      return { finding, answer: answerOf(finding, lang, knowledge, quoteOf) };
    },
  };
}

const nothing = { intent: 'out_of_scope', confidence: 'none' } as const;
const fixed = { verdict: null, citations: [], by: 'fixed' } as const;

function problemOf(question: string, lang: Lang): string | undefined {
  if (!hasWords(question)) return words.empty[lang];
  if (question.length > longest) return say(words.tooLong, lang, { max: longest });
  return undefined;
}
