/** A process of its own that commits to a SQLite file, and to the timeline of 2026-0001: `writer.ts FILE KEYS NAME COUNT`. */
import assert from 'node:assert/strict';
import { createCipher, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

const [file = '', keys = '', name = '', count = '0'] = process.argv.slice(2);
const store = await openSqlite(file, createCipher(parseKeys(keys)));
for (let i = 0; i < Number(count); i++) {
  const address = `web:${name}`;
  const message = { key: `${name}-${i}`, address, user: name, private: true, at: i, text: 'x' };
  const job = { key: message.key, group: address, address, due: 0, work: { kind: 'receive', message } } as const;
  const events = [{ report: '2026-0001', at: i, by: name, act: 'seen' }];
  const access = [{ at: i, by: name, act: 'write', subject: message.key }] as const;
  const { added } = await store.commit({ now: i, jobs: [job], events, access });
  assert.equal(added, 1);
}
await store.close();
