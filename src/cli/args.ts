import { type ParseArgsConfig, parseArgs } from 'node:util';
import { TokkiError } from '../errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the options and words of a command.
 * @throws TokkiError `usage` that names the unknown option or the word too many
 */
export function readArgs<T extends Options>(command: string, args: readonly string[], options: T, words = 0) {
  let parsed: ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new TokkiError('usage', `${command}: ${(error as Error).message.split('. ')[0]}`, { cause: error });
  }
  const extra = parsed.positionals[words];
  if (extra !== undefined) throw new TokkiError('usage', `${command}: unexpected ${JSON.stringify(extra)}`);
  return parsed;
}

/** Writes a line to standard output. A reader who has gone away (`| head`) is no error, least of all for a running desk. */
export function print(text: string): Promise<void> {
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', ignoreClosedPipe);
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** What people wrote, as a terminal may show it: what would steer it is a dot. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '·');
}

/** A table of aligned columns; full-width characters count as two. What would steer a terminal is shown as a dot. */
export function table(cells: readonly (readonly string[])[]): string {
  const rows = cells.map((row) => row.map((cell) => printable(cell).replaceAll('\n', '·')));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell))).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

function widthOf(text: string): number {
  return [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(char)
        ? 2
        : 1),
    0,
  );
}
