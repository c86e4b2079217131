/** Statute text -> provisions. Pure, and linear in the length of the text. */
import { TokkiError } from '../errors.ts';
import { findParts, type Head } from './articles.ts';
import { findDivisions } from './divisions.ts';
import { findHeadings, type Heading } from './headings.ts';
import { toLines } from './lines.ts';
import { type Mark, markLines } from './marks.ts';
import { articleProvisions, type Note, noteProvision } from './provisions.ts';
import type { Provision } from './types.ts';

/**
 * The provisions in the order of the text; notes come last.
 * @param source the text of a statute or of an annex to a contract
 * @param file named in the error
 * @throws TokkiError `document` where no articles can be recognised
 */
export function parseDocument(source: string, file: string): readonly Provision[] {
  if (source.includes('\ufffd')) throw new TokkiError('document', `${file}: the text is not UTF-8; save it as UTF-8`);
  const found = markLines(toLines(source));
  const parts = findParts(found);
  if (parts.length === 0) throw unstructured(found, file);
  const heads = parts.flatMap((part) => part.heads);
  const divisions = findDivisions(found, heads);
  const marks = found.map((mark, at): Mark => (divisions.has(at) ? { ...mark, kind: 'division' } : mark));
  const headings = findHeadings(marks, heads);
  const { bodies, notes } = divide(marks, heads, headings);
  const articles = parts.flatMap(({ prefix, heads: own }) =>
    own.flatMap(({ at, label }) => {
      const line = marks[at]?.line.number ?? 1;
      return articleProvisions({ prefix, label, line, heading: headings.get(at), body: bodies.get(at) ?? [] });
    }),
  );
  return [...articles, ...notes.map(noteProvision)];
}

/** Gives each line from the first article on to its article or note; headings, titles of chapters and what is behind a 附則 to none. */
function divide(marks: readonly Mark[], heads: readonly Head[], headings: ReadonlyMap<number, Heading>) {
  const begins = new Set(heads.map(({ at }) => at));
  const titles = new Set([...headings].flatMap(([at, heading]) => heading.lines.map((offset) => at + offset)));
  const bodies = new Map<number, Mark[]>();
  const notes: Note[] = [];
  let article: Mark[] | undefined;
  /** What the next line of text belongs to. */
  let open: Mark[] | Note | undefined;
  for (const [at, mark] of marks.entries()) {
    if (begins.has(at)) {
      article = [];
      open = article;
      bodies.set(at, article);
    } else if (mark.kind !== 'text') {
      open = article && readNote(mark);
      if (open) notes.push(open);
    } else if (open && !titles.has(at)) {
      if (isAside(open) && mark.labels.length > 0) open = article;
      write(mark, open);
    }
  }
  return { bodies, notes };
}

function readNote({ kind, labels: [label], line }: Mark): Note | undefined {
  return kind === 'note' && label ? { label, line: line.number, texts: [label.rest] } : undefined;
}

/** A ※ between the paragraphs of an article ends where the next number comes. */
function isAside(open: readonly Mark[] | Note): boolean {
  return 'label' in open && open.label.family === '※';
}

function write(mark: Mark, open: Mark[] | Note | undefined): void {
  if (open && 'label' in open) open.texts.push(mark.line.text);
  else open?.push(mark);
}

function unstructured(marks: readonly Mark[], file: string): TokkiError {
  const line = marks[0]?.line.number ?? 1;
  const found =
    marks.length === 0 ? 'the file has no text' : 'no numbered articles (第１条, 第１, 1, 一) in ascending order';
  return new TokkiError('document', `${file}:${line}: ${found}; put each article's number at the start of a line`);
}
