/** What a person typed -> text that can be kept, and text that can be compared. */

/** NUL and other control characters (line breaks and tabs stay), zero-width and bidirectional marks, soft hyphens. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** The text as typed, without invisible characters and outer space; HTML stays what it is, text. */
export function clean(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, '\n').replace(invisible, '').trim();
}

/** One width for digits, letters and kana (NFKC), dashes and waves made alike. */
export function plain(text: string): string {
  return clean(text)
    .normalize('NFKC')
    .replace(/[‐‑‒–—−]/gu, '-')
    .replace(/[〜～]/gu, '~')
    .replace(/(?<=\d)ー(?=\d)/gu, '-');
}

/** For comparison: `plain` in lower case. Latin letters only, so that positions stay those of `plain`. */
export function fold(text: string): string {
  return plain(text).replace(/[A-Z]+/gu, (letters) => letters.toLowerCase());
}

/** True where there is something to read: at least one letter or digit. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
