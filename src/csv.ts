/** CSV as Excel in Japan reads it, where no cell can become a formula. */

/** With a BOM, so that Excel reads it as UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}`;
}

/** A cell that begins like a formula, in any width, is kept from being one. */
export function csvCell(text: string): string {
  const safe = /^[\s\p{Cf}]*[=+\-@\t\r|％%]/u.test(text.normalize('NFKC')) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
