/** Keys that change while the desk runs, and what is sealed with them. */
import assert from 'node:assert/strict';
import { linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { parseConfig } from '../src/config.ts';
import { addKey, dropKey, followedWithin, loadCipher, readKeys } from '../src/keys.ts';
import { sealedColumns } from '../src/store/sealed.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { conversation, file, home, keys, noon, receive, refused, report } from './contracts/store-fixtures.ts';

async function fill(store: Store, many = 1): Promise<void> {
  const jobs = Array.from({ length: many }, (_, i) => receive(`m${i}`));
  const form = { form: 'incident', key: 'f', answers: {}, told: ['x'], started: noon } as const;
  await store.commit({ now: noon, jobs, conversation: conversation(1, { form }) });
  await file(store, report('2026-0001'), report('2026-0002'));
  const event = { at: noon, by: 'E1', act: 'filed', detail: { note: { value: '詳細' } } };
  await store.commit({
    now: noon,
    events: [
      { ...event, report: '2026-0001' },
      { ...event, report: '2026-0002' },
    ],
  });
  const question = {
    key: 'q',
    at: noon,
    person: 'E1',
    lang: 'ja',
    text: 'x',
    intent: 'question',
    citations: [],
    confidence: 'none',
  } as const;
  const contact = { address: home, platform: 'web', user: 'E1', mail: '', reference: 'ref', at: noon };
  const asked = { question: 'q', at: noon, by: 'E1', act: 'handed', detail: 'B1' } as const;
  const task = {
    report: '2026-0001',
    id: 1,
    area: 'facts',
    source: 'answer:x',
    title: { ja: '聞く', en: 'ask' },
    due: noon,
    state: 'open',
  } as const;
  await store.commit({
    now: noon,
    question: { ...question, answer: '第６条' },
    questionEvents: [asked],
    contacts: [contact],
    tasks: [task],
    sessions: [
      { id: 's1', course: 'annex', at: noon, minutes: 60, place: '会議室', theme: '特記事項', trainer: '健', by: 'B1' },
    ],
    trainingEvents: [{ key: 't1', at: noon, by: 'B1', act: 'extended', course: 'annex', person: 'E1', detail: '休職' }],
  });
}

describe('keys that change', function () {
  this.timeout(30_000);
  let folder: string;
  let config: ReturnType<typeof parseConfig>;
  const open = async () => openSqlite(join(folder, 'tokki.db'), (await loadCipher(config)).cipher);
  const totals = async (store: Store) => Object.fromEntries(await store.keep.sealedWith());

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokki-keys-'));
    config = parseConfig({ DATA_DIR: folder });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('seal everything anew while the desk goes on writing, and lose nothing', async () => {
    const [desk, tool] = [await open(), await open()];
    await fill(desk, 450);
    const [old] = await readKeys(config);
    await addKey(config);
    let isOver = false;
    const writing = (async () => {
      let n = 1_000;
      for (; !isOver; n++) {
        await desk.commit({
          now: noon,
          jobs: [receive(`m${n}`)],
          conversation: conversation(n - 998, { topic: { provision: '6.5', case: 'x', text: `${n}`, turns: 0 } }),
        });
        await setTimeout(1);
      }
      return n - 1_000;
    })();
    await setTimeout(followedWithin + 100);
    for (let count = -1; count !== 0; ) count = await tool.keep.reseal();
    isOver = true;
    const written = await writing;
    const [fresh] = await readKeys(config);
    assert.ok(fresh && old && fresh.id !== old.id);
    assert.deepEqual(Object.keys(await totals(tool)), [fresh.id]);
    assert.equal(await tool.keep.openAll(), 450 + written + 12);
    assert.ok(written > 10, `${written} commits meanwhile`);
    assert.equal(await tool.keep.forgetKey(old.id, false), 0);
    await dropKey(config, old.id);
    await desk.close();
    await tool.close();
    const next = await open();
    assert.equal((await next.reports({})).length, 2);
    assert.deepEqual((await next.events('2026-0001'))[0]?.detail, { note: { value: '詳細' } });
    await next.close();
  });

  it('can be cut off in the middle and go on', async () => {
    const store = await open();
    await fill(store, 900);
    await addKey(config);
    await setTimeout(followedWithin + 100);
    const other = new DatabaseSync(join(folder, 'tokki.db'));
    // The third page cannot be written.
    other.exec(`create trigger stop before update on job when new.payload <> old.payload and
      (select count(*) from job where payload like '1.' || substr(new.payload, 3, instr(substr(new.payload, 3), '.') - 1) || '.%') >= 400
      begin select raise(abort, 'power cut'); end`);
    await assert.rejects(store.keep.reseal());
    const half = await totals(store);
    assert.equal(Object.keys(half).length, 2);
    assert.equal(await store.keep.openAll(), 900 + 12);
    other.exec('drop trigger stop');
    other.close();
    for (let count = -1; count !== 0; ) count = await store.keep.reseal();
    assert.equal(Object.keys(await totals(store)).length, 1);
    assert.equal(await store.keep.openAll(), 900 + 12);
    await store.close();
  });

  it('that are needed are not let go; destroyed, they take with them what they sealed and nothing else', async () => {
    const store = await open();
    await fill(store);
    const [old] = await readKeys(config);
    await addKey(config);
    await setTimeout(followedWithin + 100);
    await file(store, report('2026-0003'));
    const [fresh] = await readKeys(config);
    assert.ok(old && fresh);
    await refused('key', store.keep.forgetKey(old.id, false));
    await refused('key', store.keep.forgetKey(fresh.id, true));
    assert.equal(await store.keep.forgetKey(old.id, true), 13);
    assert.deepEqual(
      (await store.reports({})).map(({ number }) => number),
      ['2026-0003'],
    );
    assert.deepEqual(keys(await store.history(home, 9)), []);
    assert.equal(await store.conversation(home), undefined);
    assert.deepEqual(await totals(store), { [fresh.id]: 1 });
    await dropKey(config, old.id);
    await store.close();
    await (await open()).close();
  });

  it('stand in one list: no other column of any table holds a sealed value', async () => {
    const store = await open();
    await fill(store);
    const other = new DatabaseSync(join(folder, 'tokki.db'));
    const tables = other
      .prepare(`select name from sqlite_master where type = 'table'`)
      .all()
      .map(({ name }) => String(name));
    const found = new Set<string>();
    for (const table of tables)
      for (const row of other.prepare(`select * from "${table}"`).all())
        for (const [column, value] of Object.entries(row))
          if (/^1\.k[0-9a-f]{8}\.[\w-]{30,}$/u.test(String(value))) found.add(`${table}.${column}`);
    other.close();
    found.delete('key_proof.proof');
    assert.deepEqual([...found].toSorted(), sealedColumns.map(({ table, column }) => `${table}.${column}`).toSorted());
    await store.close();
  });

  it('that are let go are overwritten where they stood, before their file is given up', async () => {
    const store = await open();
    linkSync(join(folder, 'keys'), join(folder, 'what-the-disk-still-has'));
    await addKey(config);
    const [, old] = readFileSync(join(folder, 'keys'), 'utf8').trim().split(',');
    assert.ok(old);
    assert.match(readFileSync(join(folder, 'what-the-disk-still-has'), 'utf8'), /^\0+$/u);
    linkSync(join(folder, 'keys'), join(folder, 'both'));
    await dropKey(config, old.split(':')[0] ?? '');
    for (const name of ['what-the-disk-still-has', 'both', 'keys'])
      assert.ok(!readFileSync(join(folder, name), 'utf8').includes(old), name);
    await store.close();
  });

  it('go on as they were while the file is damaged or away', async () => {
    const store = await open();
    await fill(store);
    writeFileSync(join(folder, 'keys'), 'damaged\n');
    await setTimeout(followedWithin + 100);
    await store.commit({ now: noon, jobs: [receive('m8')] });
    rmSync(join(folder, 'keys'));
    await setTimeout(followedWithin + 100);
    await store.commit({ now: noon, jobs: [receive('m9')] });
    assert.deepEqual(keys(await store.history(home, 9)), ['m0', 'm8', 'm9']);
    await store.close();
  });
});
