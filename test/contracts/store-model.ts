import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Store } from '../../src/store/store.ts';
import { noon, receive } from './store-fixtures.ts';

/** The queue as its rules say, without any thought of speed. */
interface Entry {
  readonly key: string;
  readonly group: string;
  readonly urgent: boolean;
  readonly due: number;
  ready: number;
  attempt: number;
  id: number;
  state: 'open' | 'done' | 'dead';
}

type Step =
  | {
      readonly do: 'add';
      readonly jobs: readonly { readonly group: string; readonly wait: number; readonly urgent: boolean }[];
    }
  | { readonly do: 'claim'; readonly limit: number }
  | { readonly do: 'done' | 'dead' | 'retry'; readonly which: number; readonly late: boolean }
  | { readonly do: 'wait'; readonly ms: number };

const lease = 40;
const newJob = fc.record({ group: fc.constantFrom('a', 'b', 'c'), wait: fc.nat(30), urgent: fc.boolean() });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), jobs: fc.array(newJob, { minLength: 1, maxLength: 3 }) }),
  fc.record({ do: fc.constant('claim' as const), limit: fc.nat(3) }),
  fc.record({ do: fc.constantFrom('done', 'dead', 'retry'), which: fc.nat(9), late: fc.boolean() }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat(50) }),
);

function headsOf(entries: readonly Entry[]): Entry[] {
  const isOpen = entries.filter(({ state }) => state === 'open');
  return isOpen.filter((entry) => !isOpen.some((older) => older.group === entry.group && older.id < entry.id));
}

function expectedClaim(entries: readonly Entry[], now: number, limit: number): Entry[] {
  const ready = headsOf(entries).filter((entry) => entry.ready <= now);
  return ready.sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.ready - b.ready || a.id - b.id).slice(0, limit);
}

class Model {
  readonly entries: Entry[] = [];
  readonly #store: Store;
  readonly #run: string;
  #now = noon;

  constructor(store: Store, run: string) {
    this.#store = store;
    this.#run = run;
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'add') await this.#add(step.jobs);
    else if (step.do === 'claim') await this.#claim(step.limit);
    else if (step.do === 'wait') this.#now += step.ms;
    else await this.#end(step.do, step.which, step.late);
    const times = headsOf(this.entries).map(({ ready }) => ready);
    assert.equal(await this.#store.nextDue(), times.length > 0 ? Math.min(...times) : undefined);
  }

  async #add(jobs: Extract<Step, { do: 'add' }>['jobs']): Promise<void> {
    const fresh = jobs.map(({ group, wait, urgent }, i): Entry => {
      const [id, due] = [this.entries.length + i, this.#now + wait];
      return {
        key: `${this.#run}-${id}`,
        group: this.#run + group,
        urgent,
        due,
        ready: due,
        attempt: 0,
        id,
        state: 'open',
      };
    });
    this.entries.push(...fresh);
    const added = fresh.map(({ key, group, due, urgent }) => receive(key, { group, due, urgent }));
    await this.#store.commit({ now: this.#now, jobs: added });
  }

  async #claim(limit: number): Promise<void> {
    const expected = expectedClaim(this.entries, this.#now, limit);
    const jobs = await this.#store.claim(this.#now, lease, limit);
    assert.deepEqual(jobs.map(({ key }) => key).toSorted(), expected.map(({ key }) => key).toSorted());
    for (const entry of expected) {
      entry.ready = this.#now + lease;
      entry.attempt++;
      assert.equal(jobs.find(({ key }) => key === entry.key)?.attempt, entry.attempt);
    }
  }

  /** Ends one of the jobs that were claimed at least once; `late`: under an attempt that has lost it. */
  async #end(how: 'done' | 'dead' | 'retry', which: number, late: boolean): Promise<void> {
    const held = headsOf(this.entries).filter(({ attempt }) => attempt > 0);
    const entry = held[which % Math.max(1, held.length)];
    if (!entry) return;
    const lines = await this.#store.history('web:E1', 10_000);
    const id = lines.find(({ key }) => key === entry.key)?.id ?? -1;
    const job = { id, attempt: entry.attempt - Number(late) };
    if (how === 'done')
      await this.#store.commit({ now: this.#now, done: job }).catch((error) => assert.ok(late, error));
    else if (how === 'dead') await this.#store.fail({ ...job, now: this.#now, reason: 'x' });
    else await this.#store.fail({ ...job, now: this.#now, reason: 'x', retry: this.#now + 20 });
    if (late) return;
    if (how === 'retry') entry.ready = this.#now + 20;
    else this.#pass(entry, how);
  }

  /** After each of its jobs a group goes to the end of the line. */
  #pass(entry: Entry, how: 'done' | 'dead'): void {
    entry.state = how;
    const next = headsOf(this.entries).find(({ group }) => group === entry.group);
    if (next) next.ready = Math.max(next.due, this.#now);
  }

  /** Leaves the queue empty for the next run. */
  async drain(): Promise<void> {
    for (this.#now += 1_000; ; this.#now += lease) {
      const jobs = await this.#store.claim(this.#now, lease, 99);
      if (jobs.length === 0) break;
      for (const job of jobs) await this.#store.commit({ now: this.#now, done: job });
    }
    assert.equal(await this.#store.nextDue(), undefined);
  }
}

export function modelContract(store: () => Store): void {
  describe('the queue, whatever happens to it', () => {
    it('gives out, finishes and repeats jobs exactly as its rules say', async () => {
      let runs = 0;
      const property = fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
        const model = new Model(store(), `r${++runs}`);
        for (const step of steps) await model.take(step);
        await model.drain();
      });
      await fc.assert(property, { numRuns: 40, endOnFailure: true });
    });
  });
}
