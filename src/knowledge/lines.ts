/** Text -> the lines that count: trimmed, numbered, without page numbers and tables of contents. */

export interface Line {
  /** Counted from 1 in the source. */
  readonly number: number;
  /** Without the white space around it; never empty. */
  readonly text: string;
}

/** White space, and the marks of no width that PDF and web texts carry. */
const space = /[\s\u200b-\u200f\u2060\ufeff]/u;
const spaces = /[\s\u200b-\u200f\u2060\ufeff]+/gu;

const pageNumber =
  /^(?:[-‐–—―~] ?\d{1,4} ?[-‐–—―~]|\d{1,4} ?\/ ?\d{1,4}|(?:p\.?|page) ?\d{1,4}(?: ?(?:of|\/) ?\d{1,4})?|\d{1,4} ?(?:ページ|頁))$/iu;
/** 秘密の保持 ・・・・・ 5, and an entry whose number was lost. */
const contentsEntry = /[.・·‥]{3} ?\d{1,4}$|[.・·‥]{8}$/u;
const contentsTitle = /^\W?目次\W?$/u;
const bareNumber = /^[0-9０-９]{1,3}$/u;
const numberedText = /^(?:第 ?[0-9０-９一二三四五六七八九十]|[0-9０-９]{1,3}[.．]?\s)/u;

/** Lines that carry text. @param source of any length, with any line ends */
export function toLines(source: string): readonly Line[] {
  const lines = source
    .split(/\r\n|\n|\r/u)
    .flatMap((raw, index) =>
      raw.split(/[\f\v\u0085\u2028\u2029]/u).map((part) => ({ number: index + 1, text: trim(part) })),
    )
    .filter(({ text }) => text !== '' && !isPageNumber(text));
  const body = withoutContents(lines);
  return countsPages(body) ? body.filter(({ text }) => !bareNumber.test(text)) : body;
}

/** Without any white space: how texts are compared that differ in their line wraps. */
export function squeeze(text: string): string {
  return text.replace(spaces, '');
}

/** The source as quotes are checked against it: its lines without white space and page numbers. */
export function bareText(source: string): string {
  return toLines(source)
    .map(({ text }) => squeeze(text))
    .join('');
}

/** Wrapped lines as one text. Japanese needs nothing between them, two Latin words need their space. */
export function joinWraps(lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      const before = lines[index - 1]?.at(-1) ?? '';
      return /[a-z,]/iu.test(before) && /^[a-z]/iu.test(line) ? ` ${line}` : line;
    })
    .join('');
}

/** True where a new sentence or entry may begin: the line before ends one, or an empty line stands between. */
export function beginsFresh(line: Line, before: Line | undefined): boolean {
  return !before || line.number - before.number > 1 || endsSentence(before.text);
}

function endsSentence(text: string): boolean {
  return /[。．.」』）)】:：]/u.test(text.at(-1) ?? '');
}

function trim(raw: string): string {
  let start = 0;
  let end = raw.length;
  while (start < end && space.test(raw.charAt(start))) start += 1;
  while (end > start && space.test(raw.charAt(end - 1))) end -= 1;
  return raw.slice(start, end);
}

function isPageNumber(text: string): boolean {
  return text.length <= 20 && pageNumber.test(text.normalize('NFKC'));
}

/** Leaves out a table of contents: its entries, and its title and chapters where they stand no more than three lines apart. */
function withoutContents(lines: readonly Line[]): readonly Line[] {
  const isEntry = lines.map(({ text }) => contentsEntry.test(text.slice(-20).normalize('NFKC')));
  const isTitle = lines.map(({ text }) => text.length <= 8 && contentsTitle.test(squeeze(text)));
  const near = (marks: readonly boolean[], from: number, to: number) =>
    marks.slice(Math.max(0, from), to).some(Boolean);
  return lines.filter((_, index) => {
    const before = near(isEntry, index - 3, index) || near(isTitle, index - 3, index + 1);
    return !isEntry[index] && !(before && near(isEntry, index + 1, index + 4));
  });
}

/** True where the numbers that stand alone count up through the text, cut sentences, and are not what numbers it. */
function countsPages(lines: readonly Line[]): boolean {
  const alone = lines.flatMap(({ text }, index) =>
    bareNumber.test(text) ? [{ index, value: Number(text.normalize('NFKC')) }] : [],
  );
  const first = alone[0]?.value ?? 0;
  if (alone.length === 0 || alone.some(({ value }, index) => value !== first + index)) return false;
  const cuts = alone.filter(({ index }) => !endsSentence(lines[index - 1]?.text ?? '。')).length;
  return cuts * 3 >= alone.length && lines.some(({ text }) => numberedText.test(text));
}
