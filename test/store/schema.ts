import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A schema of its own for each test, so that several runs can share a server. */
export interface Schema {
  readonly url: string;
  run(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  drop(): Promise<void>;
}

export async function createSchema(on: string): Promise<Schema> {
  const name = `tokki_test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(on);
  url.searchParams.set('options', `-c search_path=${name}`);
  url.searchParams.set('application_name', name);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create schema ${name}`);
  let dropped = false;
  return {
    url: url.href,
    run: async (sql) => (await client.query(sql)).rows,
    async drop() {
      if (dropped) return;
      dropped = true;
      await client.query(`drop schema ${name} cascade`);
      await client.end();
    },
  };
}
