/** An installation whose files can be searched: SQLite in its folder, or a database of its own on a PostgreSQL server. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

export interface Installation {
  readonly folder: string;
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs a query on its tables. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** The files, without those of the server's write-ahead log, that hold this text. */
  filesWith(text: string): Promise<readonly string[]>;
  /** The same of the server's write-ahead log; none where there is no server. */
  walWith(text: string): Promise<readonly string[]>;
  remove(): Promise<void>;
}

function folders() {
  const folder = mkdtempSync(join(tmpdir(), 'tokki-erase-'));
  const data = join(folder, 'data');
  const env = { PATH: process.env.PATH, DATA_DIR: data, LOG_LEVEL: 'silent', PORT: '0' };
  const inFolder = (text: string) =>
    readdirSync(data, { recursive: true, encoding: 'utf8' })
      .map((name) => join(data, name))
      .filter((file) => statSync(file).isFile() && readFileSync(file).includes(text));
  return { folder, data, env, inFolder };
}

export async function onSqlite(): Promise<Installation> {
  const { folder, data, env, inFolder } = folders();
  return {
    folder,
    data,
    env,
    async query(sql) {
      const database = new DatabaseSync(join(data, 'tokki.db'), { readOnly: true, timeout: 5_000 });
      const rows = database.prepare(sql).all();
      database.close();
      return rows;
    },
    filesWith: async (text) => inFolder(text),
    walWith: async () => [],
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @param server where databases may be made and files be read */
export async function onPostgres(server: string): Promise<Installation> {
  const { folder, data, env, inFolder } = folders();
  const name = `tokki_erase_${process.pid}_${Date.now()}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();

  async function search(place: string, text: string): Promise<readonly string[]> {
    await client.query('checkpoint');
    const { rows } = await client.query(
      `select $1 || '/' || name as file from pg_ls_dir($1) as name
       where position(convert_to($2, 'UTF8') in pg_read_binary_file($1 || '/' || name, 0, 1000000000, true)) > 0`,
      [place, text],
    );
    return rows.map(({ file }) => String(file));
  }

  const { rows } = await client.query('select oid from pg_database where datname = current_database()');
  const base = `base/${rows[0]?.oid}`;
  return {
    folder,
    data,
    env: { ...env, DATABASE_URL: url.href },
    query: async (sql) => (await client.query(sql)).rows,
    filesWith: async (text) => [...inFolder(text), ...(await search(base, text))],
    async walWith(text) {
      const { rows: segments } = await client.query(`select name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'`);
      const found: string[] = [];
      for (const { name: segment } of segments) {
        const file = `pg_wal/${segment}`;
        const held = await client.query(
          `select position(convert_to($2, 'UTF8') in pg_read_binary_file($1, 0, 1000000000, true)) as at`,
          [file, text],
        );
        if (Number(held.rows[0]?.at ?? 0) > 0) found.push(file);
      }
      return found;
    },
    async remove() {
      await client.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
