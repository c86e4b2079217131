import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkClock, checkJobs, checkRedis, checkStorage } from '../src/cli/doctor-instance.ts';
import { parseConfig } from '../src/config.ts';
import type { DeadJob, JobCount } from '../src/store/store.ts';
import type { Contact, Person } from '../src/types.ts';

const minute = 60_000;

const hana: Person = { id: 'hana', name: '', mail: 'Hana@x.jp', role: 'staff', lang: 'ja', contracts: [] };
const met: Contact = { address: 'slack:T:U', platform: 'slack', user: 'U', mail: 'hana@x.jp', reference: '', at: 0 };

function queue(open: readonly JobCount[], dead: readonly DeadJob[] = []) {
  const people = async () => [hana, { ...hana, id: 'ken', mail: '' }];
  return { counts: async () => open, dead: async () => dead, people, contacts: async () => [met] };
}

const waits = (kind: JobCount['kind'], oldest: number): JobCount => ({ state: 'open', kind, count: 3, oldest });

describe('the doctor', () => {
  it('sees that nobody works on the queue; a reminder for tomorrow is no such thing', async () => {
    const now = 10 * minute;
    const [fresh] = await checkJobs(queue([waits('receive', 6 * minute), waits('timer', 0)]), now);
    assert.ok(fresh?.ok);
    const [stuck] = await checkJobs(queue([waits('receive', 6 * minute), waits('send', 2 * minute)]), now);
    assert.match(stuck?.finding ?? '', /6 open, the oldest has waited 8 minutes/u);
    const [empty] = await checkJobs(queue([]), now);
    assert.equal(empty?.finding, '0 open');
  });

  it('says what was given up and why', async () => {
    const dead = { id: 1, kind: 'send', address: 'slack:T:C:1.1', due: 0, reason: 'unreachable' } as const;
    const [, finding] = await checkJobs(queue([], [dead, { ...dead, address: 'nobody:E2' }, dead]), 0);
    assert.match(finding?.finding ?? '', /^2 × send slack unreachable, 1 × send nobody unreachable; .*1970-01-01/u);
    assert.doesNotMatch(finding?.finding ?? '', /E2|1\.1/u);
  });

  it('says whose it was that was given up, by ids, wherever they were to be told', async () => {
    const dead = (address: string) => ({ id: 1, kind: 'send', address, due: 0, reason: 'busy' }) as const;
    for (const address of ['slack:T:U', 'slack:@hana@x.jp', 'web:hana', 'web:hana/desk', 'nobody:hana']) {
      const [, finding] = await checkJobs(queue([], [dead(address), dead('nobody:ken'), dead(address)]), 0);
      assert.match(finding?.finding ?? '', /Z; of hana, ken$/u, address);
    }
  });

  it('sees a clock that is wrong', async () => {
    const at = (time: number) => checkClock({ clock: async () => 1_000_000 }, () => time);
    assert.ok((await at(1_000_000)).ok);
    assert.match((await at(1_003_000)).finding, /3\.0 s ahead of/u);
    assert.match((await at(995_000)).finding, /5\.0 s behind/u);
  });

  it('sees how much room is left', async () => {
    const [finding] = await checkStorage(parseConfig({ DATA_DIR: tmpdir() }));
    assert.match(finding?.finding ?? '', /^[\d,]+ MB free \(\d+ %\)$/u);
  });

  it('looks at the disk of the backups too, and says that it does not see that of PostgreSQL', async () => {
    const seen = async (BACKUP_DIR: string) =>
      (await checkStorage(parseConfig({ DATA_DIR: tmpdir(), DATABASE_URL: 'postgres://x', BACKUP_DIR }))).map(
        ({ rule, finding, ok }) => `${rule}: ${finding}: ${ok}`,
      );
    const [, backups, database] = await seen(tmpdir());
    assert.match(backups ?? '', /^storage-backup: [\d,]+ MB free/u);
    assert.match(database ?? '', /^storage-database: .*not seen.*: true$/u);
    // The first backup makes the folder: until then that is no fault.
    assert.match((await seen(join(tmpdir(), 'tokki-nowhere')))[1] ?? '', /is not there yet: true$/u);
  });

  it('says what it means that Redis does not answer, or is not there', async () => {
    const DATABASE_URL = 'postgres://x';
    const [away] = await checkRedis(parseConfig({ DATABASE_URL, REDIS_URL: 'redis://127.0.0.1:1' }));
    assert.equal(away?.finding, 'does not answer (ECONNREFUSED)');
    assert.match(away?.advice ?? '', /every second/u);
    const [none] = await checkRedis(parseConfig({ DATABASE_URL }));
    assert.ok(none?.ok);
    assert.deepEqual(await checkRedis(parseConfig({})), []);
  });
});
