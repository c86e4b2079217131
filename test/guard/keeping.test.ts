/** The guard over time: what runs out, what it owes after it was away, what is logged. */
import assert from 'node:assert/strict';
import { createGuard } from '../../src/guard/handler.ts';
import { createHost } from '../../src/host.ts';
import { timerJob, watchJob } from '../../src/outbox.ts';
import type { LogReader, Reply } from '../../src/types.ts';
import { access, day, form, noon, openRoom, quiet, type Room, rules } from './set-up.ts';

describe('the guard, over time', () => {
  let room: Room;

  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.store.close());

  it('owes a digest for each month in which the desk was away', async () => {
    await room.store.commit({ now: noon, access: [access()] });
    const timers = room.guard.timers(noon).filter(({ name }) => name === 'guard:digest');
    await room.store.commit({ now: noon, jobs: timers.map(timerJob) });
    await room.at(Date.UTC(2027, 1, 10));
    const told = await room.store.keep.accesses({ acts: ['admin'], subject: 'digest:' });
    assert.deepEqual(
      told.map(({ subject }) => subject),
      ['digest:2026-11', 'digest:2026-12', 'digest:2027-01'],
    );
  });

  it('knows an account that was silent for longer than lines are kept', async () => {
    await room.store.commit({ now: noon - 500 * day, access: [access({ at: noon - 500 * day })] });
    await room.store.keep.expire({ forms: 0, questions: 0, jobs: 0, leavers: 0, log: noon - 400 * day }, noon);
    assert.equal((await room.store.keep.logHead()).archived, 1);
    await room.store.commit({ now: noon, access: [access()], jobs: [watchJob(noon)] });
    await room.at(noon + 10 * 60_000);
    assert.deepEqual(room.titles()[0], 'web:a 長く使われていなかったアカウントが使われました');
  });

  it('looks for nobody in the archive whom that rule cannot catch: a guest, a door, what only was refused', async () => {
    await room.store.commit({ now: noon - 500 * day, access: [access({ at: noon - 500 * day })] });
    await room.store.keep.expire({ forms: 0, questions: 0, jobs: 0, leavers: 0, log: noon - 400 * day }, noon);
    const asked: unknown[] = [];
    const log: LogReader = {
      ...room.store.keep,
      async lastSeen(before, who, old) {
        asked.push([who, old]);
        return room.store.keep.lastSeen(before, who, old);
      },
    };
    const guard = createGuard({ log, rules, keep: { log: 400, questions: 180 } });
    const by = ['s', 'cli:root', 'slack:T1:U9', 'tokki', 'link'];
    const refusals = ['r', 'door:slack'].map((one) => access({ by: one, act: 'refuse' }));
    await room.store.commit({ now: noon, access: [...by.map((one) => access({ by: one })), ...refusals] });
    const timer = { key: 'w', name: 'guard:watch', subject: String(noon), due: noon };
    await guard.onTimer(timer, room.store, noon + 1);
    assert.deepEqual(asked, [
      [
        ['s', 'cli:root', 'slack:T1:U9', 'link', 'r', 'door:slack'],
        ['s', 'cli:root'],
      ],
    ]);
  });

  it('keeps a form until it has warned, where the desk was away meanwhile', async () => {
    await room.store.commit({
      now: noon,
      conversation: { address: 'web:s', version: 1, lang: 'ja', person: 's', form },
    });
    const timers = room.guard.timers(noon).filter(({ name }) => name === 'keep:daily');
    await room.store.commit({ now: noon, jobs: timers.map(timerJob) });
    await room.at(noon + 9 * day);
    assert.deepEqual(room.titles(), ['web:s 書きかけの報告が残っています']);
    assert.match(room.sent[0]?.reply.text ?? '', /2026-12-04に/u);
    assert.equal((await room.store.conversation('web:s'))?.form?.key, 'f1', 'warned, not yet gone');
    await room.at(noon + 10 * day);
    assert.equal((await room.store.conversation('web:s'))?.form, undefined);
  });

  it('logs who is turned away at a door once a minute, and alerts to it', async () => {
    const none = { form: async () => ({ access: [] }), check: async () => ({}), file: async () => undefined };
    const host = createHost({ store: room.store, bot: room.bot, now: () => room.clock, log: quiet, rooms: none });
    for (let n = 0; n < 6; n++) {
      room.clock = noon + n * 60_000;
      for (let again = 0; again < 50; again++) await host.refused('slack');
    }
    const lines = await room.store.keep.accesses({ acts: ['refuse'] });
    assert.deepEqual([lines.length, lines[0]?.by, lines[0]?.subject], [6, 'door:slack', 'door:slack']);
    await room.at(noon + 20 * 60_000);
    assert.match(room.sent[0]?.reply.text ?? '', /^入口で断られた人（slack）：/u);
  });

  it('warns of a form that nobody touches, then removes it, and goes on each night', async () => {
    await room.store.commit({
      now: noon,
      conversation: { address: 'web:s', version: 1, lang: 'ja', person: 's', form },
    });
    await room.store.commit({
      now: noon,
      jobs: room.guard
        .timers(noon)
        .filter(({ name }) => name === 'keep:daily')
        .map(timerJob),
    });
    const night = Date.UTC(2026, 10, 24, 18);
    for (let n = 0; n < 5; n++) await room.at(night + n * day);
    assert.equal(room.sent.length, 0);
    await room.at(night + 5 * day);
    assert.deepEqual(room.titles(), ['web:s 書きかけの報告が残っています']);
    assert.match(room.sent[0]?.reply.text ?? '', /2026-11-24から手が付いていません。2026-12-01に/u);
    await room.at(night + 6 * day);
    assert.equal(room.sent.length, 1);
    assert.equal((await room.store.conversation('web:s'))?.form?.key, 'f1');
    await room.at(night + 7 * day);
    assert.equal((await room.store.conversation('web:s'))?.form, undefined);
    assert.equal(room.sent.length, 1);
  });

  it('archives the log page by page without breaking its chain, whatever the length', async () => {
    await room.store.commit({ now: noon, access: Array.from({ length: 2_500 }, () => access()) });
    const later = noon + 401 * day;
    await room.store.commit({
      now: noon,
      jobs: room.guard
        .timers(later)
        .filter(({ name }) => name === 'keep:daily')
        .map(timerJob),
    });
    await room.at(later + day);
    const { archived, rows } = await room.store.keep.logHead();
    assert.deepEqual([archived, rows], [2_500, 2_500]);
    assert.deepEqual(await room.store.verifyLog(), { rows: 2_500 });
  });

  it('names the person to whose conversation a document is sent, and asks the rights of that person', async () => {
    const asked: (string | undefined)[] = [];
    const host = createHost({
      store: room.store,
      bot: room.bot,
      now: () => noon,
      log: quiet,
      rooms: {
        form: async () => ({ access: [] }),
        check: async () => ({}),
        async file(id, person) {
          asked.push(person?.id);
          return { name: id, type: 'text/csv', text: '' };
        },
      },
    });
    await room.store.commit({ now: noon, conversation: { address: 'slack:D1', version: 1, lang: 'ja', person: 'r' } });
    await host.file('csv:r', undefined, 'slack:D1');
    assert.deepEqual(asked, ['r']);
    const [line] = await room.store.keep.accesses({ acts: ['export'] });
    assert.deepEqual([line?.by, line?.subject], ['r', 'file:csv:r']);
  });

  it('logs what shows a report again, and not what is shown as it happens', async () => {
    const host = createHost({
      store: room.store,
      bot: room.bot,
      now: () => room.clock,
      log: quiet,
      rooms: { form: async () => ({ access: [] }), check: async () => ({}), file: async () => undefined },
    });
    const reply: Reply = { kind: 'alert', lang: 'ja', text: '報告' };
    const work = { kind: 'send', to: 'web:r', reply } as const;
    await room.store.commit({ now: noon, jobs: [{ key: 'p', group: 'g', address: 'web:r', due: noon, work }] });
    await host.history('web:r', 9, undefined, 'r');
    await host.history('web:r', 9, 0, 'r');
    assert.deepEqual(await room.store.keep.accesses({}), []);
    room.clock = noon + 3_600_000;
    await host.history('web:r', 9, 0, 'r');
    await host.history('web:s', 9, undefined, 's');
    await host.history('web:r', 9);
    const logged = await room.store.keep.accesses({});
    assert.deepEqual(
      logged.map(({ by, act, subject }) => `${by} ${act} ${subject}`),
      ['r read conversation:web:r'],
    );
  });
});
