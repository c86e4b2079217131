/** The lines of one article -> its paragraphs, items and what is under them. The sequence of numbers decides the level. */
import type { Label } from './labels.ts';
import { beginsFresh, type Line } from './lines.ts';
import type { Mark } from './marks.ts';

/** A numbered unit with its lines; `label` is absent for a first paragraph that has no number. */
export interface Unit {
  readonly label?: Label;
  readonly value: number;
  readonly line: number;
  readonly texts: string[];
  readonly units: Unit[];
}

/** How a second paragraph may be numbered where the first one is not. */
const paragraphFamily = /^(?:1[.)]?|①)$/u;

/**
 * The paragraphs, with the items in them.
 * @param lines the article's own line, behind its number and heading, and the lines that follow; none is empty
 */
export function outline(lines: readonly Pick<Mark, 'line' | 'labels'>[]): readonly Unit[] {
  const paragraphs: Unit[] = [];
  /** The open unit of each level, outermost first. */
  const path: Unit[] = [];
  const open = (level: number, line: Line, label?: Label) => {
    const unit = { ...(label && { label }), value: label?.value ?? 1, line: line.number, texts: [], units: [] };
    (path[level - 1]?.units ?? paragraphs).push(unit);
    path.splice(level, path.length, unit);
  };
  for (const [index, { line, labels }] of lines.entries()) {
    const before = {
      unit: path.at(-1),
      inItem: path.length > 1,
      fresh: beginsFresh(line, lines[index - 1]?.line),
      isLast: index === lines.length - 1,
    };
    const label = labels.find((reading) => levelOf(reading, path) !== undefined && mayCount(reading, before));
    if (label) open(levelOf(label, path) ?? 0, line, label);
    else if (path.length === 0) open(0, line);
    const text = label?.rest ?? line.text;
    if (text !== '') path.at(-1)?.texts.push(text);
  }
  return paragraphs;
}

/** What a label follows. */
interface Before {
  readonly unit: Unit | undefined;
  readonly inItem: boolean;
  /** A sentence may begin here. */
  readonly fresh: boolean;
  readonly isLast: boolean;
}

/**
 * A number that touches the text (２乙は) or stands alone, as page numbers do, counts only where a sentence may begin;
 * behind an item, which often ends without 。, it may. `1)` may also be the end of (様式1).
 */
function mayCount({ family, firm, rest, glyph }: Label, { unit, inItem, fresh, isLast }: Before): boolean {
  if (!firm) return fresh;
  if (/^[^(]\)$/u.test(family)) return !unit || isClosed(unit.texts);
  const alone = rest === '' && /^[0-9０-９]/u.test(glyph);
  return !alone || ((fresh || inItem) && !isLast);
}

/** Whether every bracket of the last lines is closed; a bracket that was open for longer is a mistake in the text. */
function isClosed(texts: readonly string[]): boolean {
  const text = texts.slice(-8).join('').slice(-1000);
  return (text.match(/[（(]/gu) ?? []).length <= (text.match(/[）)]/gu) ?? []).length;
}

/** Where the label goes on the count of an open level, or begins a level below; undefined where it belongs to the text. */
function levelOf({ family, value }: Label, path: readonly Unit[]): number | undefined {
  const counted = path.findLastIndex(({ label }) => label?.family === family);
  if (counted >= 0) return path[counted]?.value === value - 1 ? counted : undefined;
  if (value === 2 && path[0] && !path[0].label && paragraphFamily.test(family)) return 0;
  return value === 1 ? path.length : undefined;
}
