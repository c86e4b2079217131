import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KyselyPlugin, sql } from 'kysely';
import { TokkiError } from '../../src/errors.ts';
import { type Copied, copyStore } from '../../src/store/copy.ts';
import { openPostgres, postgresEngine } from '../../src/store/postgres.ts';
import type { Engine } from '../../src/store/sql.ts';
import { openSqlite, sqliteEngine } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { conversation, home, keys, noon, person, receive, refused, report, send } from '../contracts/store-fixtures.ts';
import { cipher } from '../contracts/store-raw.ts';
import { createSchema } from './schema.ts';

/** A place to copy from or to. */
interface Place {
  open(): Promise<Store>;
  engine(): Promise<Engine>;
  remove(): Promise<void>;
}

async function sqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'tokki-copy-'));
  const file = join(folder, 'tokki.db');
  return {
    open: () => openSqlite(file, cipher),
    engine: () => sqliteEngine(file),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

function postgresPlace(server: string): () => Promise<Place> {
  return async () => {
    const schema = await createSchema(server);
    return {
      open: () => openPostgres(schema.url, cipher),
      engine: async () => postgresEngine(schema.url),
      remove: schema.drop,
    };
  };
}

/** More than one page of jobs, and something in each kind of table. */
async function fill(place: Place): Promise<void> {
  const store = await place.open();
  const jobs = Array.from({ length: 450 }, (_, n) => send(`髙${n}`, { group: `g${n}`, text: `本文${n}` }));
  await store.commit({
    now: noon,
    jobs: [...jobs, receive('m1')],
    conversation: conversation(1),
    report: report('2026-0001'),
    events: [{ report: '2026-0001', at: noon, by: 'E1', act: 'filed', detail: { what: { value: '詳細' } } }],
    people: [person('E1'), person('b'), person('B'), person('あ'), person('é')],
    access: [{ at: noon, by: 'E1', act: 'write', subject: '2026-0001' }],
  });
  await store.close();
}

async function copy(from: Place, to: Place, told: (table: Copied) => void = () => undefined): Promise<void> {
  const [old, fresh] = [await from.engine(), await to.engine()];
  await copyStore(old, fresh, told).finally(() => Promise.all([old.db.destroy(), fresh.db.destroy()]));
}

/** As if the process was killed before its statement of this number on the new database. */
async function copyKilledAt(number: number, from: Place, to: Place): Promise<void> {
  const [old, fresh] = [await from.engine(), await to.engine()];
  let count = 0;
  const killer: KyselyPlugin = {
    transformQuery({ node }) {
      if (++count >= number) throw new TokkiError('storage', 'killed');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const mortal = { ...fresh, db: fresh.db.withPlugin(killer) };
  await copyStore(old, mortal, () => undefined).finally(() => Promise.all([old.db.destroy(), fresh.db.destroy()]));
}

function copyTests(name: string, newFrom: () => Promise<Place>, newTo: () => Promise<Place>): void {
  describe(`copying a store: ${name}`, () => {
    let [from, to]: Place[] = [];
    beforeEach(async () => {
      [from, to] = [await newFrom(), await newTo()];
      await fill(from);
    });
    afterEach(() => Promise.all([from?.remove(), to?.remove()]));

    it('gives the new database everything, and the desk goes on there where it was', async () => {
      assert.ok(from && to);
      const told: Copied[] = [];
      await copy(from, to, (table) => told.push(table));
      assert.equal(told.find(({ table }) => table === 'job')?.rows, 451);
      assert.ok(told.some(({ table, rows }) => table === 'access_head' && rows === 1));
      const [old, fresh] = [await from.open(), await to.open()];
      for (const store of [old, fresh]) {
        assert.deepEqual(await store.verifyLog(), { rows: 1 });
        assert.deepEqual((await store.people()).map(({ id }) => id).toSorted(), ['B', 'E1', 'b', 'é', 'あ']);
        assert.deepEqual((await store.events('2026-0001'))[0]?.detail, { what: { value: '詳細' } });
        assert.equal((await store.history(home, 999)).length, 451);
        await store.commit({ now: noon, jobs: [receive('m2')] });
        assert.deepEqual(keys(await store.history(home, 2)), ['m1', 'm2']);
        await store.close();
      }
    });

    it('goes on where it was cut off, and until then no desk starts on the half', async () => {
      assert.ok(from && to);
      const cut = copy(from, to, ({ table }) => {
        if (table === 'job') throw new Error('cut off');
      });
      await assert.rejects(cut);
      await refused('unfinished', to.open());
      const told: Copied[] = [];
      await copy(from, to, (table) => told.push(table));
      assert.equal(told.find(({ table }) => table === 'job')?.rows, 451);
      await (await to.open()).close();
    });

    it('can be killed at any statement of a further attempt too, without a desk that starts on the half', async () => {
      assert.ok(from && to);
      const cut = copy(from, to, ({ table }) => {
        if (table === 'job') throw new Error('cut off');
      });
      await assert.rejects(cut);
      for (let number = 1; number <= 12; number++) {
        await assert.rejects(copyKilledAt(number, from, to), /killed/u);
        await refused('unfinished', to.open());
      }
      await copy(from, to);
      await (await to.open()).close();
    });

    it('goes on with what an older Tokki has begun to copy, once the database is up to date', async () => {
      assert.ok(from && to);
      const begun = await to.engine();
      await begun.migrate({ last: '0004-questions' });
      await sql`insert into migration (name, timestamp) values ('9999-unfinished-copy', ${new Date().toISOString()})`.execute(
        begun.db,
      );
      await begun.db.destroy();
      await copy(from, to);
      await (await to.open()).close();
    });

    it('finds a row that is not the same on both sides', async () => {
      assert.ok(from && to);
      const cut = copy(from, to, ({ table }) => {
        if (table === 'person') throw new Error('cut off');
      });
      await assert.rejects(cut);
      const { db } = await to.engine();
      await sql`update person set name = 'x' where id = 'b'`.execute(db);
      await db.destroy();
      await assert.rejects(copy(from, to), /row 3 of person is not the same/u);
    });

    it('refuses to mix two installations', async () => {
      assert.ok(from && to);
      await fill(to);
      await refused('input', copy(from, to));
      await (await to.open()).close();
    });

    it('keeps others from writing to the old database meanwhile', async () => {
      assert.ok(from && to);
      const other = await from.open();
      const order: string[] = [];
      const writings: Promise<unknown>[] = [];
      await copy(from, to, ({ table }) => {
        order.push('compared');
        if (table !== 'access_head') return;
        const writing = other.commit({ now: noon, jobs: [receive('late')] });
        const end = (word: string) => () => void order.push(word);
        writings.push(writing.then(end('written'), end('refused')));
      });
      await Promise.all(writings);
      // Who waits too long for the copy is refused; what matters is that nothing is written before all was compared.
      const written = order.indexOf('written');
      assert.ok(order.includes('refused') || order.lastIndexOf('compared') < written, order.join());
      await other.close();
    });
  });
}

const server = process.env.TEST_DATABASE_URL;

copyTests('SQLite to SQLite', sqlitePlace, sqlitePlace);
if (server) {
  copyTests('SQLite to PostgreSQL', sqlitePlace, postgresPlace(server));
  copyTests('PostgreSQL to SQLite', postgresPlace(server), sqlitePlace);
}
