/** What the provisions themselves allow an answer to say. Pure. */
import type { Knowledge } from '../knowledge/types.ts';
import type { Lang, Verdict } from '../types.ts';
import { unitsOf } from './units.ts';

const always: readonly Verdict[] = ['info', 'unclear'];

/** How a provision's text shows what it can say, where nobody has written guidance for it. */
const signs: readonly (readonly [RegExp, readonly Verdict[]])[] = [
  [/てはならない|ないものとする|禁止|してはいけない|限定|限る/u, ['prohibited']],
  [
    /(?:承諾|同意|承認|許可|許諾|指示)[^。]{0,30}(?:除き|なければ|なく|ない場合|得て|得た)|(?:除き|ない限り)/u,
    ['prohibited_unless_approved', 'permitted'],
  ],
  [/なければならない|ものとする|講じる|努める/u, ['required', 'prohibited']],
  [/ことができる|妨げない|適用しない|この限りでない|含まない|除く/u, ['permitted']],
];

/** The verdicts that a provision can have: those of its curated cases, or what its wording allows. */
export function kindsOf(id: string, { guidance, provisions }: Knowledge): ReadonlySet<Verdict> {
  const cases = guidance.get(id)?.cases;
  // What is required may not be left undone.
  if (cases) {
    const kinds = cases.flatMap(({ verdict, also = [] }) => [verdict, ...also]);
    return new Set([...always, ...kinds, ...(kinds.includes('required') ? (['prohibited'] as const) : [])]);
  }
  const { text = '', lead = '' } = provisions.get(id) ?? {};
  return new Set([...always, ...signs.flatMap(([sign, verdicts]) => (sign.test(`${lead}\n${text}`) ? verdicts : []))]);
}

/**
 * How much of a sentence has to be made of the words of its provisions and their guidance. Of what people have written,
 * measured each against the rest, one sentence in seventy has less.
 */
const least = 0.45;
/** Too short to be measured. */
const fewest = 4;

export function isGrounded(text: string, lang: Lang, ids: readonly string[], knowledge: Knowledge): boolean {
  const units = [...unitsOf(text)];
  const isTranslated = ids.some((id) => knowledge.guidance.has(id));
  if (units.length < fewest || (lang === 'en' && !isTranslated)) return true;
  const ground = unitsOf(ids.map((id) => groundOf(id, knowledge)).join('\n'));
  return units.filter((unit) => ground.has(unit)).length >= least * units.length;
}

function groundOf(id: string, { guidance, provisions }: Knowledge): string {
  const provision = provisions.get(id);
  const written = guidance.get(id);
  const cases = written?.cases.flatMap(({ say, next }) => [say.ja, say.en, next?.ja, next?.en]) ?? [];
  const words = written ? [written.english, ...written.words.ja, ...written.words.en, ...cases] : [];
  return [provision?.heading, provision?.lead, provision?.text, ...words].filter(Boolean).join('\n');
}
