/** Titles of chapters that are counted like articles: Ⅰ　貸出し above １ ２, Ⅱ　手入れ above ３ ４. */
import { counted, type Head } from './articles.ts';
import { isTitle } from './headings.ts';
import type { Mark } from './marks.ts';

/** The indexes of such lines: titles right above an article, counted 1, 2 … from before the first article on. */
export function findDivisions(marks: readonly Mark[], heads: readonly Head[]): ReadonlySet<number> {
  const first = heads[0]?.at ?? 0;
  const begins = new Set(heads.map(({ at }) => at));
  const titles = marks.flatMap(({ kind, labels }, at) => {
    const above = begins.has(at + 1) || (begins.has(at + 2) && marks[at + 1]?.labels.length === 0);
    const label =
      kind === 'text' && above && !begins.has(at) ? labels.find(({ family }) => counted.test(family)) : undefined;
    return label && label.rest !== '' && isTitle(label.rest) ? [{ at, label }] : [];
  });
  const runs = [...Map.groupBy(titles, ({ label }) => label.family).values()].filter(
    (run) =>
      run.length >= 2 && (run[0]?.at ?? first) < first && run.every(({ label }, index) => label.value === index + 1),
  );
  return new Set(runs.flat().map(({ at }) => at));
}
