import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { checkClock, checkJobs, checkRedis, checkStorage } from '../src/cli/doctor-instance.ts';
import { parseConfig } from '../src/config.ts';
import type { DeadJob, JobCount } from '../src/store/store.ts';

const minute = 60_000;

function queue(open: readonly JobCount[], dead: readonly DeadJob[] = []) {
  return { counts: async () => open, dead: async () => dead };
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
    const dead = { id: 1, kind: 'send', address: 'slack:E1', due: 0, reason: 'unreachable' } as const;
    const [, finding] = await checkJobs(queue([], [dead, { ...dead, address: 'nobody:E2' }, dead]), 0);
    assert.match(finding?.finding ?? '', /^2 × send slack unreachable, 1 × send nobody unreachable; .*1970-01-01/u);
    assert.doesNotMatch(finding?.finding ?? '', /E1/u);
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

  it('says what it means that Redis does not answer, or is not there', async () => {
    const DATABASE_URL = 'postgres://x';
    const [away] = await checkRedis(parseConfig({ DATABASE_URL, REDIS_URL: 'redis://127.0.0.1:1' }));
    assert.equal(away?.finding, 'does not answer');
    assert.match(away?.advice ?? '', /every second/u);
    const [none] = await checkRedis(parseConfig({ DATABASE_URL }));
    assert.ok(none?.ok);
    assert.deepEqual(await checkRedis(parseConfig({})), []);
  });
});
