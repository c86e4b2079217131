/** The files of the databases as a thief of the disk sees them: nothing that a person wrote can be read (6.8.2). */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openScratchSchema } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { conversation, file, noon, receive, report, send } from '../contracts/store-fixtures.ts';
import { cipher } from '../contracts/store-raw.ts';

const planted = '髙﨑さんのUSBメモリーを電車に忘れた';
const marker = 'C-visible-contract';
const server = process.env.TEST_DATABASE_URL;
const demanded = process.env.TOKKI_DEMAND_SERVERS === '1';

async function plant(store: Store): Promise<void> {
  const text = planted;
  const note = { note: { value: text } };
  await store.commit({
    now: noon,
    jobs: [receive('m1', { text }), send('r1', { text })],
    conversation: conversation(1, { topic: { provision: '6.5', case: 'x', text, turns: 0 } }),
  });
  await file(store, report('2026-0001', { contract: marker, told: [text], answers: { what: { value: text } } }));
  await store.commit({
    now: noon,
    events: [{ report: '2026-0001', at: noon, by: 'E1', act: 'filed', detail: note }],
    question: {
      key: 'q',
      at: noon,
      person: 'E1',
      lang: 'ja',
      text,
      intent: 'question',
      citations: [],
      confidence: 'none',
      answer: text,
    },
    questionEvents: [{ question: 'q', at: noon, by: 'E1', act: 'comment', detail: text }],
    tasks: [
      {
        report: '2026-0001',
        id: 1,
        area: 'facts',
        source: 's',
        title: { ja: text, en: text },
        due: noon,
        state: 'open',
      },
    ],
    contacts: [{ address: 'web:E1', platform: 'web', user: 'E1', mail: '', reference: text, at: noon }],
  });
}

function demandSealed(bytes: Buffer): void {
  assert.ok(bytes.includes(marker), 'these are the bytes of the database');
  for (let length = 4; length <= 12; length += 4)
    assert.ok(!bytes.includes(planted.slice(0, length)), planted.slice(0, length));
}

describe('the files of a database', () => {
  it('hold nothing that a person wrote: SQLite, its write-ahead log included', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokki-raw-'));
    const store = await openSqlite(join(folder, 'tokki.db'), cipher);
    try {
      await plant(store);
      demandSealed(Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))));
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('hold nothing that a person wrote: PostgreSQL, its write-ahead log included', async function () {
    if (!server) {
      assert.ok(!demanded, 'TOKKI_DEMAND_SERVERS=1, but TEST_DATABASE_URL names no server');
      return this.skip();
    }
    this.timeout(60_000);
    const { store, remove } = await openScratchSchema(server, cipher);
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      await client.query('select pg_switch_wal()');
      const { rows: before } = await client.query('select pg_walfile_name(pg_current_wal_lsn()) as name');
      await plant(store);
      await client.query('checkpoint');
      const tables =
        await client.query(`select pg_relation_filepath(c.oid) as path from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname like 'tokki_scratch_%' and c.relkind in ('r', 't')`);
      const paths = [...tables.rows.map(({ path }) => String(path)), `pg_wal/${before[0].name}`];
      const parts: Buffer[] = [];
      for (const path of paths) {
        const { rows } = await client.query('select pg_read_binary_file($1, 0, 1000000000, true) as bytes', [path]);
        if (rows[0].bytes) parts.push(rows[0].bytes);
      }
      assert.ok(parts.length > 8);
      demandSealed(Buffer.concat(parts));
    } finally {
      await client.end();
      await remove();
    }
  });
});
