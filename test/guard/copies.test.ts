/** The backups that the desk makes by itself: through bots on one store, with the clock moved. */
import assert from 'node:assert/strict';
import { createBot } from '../../src/bot.ts';
import { TokkiError } from '../../src/errors.ts';
import { causeOfFailure } from '../../src/guard/copies.ts';
import { createGuard } from '../../src/guard/handler.ts';
import { timerJob } from '../../src/outbox.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { Person, Reply, Role } from '../../src/types.ts';

const minute = 60_000;
const day = 1_440 * minute;
/** Tue 24 Nov 2026, 12:00 JST. */
const noon = Date.UTC(2026, 10, 24, 3);
/** 2:15 JST of the day after. */
const night = Date.UTC(2026, 10, 24, 17, 15);
const person = (id: string, role: Role): Person => ({ id, name: id, mail: '', role, lang: 'ja', contracts: [] });
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the backup of each night', () => {
  let store: Store;
  let clock: number;
  let made: number[];
  let rehearsed: number[];
  let sent: { to: string; reply: Reply }[];
  /** What goes wrong now. */
  let broken: 'make' | 'rehearse' | undefined;

  function instance(hasPlace = true) {
    const run = (what: 'make' | 'rehearse', times: number[]) => async () => {
      if (broken === what) throw new TokkiError('storage', 'the disk is full');
      times.push(clock);
      return { made: clock, removed: [clock - 7 * 86_400_000] };
    };
    const copies = { make: run('make', made), rehearse: async () => void (await run('rehearse', rehearsed)()) };
    const guard = createGuard({
      log: store.keep,
      rules: [],
      keep: { log: 400, questions: 180 },
      ...(hasPlace && { copies }),
    });
    const adapter = {
      name: 'web',
      start: async () => undefined,
      stop: async () => undefined,
      direct: ({ id }: Person) => `web:${id}`,
      send: async (to: string, reply: Reply) => void sent.push({ to, reply }),
    };
    const { handle: handler, onTimer } = guard;
    const bot = createBot({ store, handler, onTimer, adapters: [adapter], now: () => clock, log: quiet });
    return { bot, arm: () => store.commit({ now: clock, jobs: guard.timers(clock).map(timerJob) }) };
  }

  beforeEach(async () => {
    store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    clock = noon;
    made = [];
    rehearsed = [];
    sent = [];
    broken = undefined;
    await store.commit({ now: noon, people: [person('s', 'staff'), person('a', 'admin'), person('u', 'auditor')] });
  });
  afterEach(() => store.close());

  const subjects = async () =>
    (await store.keep.accesses({ acts: ['copy', 'erase', 'admin'] })).map((line) => line.subject);

  it('is made once at a quarter past two, by one of the instances, and stands in the log', async () => {
    const both = [instance(), instance()];
    for (const { arm } of both) await arm();
    clock = night - 1;
    for (const { bot } of both) await bot.drain();
    assert.deepEqual(made, []);
    clock = night;
    for (const { bot } of both) await bot.drain();
    assert.deepEqual(made, [night]);
    assert.deepEqual(await subjects(), [`backup:${night}`, `backup:${night - 7 * 86_400_000}`, 'rehearsal']);
    clock = night + day;
    for (const { bot } of both) await bot.drain();
    assert.deepEqual(made, [night, night + day]);
  });

  it('is rehearsed once a month', async () => {
    const { bot, arm } = instance();
    await arm();
    for (let n = 0; n < 10; n++) {
      clock = night + n * day;
      await bot.drain();
    }
    assert.equal(made.length, 10);
    assert.deepEqual(rehearsed, [night, night + 6 * day], '25 November and 1 December');
  });

  it('is tried five times where it fails, then the administrators are told, and the next night comes all the same', async () => {
    const { bot, arm } = instance();
    await arm();
    broken = 'make';
    for (let n = 0; n < 12; n++) {
      clock = night + n * 10 * minute;
      await bot.drain();
    }
    assert.deepEqual(sent.map(({ to }) => to).sort(), ['web:a', 'web:u']);
    assert.match(
      sent[0]?.reply.text ?? '',
      /5回.*できませんでした。ファイルを読み書きできません。.*「backup\.failed」.*BACKUP_DIR/su,
    );
    assert.doesNotMatch(sent[0]?.reply.text ?? '', /storage/u);
    assert.equal(sent[0]?.reply.kind, 'alert');
    broken = undefined;
    clock = night + day;
    await bot.drain();
    assert.deepEqual(made, [night + day]);
  });

  it('that cannot be restored is told as well', async () => {
    const { bot, arm } = instance();
    await arm();
    broken = 'rehearse';
    for (let n = 0; n < 12; n++) {
      clock = night + n * 10 * minute;
      await bot.drain();
    }
    assert.deepEqual(made, [night]);
    assert.equal(sent.length, 2);
    assert.match(sent[0]?.reply.title ?? '', /復元/u);
    assert.match(sent[0]?.reply.text ?? '', /ファイルを読み書きできません/u);
  });

  it('is told with the cause in words, whatever the cause is', () => {
    const causes = (['storage', 'database', 'backup', 'sealed', 'key', 'config', 'fenced'] as const).map((code) =>
      causeOfFailure(new TokkiError(code, 'x')),
    );
    const texts = [...causes, causeOfFailure(new Error('x'))].map(({ ja, en }) => `${ja} ${en}`);
    assert.equal(new Set(texts).size, 7);
    assert.deepEqual([texts.at(-1), /原因/u.test(texts.at(-1) ?? '')], [texts.at(-2), true]);
    for (const { ja, en } of causes)
      assert.deepEqual([/[ぁ-ん].*。$/u.test(ja), /^[ -~–]+\.$/u.test(en)], [true, true], ja);
  });

  it('is not made where no place is configured; a place that was taken away is told once', async () => {
    const without = instance(false);
    await without.arm();
    clock = night;
    await without.bot.drain();
    assert.deepEqual([made, sent], [[], []]);
    await instance().arm();
    for (let n = 0; n < 12; n++) {
      clock = night + day + n * 10 * minute;
      await without.bot.drain();
    }
    assert.equal(sent.length, 2);
    clock = night + 3 * day;
    await without.bot.drain();
    assert.equal(sent.length, 2);
  });
});
