import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { TokkiError } from '../../src/errors.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { readyJobs } from '../../src/store/jobs.ts';
import type { Tables } from '../../src/store/schema.ts';
import { bind, openDatabase, openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { storeContract } from '../contracts/store.ts';
import { home, keys, noon, outcomes, receive, refused, report, send } from '../contracts/store-fixtures.ts';
import { cipher, rawContract } from '../contracts/store-raw.ts';

const run = promisify(execFile);
const writer = fileURLToPath(new URL('./writer.ts', import.meta.url));

describe('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tokki-store-'));
  let files = 0;
  const newFile = () => join(folder, `${++files}`, 'tokki.db');
  after(() => rmSync(folder, { recursive: true }));

  storeContract('SQLite in memory', () => openSqlite(':memory:', cipher));
  storeContract('SQLite on a file', () => openSqlite(newFile(), cipher));

  rawContract('SQLite on a file', async () => {
    const file = newFile();
    const stores: Store[] = [];
    const open = async (key = cipher) => {
      const store = await openSqlite(file, key);
      stores.push(store);
      return store;
    };
    const store = await open();
    const other = new DatabaseSync(file, { timeout: 500 });
    return {
      store,
      open,
      run: async (sql) => other.prepare(sql).all(),
      disarm: ['log_no_update', 'log_no_delete', 'archive_no_update'].map((name) => `drop trigger access_${name}`),
      async remove() {
        other.close();
        await Promise.all(stores.map((one) => one.close()));
      },
    };
  });

  it('binds dates as ISO text and flags as numbers, and refuses what would silently become NULL', () => {
    const values = [null, 1, 2n, 'a', true, false, new Date(0)];
    assert.deepEqual(values.map(bind), [null, 1, 2n, 'a', 1, 0, '1970-01-01T00:00:00.000Z']);
    for (const value of [{}, [], undefined, () => 1, Symbol('x')]) assert.throws(() => bind(value), TypeError);
    assert.throws(() => bind('a\0b'), TokkiError);
  });

  it('makes its folder and its files for their owner alone', async () => {
    const file = newFile();
    const store = await openSqlite(file, cipher);
    await store.commit({ now: noon, jobs: [receive('m1')] });
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    assert.equal(mode(join(file, '..')), '700');
    const names = readdirSync(join(file, '..'));
    assert.deepEqual(names.toSorted(), ['tokki.db', 'tokki.db-shm', 'tokki.db-wal']);
    for (const name of names) assert.equal(mode(join(file, '..', name)), '600', name);
    await store.close();
  });

  it('leaves nothing that a person wrote readable in the file or its log', async () => {
    const file = newFile();
    const store = await openSqlite(file, cipher);
    const text = 'planted 髙﨑';
    for (let i = 0; i < 50; i++)
      await store.commit({ now: noon, jobs: [receive(`m${i}`, { text }), send(`r${i}`, { text })] });
    const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]);
    assert.ok(bytes.includes('in:web:E1'), 'the bytes are those of the database');
    for (const part of ['planted', '髙﨑']) assert.ok(!bytes.includes(part), part);
    await store.close();
  });

  it('lets two connections of one process write at once', async () => {
    const file = newFile();
    const [a, b] = await Promise.all([openSqlite(file, cipher), openSqlite(file, cipher)]);
    const commits = (name: string) =>
      Array.from({ length: 100 }, (_, i) => ({
        now: noon,
        jobs: [receive(`${name}${i}`, { address: `web:${name}` })],
      }));
    assert.deepEqual(await Promise.all([outcomes(a, commits('a')), outcomes(b, commits('b'))]), [
      { written: 100 },
      { written: 100 },
    ]);
    assert.equal((await a.history('web:b', 1_000)).length, 100);
    await Promise.all([a.close(), b.close()]);
  });

  it('lets several processes open a new file at once', async () => {
    const file = newFile();
    const key = newKey();
    const results = await Promise.all(
      ['a', 'b', 'c'].map((name) => run(process.execPath, [writer, file, key, name, '0'])),
    );
    for (const result of results)
      assert.deepEqual(result, { stdout: '', stderr: '' }, 'nothing is printed, no warning either');
  });

  it('lets several processes write at once, and loses nothing', async () => {
    const file = newFile();
    const key = newKey();
    const store = await openSqlite(file, createCipher(parseKeys(key)));
    await store.commit({ now: noon, report: report('2026-0001') });
    await Promise.all(['a', 'b', 'c'].map((name) => run(process.execPath, [writer, file, key, name, '60'])));
    assert.equal((await store.counts())[0]?.count, 180);
    assert.equal((await store.events('2026-0001')).length, 180);
    assert.deepEqual(await store.verifyLog(), { rows: 180 });
    await store.close();
  });

  it('says that the storage fails where the disk is full, writes nothing of that commit, and goes on', async () => {
    const database = new DatabaseSync(':memory:');
    const store = await openDatabase(database, cipher);
    const used = database.prepare('pragma page_count').get()?.page_count;
    database.exec(`pragma max_page_count = ${Number(used) + 50}`);
    const written: string[] = [];
    const write = async () => {
      const big = receive(`m${written.length}`, { text: 'x'.repeat(20_000) });
      await store.commit({ now: noon, jobs: [send(`small${written.length}`), big] });
      written.push(`small${written.length}`, big.key);
    };
    const fill = async () => {
      for (;;) await write();
    };
    await refused('storage', fill());
    await refused('storage', write());
    assert.ok(written.length > 0);
    assert.deepEqual(keys(await store.history(home, 99)), written);
    database.exec('pragma max_page_count = 100000');
    await write();
    assert.deepEqual(keys(await store.history(home, 99)), written);
    await store.check();
    await store.close();
  });

  it('is refused as storage where the path cannot be a database', async () => {
    const text = join(folder, 'text');
    writeFileSync(text, 'this is no database, it is a text of more than a hundred bytes: '.repeat(20));
    for (const path of [join(text, 'tokki.db'), folder, text]) {
      await refused('storage', openSqlite(path, cipher));
    }
  });

  it('finds the jobs that are ready in the order of one index, which holds no others: done jobs cost nothing', async () => {
    const database = new DatabaseSync(':memory:');
    const store = await openDatabase(database, cipher);
    const db = new Kysely<Tables>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (kysely) => new SqliteIntrospector(kysely),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    });
    const session = { db, cipher, dialect: 'sqlite' } as const;
    const query = readyJobs(session, 0).select('id').where('ready', '<=', noon).limit(32).compile();
    const steps = database.prepare(`explain query plan ${query.sql}`).all(0, noon, 32);
    assert.deepEqual(
      steps.map(({ detail }) => detail),
      ['SEARCH job USING COVERING INDEX job_ready (urgent=? AND ready>? AND ready<?)'],
    );
    await store.close();
  });

  it('says that another is writing where a transaction never ends', async () => {
    const file = newFile();
    const store = await openSqlite(file, cipher);
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    await refused('conflict', store.commit({ now: noon, jobs: [receive('m1')] }));
    assert.deepEqual(await store.history(home, 9), []);
    other.exec('rollback');
    await store.commit({ now: noon, jobs: [receive('m1')] });
    other.close();
    await store.close();
  });

  it('empties the write-ahead log of what was removed, as soon as nobody reads an older page', async () => {
    const file = newFile();
    const store = await openSqlite(file, cipher);
    await store.commit({ now: noon, jobs: [receive('m1')] });
    const other = new DatabaseSync(file);
    other.exec('begin');
    other.prepare('select * from job').all();
    const scrubbed = store.keep.scrub();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(statSync(`${file}-wal`).size > 0);
    other.exec('commit');
    await scrubbed;
    assert.equal(statSync(`${file}-wal`).size, 0);
    other.close();
    await store.close();
  });
});
