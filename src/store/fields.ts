/** What goes into columns and comes out of them. */
import { TokkiError } from '../errors.ts';

/** PostgreSQL indexes at most 2,704 bytes; this many UTF-16 units are at most 1,500 bytes of UTF-8. */
const longest = 500;

/**
 * Gives back the row where both databases keep its values as they are.
 * @throws TokkiError `input` that names the column for NUL, a lone surrogate, a text too long, or no whole number
 */
export function plain<Row extends Readonly<Record<string, string | number | null>>>(row: Row): Row {
  const column = Object.keys(row).find((name) => !isPlain(row[name] ?? null));
  if (column !== undefined) throw new TokkiError('input', `the database cannot hold this value: ${column}`);
  return row;
}

function isPlain(value: string | number | null): boolean {
  if (typeof value === 'string') return value.length <= longest && value.isWellFormed() && !value.includes('\0');
  return value === null || Number.isSafeInteger(value);
}

type Nullable<Row> = { [Name in keyof Row]: null extends Row[Name] ? Name : never }[keyof Row];
type Present<Row> = Omit<Row, Nullable<Row>> & { [Name in Nullable<Row>]?: NonNullable<Row[Name]> };

/** The row without its empty columns: what is null in SQL is absent in TypeScript. */
export function present<Row extends object>(row: Row): Present<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<Row>;
}

/** Cuts rows into statements: a database takes only so many values in one. */
export function* chunks<Row>(rows: readonly Row[], size = 500): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
