/** Which numbered lines are the articles: the family of labels that best forms one ascending sequence through the document. */
import type { Family, Label } from './labels.ts';
import { beginsFresh } from './lines.ts';
import type { Mark } from './marks.ts';
import { compareNumbers, consecutive, longestAscending } from './sequence.ts';

/** The line where an article begins. */
export interface Head {
  /** Index among the marks. */
  readonly at: number;
  readonly label: Label;
}

/** Articles whose numbers ascend: the body of the document, and what begins again at 1 behind it, such as a 附則. */
export interface Part {
  /** What stands before the numbers of its articles in their ids: nothing in the body, `suppl1.` in the first 附則, else `part2.` */
  readonly prefix: string;
  readonly heads: readonly Head[];
}

type Run = readonly Head[];

/** 第１条 and 第１ may leave numbers out; they are rarely anything but articles. */
const named: readonly Family[] = ['第1条', '第1'];
/** A plain count may be many things: its numbers must follow one another. */
export const counted = /^\(?[1一①I][.)]?$/u;

/**
 * The parts in order, the body first; none where the text has no recognisable structure.
 * What comes before the body (a table of contents, a preface with its own count) is left out.
 */
export function findParts(marks: readonly Mark[]): readonly Part[] {
  const family = chooseFamily(marks);
  if (family === undefined) return [];
  const runs = runsOf(family, marks);
  const sizes = runs.map((run, index) => sizeBetween(marks, startOf(run), startOf(runs[index + 1]) ?? marks.length));
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const body = sizes.findIndex((size) => size * 2 >= largest);
  let supplements = 0;
  return runs.slice(body).map((heads, index) => {
    if (index === 0) return { prefix: '', heads };
    const between = marks.slice(runs[body + index - 1]?.at(-1)?.at, startOf(heads));
    if (!between.some(({ kind, line }) => kind === 'end' && line.text.startsWith('附'))) {
      return { prefix: `part${index + 1 - supplements}.`, heads };
    }
    supplements += 1;
    return { prefix: `suppl${supplements}.`, heads };
  });
}

function sizeBetween(marks: readonly Mark[], from: number | undefined, to: number): number {
  return marks.slice(from, to).reduce((size, { line }) => size + line.text.length, 0);
}

function startOf(run: Run | undefined): number | undefined {
  return run?.[0]?.at;
}

function chooseFamily(marks: readonly Mark[]): Family | undefined {
  const [best] = bestRuns(named, marks).toSorted((a, b) => b.run.length - a.run.length);
  const outer = outermostCount(marks);
  const first = best?.run[0];
  if (!first) return outer?.family;
  const lone = best.run.length === 1 && first.label.value !== 1;
  const insideCount = outer && (startOf(outer.run) ?? 0) < first.at;
  return lone && insideCount ? outer.family : best.family;
}

function bestRuns(families: readonly Family[], marks: readonly Mark[]): readonly { family: Family; run: Run }[] {
  return families
    .map((family) => {
      const run = runsOf(family, marks).reduce<Run>((best, next) => (next.length > best.length ? next : best), []);
      return { family, run };
    })
    .filter(({ run }) => run.length > 0);
}

/** The count that begins first, unless another one runs on through it: 1 2 under Ⅰ, 3 4 under Ⅱ. */
function outermostCount(marks: readonly Mark[]): { family: Family; run: Run } | undefined {
  const families = new Set(marks.flatMap(({ labels }) => labels.map(({ family }) => family)));
  const [first, ...others] = bestRuns(
    [...families].filter((family) => counted.test(family)),
    marks,
  )
    .filter(({ run }) => run.length >= 2)
    .toSorted((a, b) => (startOf(a.run) ?? 0) - (startOf(b.run) ?? 0));
  if (!first) return undefined;
  return others.find(({ run }) => run.length >= first.run.length && runsThrough(run, first.run)) ?? first;
}

function runsThrough(run: Run, other: Run): boolean {
  const [start, end] = [run[0]?.at ?? 0, run.at(-1)?.at ?? 0];
  return other.some(({ at }) => start < at && at < end);
}

/** The family's lines, cut where the count begins again; in each run only those that form the sequence. */
function runsOf(family: Family, marks: readonly Mark[]): readonly Run[] {
  const heads = marks.flatMap(({ line, kind, labels }, at) => {
    const label = kind === 'text' ? labels.find((reading) => reading.family === family) : undefined;
    const fits = label?.firm || family === '第1条' || beginsFresh(line, marks[at - 1]?.line);
    return label && fits ? [{ at, label }] : [];
  });
  const runs: Head[][] = [];
  for (const [index, head] of heads.entries()) {
    const run = runs.at(-1);
    if (!run || beginsAgain(marks, run, head, heads[index + 1])) runs.push([head]);
    else run.push(head);
  }
  return runs.map((run) =>
    named.includes(family)
      ? longestAscending(run, (a, b) => compareNumbers(numbersOf(a), numbersOf(b)))
      : consecutive(run, ({ label }) => label.value),
  );
}

function numbersOf({ label }: Head): readonly number[] {
  return [label.value, ...(label.branch ?? [])];
}

/** A second 第１条 (or 第４０条, where the run began so) begins a new run where 第２条 follows, or behind 附則. */
function beginsAgain(marks: readonly Mark[], run: Run, head: Head, next: Head | undefined): boolean {
  const { value, branch } = head.label;
  if (branch || (value !== 1 && value !== run[0]?.label.value)) return false;
  const ended = marks.slice(run.at(-1)?.at, head.at).some(({ kind }) => kind === 'end');
  return ended || next?.label.value === value + 1;
}
