/** What a database says of its own tables: columns, keys, and which table refers to which. */
import { sql } from 'kysely';
import type { Engine } from './sql.ts';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns of the primary key, in its order; those that hold text are compared byte by byte. */
  readonly key: readonly { readonly name: string; readonly text: boolean }[];
  /** The column that the database numbers by itself. */
  readonly identity?: string;
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  /** The place in the primary key, from 1; 0 where it is no part of it. */
  readonly place: number;
  readonly text: number;
  readonly identity: number;
}

type Rows<Row> = (engine: Engine) => Promise<readonly Row[]>;

const columnsOf: Readonly<Record<Engine['dialect'], Rows<ColumnRow>>> = {
  sqlite: async ({ db }) =>
    (
      await sql<ColumnRow>`
        select m.name as "table", c.name as "column", c.pk as place, lower(c.type) = 'text' as text,
          lower(m.sql) like '%autoincrement%' and c.pk = 1 as identity
        from sqlite_master m join pragma_table_info(m.name) c
        where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\'
        order by m.name, c.cid`.execute(db)
    ).rows,
  postgres: async ({ db }) =>
    (
      await sql<ColumnRow>`
        select t.relname as "table", a.attname as "column",
          coalesce(array_position(i.indkey::int[], a.attnum::int) + 1, 0) as place,
          (a.atttypid = 'text'::regtype)::int as text, (a.attidentity <> '')::int as identity
        from pg_class t
        join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        left join pg_index i on i.indrelid = t.oid and i.indisprimary
        where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace
        order by t.relname, a.attnum`.execute(db)
    ).rows,
};

interface Reference {
  readonly from: string;
  readonly to: string;
}

const referencesOf: Readonly<Record<Engine['dialect'], Rows<Reference>>> = {
  sqlite: async ({ db }) =>
    (
      await sql<Reference>`
        select m.name as "from", f."table" as "to" from sqlite_master m join pragma_foreign_key_list(m.name) f
        where m.type = 'table'`.execute(db)
    ).rows,
  postgres: async ({ db }) =>
    (
      await sql<Reference>`
        select f.relname as "from", t.relname as "to" from pg_constraint c
        join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
        where c.contype = 'f' and f.relnamespace = current_schema()::regnamespace`.execute(db)
    ).rows,
};

/** All tables but those of the migrations; one that refers to another comes after it. */
export async function tablesOf(engine: Engine): Promise<readonly Table[]> {
  const rows = await columnsOf[engine.dialect](engine);
  const tables = [...Map.groupBy(rows, ({ table }) => table)]
    .filter(([name]) => name !== 'migration' && name !== 'migration_lock')
    .map(([name, columns]) => tableOf(name, columns));
  return inOrder(tables, await referencesOf[engine.dialect](engine));
}

function tableOf(name: string, rows: readonly ColumnRow[]): Table {
  const key = rows.filter(({ place }) => place > 0).toSorted((a, b) => a.place - b.place);
  const identity = rows.find((row) => row.identity === 1)?.column;
  return {
    name,
    columns: rows.map(({ column }) => column),
    key: key.map(({ column, text }) => ({ name: column, text: text === 1 })),
    ...(identity !== undefined && { identity }),
  };
}

function inOrder(tables: readonly Table[], references: readonly Reference[]): readonly Table[] {
  const placed: Table[] = [];
  const place = (table: Table, path: readonly string[]): void => {
    if (placed.includes(table) || path.includes(table.name)) return;
    for (const { from, to } of references) {
      const other = from === table.name ? tables.find(({ name }) => name === to) : undefined;
      if (other) place(other, [...path, table.name]);
    }
    placed.push(table);
  };
  for (const table of tables) place(table, []);
  return placed;
}
