/** The asking side of the desk, from a text to an answer. The same question always gets the same local answer. */
import { languageOf } from '../forms/lang.ts';
import { clean, hasWords } from '../forms/text.ts';
import { guard } from '../knowledge/privacy.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { ask as words } from '../strings/ask.ts';
import { say } from '../strings/say.ts';
import type { Lang, Topic } from '../types.ts';
import { type Answer, answerOf, type QuoteOf } from './answer.ts';
import { createFind, type Finding } from './find.ts';
import type { Model } from './model.ts';
import type { Asked } from './prompt.ts';
import { createSuspect } from './suspect.ts';
import type { Write } from './write.ts';

/** Longer texts are no question. */
const longest = 4_000;

export interface Ask {
  /**
   * What a text is about, and the answer in the language of the text or in the one that is asked for.
   * `topic` is what the conversation was about before.
   */
  look(text: string, lang?: Lang, topic?: Topic): Looked;
  /** What a language model may be shown of a text that was looked at, masked; undefined where that is nothing. */
  outward(looked: Looked, text: string, topic?: Topic): Asked | undefined;
  /**
   * The same with an answer that a language model has worded, where there is one, it may be asked, and what it wrote
   * holds; else as it was. Never rejects, and never takes longer than the model's time limit.
   */
  refine(looked: Looked, text: string, topic?: Topic): Promise<Looked>;
}

export interface Looked {
  readonly finding: Finding;
  readonly answer: Answer;
  /** Empty, or too long to be read. */
  readonly unread?: true;
  /** A language model has worded the answer. */
  readonly ai?: true;
}

/** @param write asks a language model; without it every answer is local */
export function createAsk(knowledge: Knowledge, model: Model, quoteOf: QuoteOf, write?: Write): Ask {
  const find = createFind(knowledge, model);
  const suspect = createSuspect(knowledge.lexicon, model);

  /** Personal data is masked once more: not everything comes in by the door that masks. */
  function outward({ finding, answer, unread }: Looked, text: string, topic?: Topic): Asked | undefined {
    const masked = {
      text: guard(clean(text)).masked,
      ...(topic?.text && { earlier: guard(topic.text).masked }),
    };
    if (unread || !isOpen(finding, answer) || Object.values(masked).some(suspect)) return undefined;
    return { ...masked, lang: answer.lang, finding };
  }

  return {
    look(text, given, topic) {
      const question = clean(text);
      const lang = given ?? languageOf(question, 'ja');
      const problem = problemOf(question, lang);
      if (problem) return { finding: nothing, answer: { ...nothing, ...fixed, lang, text: problem }, unread: true };
      const finding = find(question, topic);
      return { finding, answer: answerOf(finding, lang, knowledge, quoteOf) };
    },
    outward,
    async refine(looked, text, topic) {
      const asked = write && outward(looked, text, topic);
      const answer = asked && (await write(asked));
      return answer ? { ...looked, answer, ai: true } : looked;
    },
  };
}

/**
 * What is decided here stays here: incidents, which no model must see, what is clearly no question about the documents,
 * and what cannot be read. A question to which nothing was found may find its answer in the whole text.
 */
function isOpen({ intent, confidence }: Finding, answer: Answer): boolean {
  return answer.intent === 'question' || (intent === 'out_of_scope' && confidence === 'none');
}

const nothing = { intent: 'out_of_scope', confidence: 'none' } as const;
const fixed = { verdict: null, citations: [], by: 'fixed' } as const;

function problemOf(question: string, lang: Lang): string | undefined {
  if (!hasWords(question)) return words.empty[lang];
  if (question.length > longest) return say(words.tooLong, lang, { max: longest });
  return undefined;
}
