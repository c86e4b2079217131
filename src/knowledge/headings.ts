/** Where the articles have their headings: above the number, behind it or under it, in brackets or bare. */
import type { Head } from './articles.ts';
import { joinWraps } from './lines.ts';
import type { Mark } from './marks.ts';

export interface Heading {
  readonly text: string;
  /** The lines that it takes, counted from the article's own line: -1 is the line above. */
  readonly lines: readonly number[];
  /** What is left on the article's own line. */
  readonly rest: string;
}

type Finder = (marks: readonly Mark[], head: Head) => Heading | undefined;

const opening = '（(【〔［[＜<';
const closing = '）)】〕］]＞>';
/** 目的　乙は… */
const titleThenText = /^([^\s。、，「」（）()]{2,20})(?:[\u3000\t]+| {2,})\S/u;

/** The headings by the index of the article's line; an article without one is absent. */
export function findHeadings(marks: readonly Mark[], heads: readonly Head[]): ReadonlyMap<number, Heading> {
  const bare = [bareAbove, bareBehind(marks, heads), bareThenText].find((finder) => isHabit(finder, marks, heads));
  const found = heads.map((head) => [head.at, bracketed(marks, head) ?? bare?.(marks, head)] as const);
  return new Map(found.flatMap(([at, heading]) => (heading ? [[at, heading] as const] : [])));
}

/** Words without brackets are a heading only where most articles have them; the title above the first one does not count. */
function isHabit(finder: Finder, marks: readonly Mark[], heads: readonly Head[]): boolean {
  const asked = finder === bareAbove ? heads.slice(1) : heads;
  const yes = asked.filter((head) => !bracketed(marks, head) && finder(marks, head)).length;
  return yes * 2 > asked.length;
}

function bracketed(marks: readonly Mark[], head: Head): Heading | undefined {
  const { rest } = head.label;
  const [two, one, below] = [-2, -1, 1].map((offset) => plainText(marks[head.at + offset]));
  const above = inBrackets(one);
  if (above) return { text: above, lines: [-1], rest };
  const wrapped = one && two && !closing.includes(two.slice(-1)) ? inBrackets(joinWraps([two, one])) : undefined;
  if (wrapped) return { text: wrapped, lines: [-2, -1], rest };
  const under = rest === '' ? inBrackets(below) : undefined;
  if (under) return { text: under, lines: [1], rest };
  const end = rest.slice(0, 60).indexOf(closing.charAt(opening.indexOf(rest.charAt(0))));
  const behind = inBrackets(rest.slice(0, end + 1));
  return behind ? { text: behind, lines: [], rest: rest.slice(end + 1).trimStart() } : undefined;
}

/** The text of a line that has no number. */
function plainText(mark: Mark | undefined): string | undefined {
  return mark?.kind === 'text' && mark.labels.length === 0 ? mark.line.text : undefined;
}

/** The words of a text that is one pair of brackets and no sentence. */
function inBrackets(text: string | undefined): string | undefined {
  if (!text || text.length < 3 || text.length > 80) return undefined;
  const kind = opening.indexOf(text.charAt(0));
  if (kind < 0 || text.at(-1) !== closing.charAt(kind)) return undefined;
  const inner = text.slice(1, -1);
  const nested = inner.indexOf(closing.charAt(kind));
  const opens = inner.indexOf(opening.charAt(kind));
  const another = nested >= 0 && (opens < 0 || nested < opens);
  return another || /。|をいう|という/u.test(inner) ? undefined : inner.trim();
}

const bareAbove: Finder = (marks, head) => {
  const above = plainText(marks[head.at - 1]);
  return above && isTitle(above) ? { text: above, lines: [-1], rest: head.label.rest } : undefined;
};

/** 1 秘密を守る義務, the text beginning on the next line: shorter than a wrapped line, and no clause that entries complete. */
function bareBehind(marks: readonly Mark[], heads: readonly Head[]): Finder {
  const width = marks.reduce((most, { line }) => Math.max(most, line.text.length), 0);
  const begins = new Set(heads.map(({ at }) => at));
  return (_, head) => {
    const own = head.label.rest !== '';
    const text = own ? head.label.rest : plainText(marks[head.at + 1]);
    const next = head.at + (own ? 1 : 2);
    const mark = marks[next];
    if (!text || !isTitle(text) || text.length > width * 0.75 || mark?.kind !== 'text' || begins.has(next))
      return undefined;
    const clause = mark.labels.length > 0 && /(?:[るうくすつぬむよの]|とおり)$/u.test(text);
    return clause ? undefined : { text, lines: own ? [] : [1], rest: '' };
  };
}

const bareThenText: Finder = (_, head) => {
  const text = titleThenText.exec(head.label.rest.slice(0, 60))?.[1];
  return text && isTitle(text) ? { text, lines: [], rest: head.label.rest.slice(text.length).trimStart() } : undefined;
};

/** Short, and neither a sentence nor the beginning of one. */
export function isTitle(text: string): boolean {
  return text.length <= 30 && !/[。，、,：:はがをにと]$|は、|は，/u.test(text);
}
