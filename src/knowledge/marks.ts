/** Lines -> lines with what they are by themselves: numbered text, a note, the title of a chapter, the end of the articles. */
import { type Label, readLabels } from './labels.ts';
import { type Line, squeeze } from './lines.ts';
import { digits, kanjiDigits, toNumber } from './numerals.ts';

export interface Mark {
  readonly line: Line;
  /** `division`: 第一章　総則. `end`: 附則, 別表, a date line; what follows belongs to no article. */
  readonly kind: 'text' | 'division' | 'end' | 'note';
  /** The readings of the line's number; of a note at most one. */
  readonly labels: readonly Label[];
}

const number = `[${digits}${kanjiDigits}]{1,5}`;
const division = new RegExp(`^第\\s?${number}\\s?[編章節款目部](?:の${number})?(?:\\s|$)`, 'u');
const end = new RegExp(
  `^(?:附則|別表|別紙|別記|別添|様式|別記様式|別紙様式|目次|以上)(?:第?${number}号?)?(?:[（(].{1,40}[）)])?抄?$`,
  'u',
);
const date = /^(?:令和|平成)?[0-9０-９元〇○]{0,4}年[0-9０-９〇○]{0,2}月[0-9０-９〇○]{0,2}日$/u;
const note = new RegExp(`^[（(]?(注|備\\s?考|※)(\\s?)([${digits}]{0,2})\\s?([）)]?)([.．:：、]?)`, 'u');

/** Marks each line. A numbered line that goes on the count of 注１ is a note, though it looks like a paragraph. */
export function markLines(lines: readonly Line[]): readonly Mark[] {
  /** The number that the next note of the list would have. */
  let next: number | undefined;
  return lines.map((line) => {
    const mark = markLine(line);
    if (mark.kind === 'note') {
      const [label] = mark.labels;
      next = label?.family === '※' ? undefined : (label?.value ?? 0) + 1;
      return mark;
    }
    const label = mark.labels.find(({ family, value }) => /^1[.)]?$/u.test(family) && value === next);
    if (!label) {
      if (mark.labels.length > 0 || mark.kind !== 'text') next = undefined;
      return mark;
    }
    next = label.value + 1;
    return { line, kind: 'note', labels: [label] };
  });
}

function markLine(line: Line): Mark {
  const { text } = line;
  if (division.test(text)) return { line, kind: 'division', labels: [] };
  if (text.length <= 60 && isEnd(squeeze(text))) return { line, kind: 'end', labels: [] };
  const noteLabel = readNote(text);
  return noteLabel ? { line, kind: 'note', labels: noteLabel } : { line, kind: 'text', labels: readLabels(text) };
}

function isEnd(text: string): boolean {
  return end.test(text) || date.test(text);
}

/** 注１　…, （注）…, ※…; 備考 alone opens a list of notes and is none itself: no label. */
function readNote(text: string): readonly Label[] | undefined {
  const match = note.exec(text);
  if (!match) return undefined;
  const [all, word = '', space = '', value = '', bracket = '', mark = ''] = match;
  const rest = text.slice(all.length).trimStart();
  if (word !== '※' && rest !== '' && space + value + bracket + mark === '') return undefined;
  if (rest === '' && value === '') return [];
  const family = word === '※' || value === '' ? '※' : '注';
  return [{ family, value: value === '' ? 1 : toNumber(value), glyph: squeeze(all), rest, firm: true }];
}
