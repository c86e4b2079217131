/** Commands that destroy, cut off at each of their steps and run again with the same line. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { unseal } from '../src/backup/parcel.ts';
import { parseConfig } from '../src/config.ts';
import { subjects } from '../src/guard/approvals.ts';
import { addKey, loadCipher, readKeys } from '../src/keys.ts';
import { newKey } from '../src/store/crypt.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { file, person, report } from './contracts/store-fixtures.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const password = 'correct horse battery staple';
const day = 86_400_000;

describe('a command that destroys and was cut off', function () {
  this.timeout(120_000);
  let folder: string;
  let env: NodeJS.ProcessEnv;
  let order: readonly string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokki-again-'));
    env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' };
    const at = (name: string) => join(folder, name);
    writeFileSync(at('password'), password);
    const asked = ['erase', '--contract', 'C1', '--request', 'abc123', '--return-to', at('copy.enc')];
    order = [...asked, '--password-file', at('password'), '--out', at('papers')];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const tokki = (args: readonly string[]) =>
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'tokki.js', ...args], {
      cwd: root,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const fails = (words: RegExp, args: readonly string[] = order) =>
    assert.throws(
      () => tokki(args),
      (error: { stderr?: string }) => words.test(error.stderr ?? ''),
    );

  async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
    const config = parseConfig(env);
    const store = await openSqlite(join(config.DATA_DIR, 'tokki.db'), (await loadCipher(config)).cipher);
    return work(store).finally(() => store.close());
  }
  const numbers = () => withStore(async (store) => (await store.reports({})).map(({ number }) => number));
  const raw = (text: string) => {
    const database = new DatabaseSync(join(folder, 'data', 'tokki.db'), { timeout: 5_000 });
    database.function('unknown', { deterministic: true }, Number);
    database.exec(text);
    database.close();
  };

  /** Asked for and agreed to by two. */
  async function agreed(what: string, at = Date.now() - 1_000): Promise<void> {
    const lines: readonly (readonly [string, string])[] = [
      ['cli:x', subjects.request('abc123', what)],
      ['A1', subjects.approve('abc123')],
      ['A2', subjects.approve('abc123')],
    ];
    const access = lines.map(([by, subject]) => ({ at, by, act: 'admin', subject }) as const);
    const people = [person('E1'), ...['A1', 'A2'].map((id) => person(id, { role: 'admin', contracts: [] }))];
    await withStore((store) => store.commit({ now: at, people, access }));
  }

  const copied = async () => {
    const copy = JSON.parse(String(await unseal(readFileSync(join(folder, 'copy.enc')), password)));
    return copy.reports.map(({ number }: { number: string }) => number);
  };

  /** No table can be changed that is append-only. */
  const locked = 'insert into unlocked (id) values (1)';
  /** No other process knows the function, so none can rewrite the database. */
  const stuck = 'create table stuck (a); create index stuck_by on stuck (unknown(a))';

  it('before its rows were erased gives back anew what stands there now, and asks for no other key', async () => {
    const old = newKey();
    env.TOKKI_KEYS = old;
    await agreed('erase:C1');
    await withStore((store) => file(store, report('2026-0001')));
    env.TOKKI_KEYS = `${newKey()},${old}`;
    raw(locked);
    fails(/error 1555/u);
    assert.deepEqual(await copied(), ['2026-0001']);
    await withStore((store) => file(store, report('2026-0002')));
    raw('delete from unlocked');
    tokki(order);
    assert.deepEqual((await copied()).toSorted(), ['2026-0001', '2026-0002']);
    assert.deepEqual(await numbers(), []);
    fails(/is done/u);
  });

  it('asks for another key where the contract was erased for another request meanwhile', async () => {
    env.TOKKI_KEYS = newKey();
    await agreed('erase:C1');
    const acts = ['export', 'erase'] as const;
    const access = acts.map((act) => ({ at: Date.now(), by: 'cli:x', act, subject: 'contract:C1' }));
    await withStore((store) => store.commit({ now: Date.now(), access }));
    fails(/put a new key in front/u);
  });

  it('never writes over a file that is something else', async () => {
    await agreed('erase:C1');
    await withStore((store) => file(store, report('2026-0001')));
    writeFileSync(join(folder, 'copy.enc'), 'something else');
    fails(/EEXIST/u);
    rmSync(join(folder, 'copy.enc'));
    raw(locked);
    fails(/error 1555/u);
    raw('delete from unlocked');
    writeFileSync(join(folder, 'copy.enc'), 'something else');
    fails(/another file/u);
    assert.equal(readFileSync(join(folder, 'copy.enc'), 'utf8'), 'something else');
    assert.deepEqual(await numbers(), ['2026-0001']);
  });

  it('after its rows were erased leaves alone what was filed since, however late it goes on', async () => {
    await agreed('erase:C1');
    await withStore((store) => file(store, report('2026-0001')));
    raw(stuck);
    fails(/SQLite reports error/u);
    assert.deepEqual(await numbers(), []);
    await withStore((store) => file(store, report('2026-0002')));
    raw('drop table stuck');
    tokki(order);
    assert.deepEqual(await copied(), ['2026-0001']);
    assert.deepEqual(await numbers(), ['2026-0002']);
    fails(/is done/u);
  });

  it('can be finished weeks later where its rows are gone', async () => {
    const at = Date.now() - 20 * day;
    await agreed('erase:C1', at);
    fails(/is expired/u);
    const access = [
      { at, by: 'cli:x', act: 'erase', subject: 'contract:C1' },
      { at, by: 'cli:x', act: 'admin', subject: 'erased:abc123:reports=3' },
    ] as const;
    await withStore((store) => store.commit({ now: at, access }));
    await withStore((store) => file(store, report('2026-0002')));
    assert.match(tokki(order), /reports +3/u);
    assert.deepEqual(await numbers(), ['2026-0002']);
    fails(/is done/u);
  });

  it('keeps the key that it removes until the files are clean', async () => {
    await withStore((store) => file(store, report('2026-0001')));
    const [old] = await readKeys(parseConfig(env));
    assert.ok(old);
    await agreed(`key:${old.id}`);
    await addKey(parseConfig(env));
    const remove = ['keys', 'remove', old.id, '--request', 'abc123', '--destroy'];
    raw(stuck);
    fails(/SQLite reports error/u, remove);
    assert.equal((await readKeys(parseConfig(env))).length, 2);
    raw('drop table stuck');
    assert.match(tokki(remove), /is removed/u);
    assert.equal((await readKeys(parseConfig(env))).length, 1);
    fails(/there is no key/u, remove);
  });
});
