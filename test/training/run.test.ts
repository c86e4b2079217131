/** The daily run by its timers: when it works, what it arms, and how it goes on page by page. */
import assert from 'node:assert/strict';
import { instantOf, localOf } from '../../src/calendar/zone.ts';
import type { Store } from '../../src/store/store.ts';
import { armed, assigning, onTimer } from '../../src/training/run.ts';
import type { Post, Timer } from '../../src/types.ts';
import { course, deps, person } from './samples.ts';
import { morning, openRoom } from './talk.ts';

const room = deps([course('a')]);

describe('the daily run', () => {
  let store: Store;
  afterEach(() => store.close());

  async function staffed(count: number, zone?: string): Promise<void> {
    const people = Array.from({ length: count }, (_, n) =>
      person(`p${1_000 + n}`, zone ? { zone, calendar: 'weekdays' } : {}),
    );
    store = (await openRoom(room, people)).store;
  }

  /** Rings timers until none is due, as the Bot would; gives what was sent, and what is armed for later. */
  async function ring(
    timers: readonly Timer[],
    now: number,
  ): Promise<{ posts: Post[]; later: Timer[]; commits: number }> {
    const posts: Post[] = [];
    const waiting = [...timers];
    const seen = new Set(timers.map(({ key }) => key));
    let commits = 0;
    for (;;) {
      const index = waiting.findIndex(({ due }) => due <= now);
      const [timer] = index < 0 ? [] : waiting.splice(index, 1);
      if (!timer) return { posts, later: waiting, commits };
      const { posts: sent = [], timers: next = [], ...records } = await onTimer(room, timer, store, now);
      await store.commit({ ...records, now });
      commits++;
      posts.push(...sent);
      for (const one of next) if (seen.size < seen.add(one.key).size) waiting.push(one);
    }
  }

  it('assigns, reminds everybody once, page by page, and arms the next day', async () => {
    await staffed(250);
    const timers = armed(room, await store.zones(), morning - 2 * 3_600_000);
    const { posts, later, commits } = await ring(timers, morning);
    assert.equal(new Set(posts.map(({ to }) => to)).size, 250);
    assert.ok(commits >= 3);
    assert.deepEqual(
      later.map(({ name, due }) => [name, due]),
      [['training:run', morning + 23 * 3_600_000]],
    );
    assert.deepEqual((await ring(armed(room, [], morning - 1), morning)).posts, []);
  });

  it('lets reminders leave at a walking pace', async () => {
    await staffed(100);
    const { posts } = await ring(armed(room, [], morning - 2 * 3_600_000), morning);
    const dues = posts.map(({ due = 0 }) => due - morning);
    assert.deepEqual([Math.min(...dues), Math.max(...dues)], [0, 4_000]);
  });

  it('tells nobody at night, and begins in the morning instead', async () => {
    await staffed(3);
    const night = morning + 12 * 3_600_000;
    const { posts, later } = await ring(armed(room, [], morning - 2 * 3_600_000), night);
    assert.deepEqual(posts, []);
    assert.deepEqual(
      later.map(({ due }) => due),
      [morning + 23 * 3_600_000],
    );
  });

  it('assigns at once after an import, even at night, and tells nobody then', async () => {
    await staffed(3);
    const night = morning + 12 * 3_600_000;
    const { posts } = await ring(assigning(room, await store.zones(), night), night);
    assert.deepEqual(posts, []);
    assert.equal((await store.assignments({})).length, 3);
    assert.deepEqual(assigning(room, [''], night), assigning(room, [''], night));
    assert.notDeepEqual(assigning(room, [''], night, 1), assigning(room, [''], night, 2));
  });

  it('comes at nine where people are, through daylight saving time', async () => {
    await staffed(1, 'Europe/Berlin');
    const saturday = Date.UTC(2026, 2, 28, 12);
    const [, berlin] = armed(room, await store.zones(), saturday);
    assert.deepEqual(localOf(berlin?.due ?? 0, 'Europe/Berlin').minute, 540);
    assert.equal(berlin?.due, Date.UTC(2026, 2, 29, 7));
    const winter = instantOf(localOf(Date.UTC(2026, 9, 26), 'Europe/Berlin').day, 540, 'Europe/Berlin');
    assert.equal(winter, Date.UTC(2026, 9, 26, 8));
  });

  it('finds a time zone that is new', async () => {
    await staffed(1, 'America/New_York');
    const { later } = await ring(armed(room, [], morning - 2 * 3_600_000), morning);
    assert.deepEqual(later.map(({ subject }) => subject.split(' ')[0]).sort(), ['', 'America/New_York']);
  });

  it('does nothing for a timer that it does not know', async () => {
    await staffed(1);
    const timer = { key: 'k', name: 'training:other', subject: '', due: 0 };
    assert.deepEqual(await onTimer(room, timer, store, morning), {});
  });
});
