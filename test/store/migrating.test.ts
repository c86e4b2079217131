/** Bringing a PostgreSQL database up to date: it takes as long as it takes, and once. */
import assert from 'node:assert/strict';
import { openPostgres, postgresEngine } from '../../src/store/postgres.ts';
import { refused } from '../contracts/store-fixtures.ts';
import { cipher } from '../contracts/store-raw.ts';
import { createSchema, type Schema } from './schema.ts';

/** Milliseconds that a query of the desk may take here, and that the migration takes. */
const patience = 1_000;
const slow = 2_500;

/** A database of an earlier version, with a report that takes its time to be changed. */
async function fillEarlier(schema: Schema): Promise<void> {
  const { db, migrate } = postgresEngine(schema.url);
  await migrate({ last: '0002-contacts' });
  await db.destroy();
  await schema.run(`insert into report (number, year, serial, edition, status, kind, reporter, contract, filed, address, form,
    form_version, annex, body) values ('2026-0001', 2026, 1, 3, 'filed', 'loss', 'E1', 'C1', 0, 'web:E1', 'incident', 1, 'x', '')`);
  await schema.run(`create function wait() returns trigger language plpgsql
    as $$ begin perform pg_sleep(${slow / 1_000}); return new; end $$`);
  await schema.run('create trigger wait before update on report for each row execute function wait()');
}

function migratingTests(server: string): void {
  let schema: Schema;
  beforeEach(async () => {
    schema = await createSchema(server);
    await fillEarlier(schema);
  });
  afterEach(() => schema.drop());

  const versions = () => schema.run(`select version from report`);

  it('goes through where it takes longer than a query may, and instances that start meanwhile wait for it', async () => {
    const stores = await Promise.all([1, 2].map(() => openPostgres(schema.url, cipher, patience)));
    assert.deepEqual(await versions(), [{ version: 3 }]);
    const twice = await schema.run('select name from migration group by name having count(*) > 1');
    assert.deepEqual(twice, []);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('waits for a lock no longer than a query may: everybody else would wait behind it', async () => {
    await schema.run('begin');
    await schema.run('lock table report in access share mode');
    await refused('database', openPostgres(schema.url, cipher, patience));
    await schema.run('commit');
    const store = await openPostgres(schema.url, cipher, patience);
    assert.deepEqual(await versions(), [{ version: 3 }]);
    await store.close();
  });

  it('leaves the limits of the desk as they are', async () => {
    const store = await openPostgres(schema.url, cipher, patience);
    await schema.run('begin');
    await schema.run('lock table probe in access exclusive mode');
    const began = performance.now();
    await refused('database', store.check());
    assert.ok(performance.now() - began < slow);
    await schema.run('commit');
    await store.close();
  });

  it('needs nobody to wait where nothing is to be done', async () => {
    await (await openPostgres(schema.url, cipher, patience)).close();
    // Kysely's own lock: somebody else migrates, or hangs while it does.
    await schema.run('select pg_advisory_lock(3853314791062309107)');
    await (await openPostgres(schema.url, cipher, patience)).close();
  });
}

describe('migrating PostgreSQL', () => {
  const server = process.env.TEST_DATABASE_URL;
  if (server) migratingTests(server);
});
