/** Backups of a real store, restored into another one of either kind. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listBackups, writeBackup } from '../../src/backup/backup.ts';
import { restore } from '../../src/backup/restore.ts';
import { parseConfig } from '../../src/config.ts';
import { openScratch } from '../../src/open.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import type { Store } from '../../src/store/store.ts';
import {
  file as fileReports,
  home,
  keys,
  noon,
  person,
  receive,
  refused,
  report,
} from '../contracts/store-fixtures.ts';
import { cipher } from '../contracts/store-raw.ts';

const server = process.env.TEST_DATABASE_URL;
const place = mkdtempSync(join(tmpdir(), 'tokki-scratch-'));
const kinds = {
  SQLite: parseConfig({ DATA_DIR: place }),
  ...(server && { PostgreSQL: parseConfig({ DATABASE_URL: server }) }),
};
const planted = '髙﨑さんのUSBメモリー';

async function fill(store: Store): Promise<void> {
  await store.commit({
    now: noon,
    people: [person('E1', { name: planted })],
    jobs: [receive('m1', { text: planted })],
  });
  await fileReports(store, report('2026-0001', { told: [planted] }));
  const events = [{ report: '2026-0001', at: noon, by: 'E1', act: 'filed', detail: { note: { value: planted } } }];
  const line = { at: noon, by: 'E1', act: 'write', subject: 'report:2026-0001' } as const;
  await store.commit({ now: noon, events, access: [line, { ...line, at: noon + 1 }] });
  await store.keep.expire({ forms: 0, questions: 0, jobs: 0, log: noon + 1, leavers: 0 }, noon);
}

after(() => rmSync(place, { recursive: true }));

for (const [from, config] of Object.entries(kinds)) {
  describe(`a backup of ${from}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokki-backup-'));
    let store: Store;
    let remove: () => Promise<void>;
    before(async () => {
      ({ store, remove } = await openScratch(config, cipher));
      await fill(store);
    });
    after(async () => {
      await remove();
      rmSync(folder, { recursive: true });
    });

    it('is for its owner alone, shows nothing of what it holds, and has its checksum beside it', async () => {
      const { file } = await writeBackup(store, cipher, folder, noon);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      const bytes = readFileSync(file);
      for (const hidden of [planted, 'report:2026-0001', 'E1@example.jp']) assert.ok(!bytes.includes(hidden), hidden);
      const [sum] = readFileSync(`${file}.sha256`, 'utf8').split(' ');
      assert.equal(sum, createHash('sha256').update(bytes).digest('hex'));
      assert.deepEqual(
        (await listBackups(folder)).map(({ at }) => at),
        [noon],
      );
    });

    for (const [to, other] of Object.entries(kinds)) {
      it(`is restored into ${to} as it was: rows, chain, sealed fields, and the next number`, async () => {
        const { file } = await writeBackup(store, cipher, folder, noon + 1_000);
        const target = await openScratch(other, cipher);
        try {
          const { contents, opened } = await restore(file, target.store, cipher);
          assert.equal(contents.log.rows, 2);
          assert.equal(opened, 3);
          assert.deepEqual(await target.store.report('2026-0001'), await store.report('2026-0001'));
          assert.deepEqual(await target.store.events('2026-0001'), await store.events('2026-0001'));
          assert.deepEqual(await target.store.people(), await store.people());
          assert.equal(await target.store.nextNumber(noon), '2026-0002');
          await target.store.commit({
            now: noon,
            jobs: [receive('m2')],
            access: [{ at: noon, by: 'E1', act: 'read', subject: 'x' }],
          });
          assert.deepEqual(keys(await target.store.history(home, 9)), ['m1', 'm2']);
          assert.deepEqual(await target.store.verifyLog(), { rows: 3 });
          await refused('input', restore(file, target.store, cipher));
        } finally {
          await target.remove();
        }
      });
    }

    it('sees one instant while others go on writing', async () => {
      const writing = (async () => {
        for (let i = 0; i < 40; i++) {
          const access = [{ at: noon, by: 'E2', act: 'read', subject: `r${i}` }] as const;
          await store.commit({ now: noon, jobs: [receive(`w${i}`)], access });
        }
      })();
      const { file, log } = await writeBackup(store, cipher, folder, noon + 2_000);
      await writing;
      const target = await openScratch(config, cipher);
      try {
        await restore(file, target.store, cipher);
        assert.deepEqual(await target.store.verifyLog(), { rows: log.rows });
      } finally {
        await target.remove();
      }
    });

    it('that was changed, cut off, or whose key is missing is refused, and leaves the store empty', async () => {
      const { file } = await writeBackup(store, cipher, folder, noon + 3_000);
      const bytes = readFileSync(file);
      const bad = join(folder, 'bad');
      const target = await openScratch(config, cipher);
      try {
        for (const change of [bytes.length - 1, bytes.length >> 1, bytes.indexOf('\n') + 9]) {
          const changed = Buffer.from(bytes);
          changed[change] = (changed[change] ?? 0) ^ 1;
          writeFileSync(bad, changed);
          await refused('backup', restore(bad, target.store, cipher));
          writeFileSync(bad, bytes.subarray(0, change));
          await refused('backup', restore(bad, target.store, cipher));
        }
        writeFileSync(bad, 'no backup\n');
        await refused('backup', restore(bad, target.store, cipher));
        await refused('sealed', restore(file, target.store, createCipher(parseKeys(newKey()))));
        await refused('input', restore(join(folder, 'absent'), target.store, cipher));
        assert.equal((await target.store.keep.sizes()).get('report'), 0);
        assert.deepEqual(await target.store.verifyLog(), { rows: 0 });
      } finally {
        await target.remove();
      }
    });
  });
}
