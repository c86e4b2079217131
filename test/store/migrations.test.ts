/**
 * The version before goes on working on a migrated database (a rolling update): each migration only adds. What a column means
 * is not seen here, only what the database takes and gives.
 */
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { migrationNames } from '../../src/store/migrations.ts';
import { postgresEngine } from '../../src/store/postgres.ts';
import type { Engine } from '../../src/store/sql.ts';
import { sqliteEngine } from '../../src/store/sqlite.ts';
import { createSchema } from './schema.ts';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** 1 where a row that does not name it is refused. */
  readonly demanded: number;
}

/** Something for which a row or a change can be refused: a constraint, a unique index, a trigger. */
interface Refusal {
  readonly table: string;
  readonly what: string;
}

interface Shape {
  readonly columns: readonly Column[];
  readonly refusals: readonly Refusal[];
}

const queries = {
  sqlite: {
    columns: sql<Column>`
      select m.name as "table", c.name as "column", lower(c.type) as type, c."notnull" and c.dflt_value is null as demanded
      from sqlite_master m join pragma_table_info(m.name) c
      where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' and m.name not like 'migration%'`,
    refusals: sql<Refusal>`
      select m.name as "table", 'unique ' || i.name as what
        from sqlite_master m join pragma_index_list(m.name) i where m.type = 'table' and i."unique" = 1
      union select m.name, 'reference ' || f."from" || ' ' || f."table"
        from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'
      union select tbl_name, 'trigger ' || e.event from sqlite_master
        join (select 'insert' as event union select 'update' union select 'delete') e
        on sql like '% before ' || e.event || ' on %' where type = 'trigger'`,
  },
  postgres: {
    columns: sql<Column>`
      select t.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
        (a.attnotnull and not a.atthasdef and a.attidentity = '')::int as demanded
      from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace and t.relname not like 'migration%'`,
    refusals: sql<Refusal>`
      with own as (select oid, relname from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace)
      select relname as "table", conname as what from own join pg_constraint on conrelid = own.oid where contype <> 'n'
      union select relname, 'unique ' || indexrelid::regclass from own join pg_index on indrelid = own.oid where indisunique
      union select relname, 'trigger ' || event from own join pg_trigger on tgrelid = own.oid and not tgisinternal
        join (values (4, 'insert'), (8, 'delete'), (16, 'update'), (32, 'truncate')) as events (bit, event)
        on tgtype::int & bit <> 0`,
  },
};

async function shapeOf({ db, dialect }: Engine): Promise<Shape> {
  const { columns, refusals } = queries[dialect];
  return { columns: (await columns.execute(db)).rows, refusals: (await refusals.execute(db)).rows };
}

/** What the version before would miss, or be refused for. */
function breaches(before: Shape, after: Shape): readonly string[] {
  const tables = new Set(before.columns.map(({ table }) => table));
  const place = ({ table, column }: Column) => `${table}.${column}`;
  const known = new Map(before.columns.map((column) => [place(column), column]));
  const now = new Map(after.columns.map((column) => [place(column), column]));
  const gone = [...known.keys()].filter((key) => now.get(key)?.type !== known.get(key)?.type);
  const demanded = [...now].filter(
    ([key, { table, demanded }]) => tables.has(table) && demanded === 1 && known.get(key)?.demanded !== 1,
  );
  const old = new Set(before.refusals.map(({ table, what }) => `${table}: ${what}`));
  const refused = after.refusals.filter(({ table, what }) => tables.has(table) && !old.has(`${table}: ${what}`));
  return [
    ...gone.map((key) => `${key} is gone, or of another type`),
    ...demanded.map(([key]) => `${key} is demanded`),
    ...refused.map(({ table, what }) => `${table}: ${what}`),
  ];
}

/** Statements of a migration that the version before would not survive, and what is said of them. */
const wrong: readonly (readonly [string, RegExp])[] = [
  ['alter table probe rename to probes', /^probe\.id is gone/u],
  ['alter table person rename column zone to tz', /^person\.zone is gone/u],
  ['alter table person drop column zone', /^person\.zone is gone/u],
  ['create unique index one_mail on contact (mail_key)', /^contact: unique /u],
];
const wrongOnPostgres: typeof wrong = [
  ['alter table person alter column updated type text', /^person\.updated is gone/u],
  ['alter table person alter column manager set not null', /^person\.manager is demanded/u],
  ['alter table person add column floor text not null', /^person\.floor is demanded/u],
  ['alter table person add check (role <> $$x$$)', /^person: person_role_check/u],
  ['alter table task add foreign key (owner) references person (id)', /^task: task_owner_fkey/u],
  ['create trigger x before insert on person execute function append_only()', /^person: trigger insert/u],
];
const wrongOnSqlite: typeof wrong = [
  [`create trigger x before insert on person begin select raise(abort, 'x'); end`, /^person: trigger insert/u],
];
const right = `alter table person add column floor text not null default 'x'`;

function compatibleTests(name: string, open: () => Promise<{ engine: Engine; remove: () => Promise<void> }>): void {
  describe(`migrations on ${name}`, () => {
    let engine: Engine;
    let remove: () => Promise<void>;
    beforeEach(async () => {
      ({ engine, remove } = await open());
    });
    afterEach(() => remove());

    it('only add: the version before finds what it reads, and nothing that it writes is refused', async () => {
      const [first, ...rest] = migrationNames;
      await engine.migrate({ ...(first !== undefined && { last: first }) });
      for (const last of rest) {
        const before = await shapeOf(engine);
        await engine.migrate({ last });
        assert.deepEqual(breaches(before, await shapeOf(engine)), [], last);
      }
    });

    it('would be found out otherwise', async () => {
      await engine.migrate();
      const before = await shapeOf(engine);
      const run = async (statement: string) => {
        const found: (readonly string[])[] = [];
        const look = engine.db.transaction().execute(async (db) => {
          await sql.raw(statement).execute(db);
          found.push(breaches(before, await shapeOf({ ...engine, db })));
          throw new Error('rolled back');
        });
        await assert.rejects(look, /rolled back/u, statement);
        return found.flat();
      };
      for (const [statement, expected] of [
        ...wrong,
        ...(engine.dialect === 'sqlite' ? wrongOnSqlite : wrongOnPostgres),
      ])
        assert.match((await run(statement))[0] ?? '', expected, statement);
      assert.deepEqual(await run(right), []);
    });
  });
}

compatibleTests('SQLite', async () => {
  const engine = await sqliteEngine(':memory:');
  return { engine, remove: () => engine.db.destroy() };
});

const server = process.env.TEST_DATABASE_URL;
if (server)
  compatibleTests('PostgreSQL', async () => {
    const schema = await createSchema(server);
    const engine = postgresEngine(schema.url);
    return { engine, remove: () => engine.db.destroy().then(schema.drop) };
  });
