/** Another person's ids: whatever Tokki has offered to one person tells a stranger nothing and does nothing for him. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createBot } from '../../src/bot.ts';
import { createDesk, type Rooms } from '../../src/desk.ts';
import { createGuard } from '../../src/guard/handler.ts';
import { createHost } from '../../src/host.ts';
import type { Adapter, Host } from '../../src/index.ts';
import { openRooms } from '../../src/open.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { Person, Reply, Role } from '../../src/types.ts';

const secret = 'みなと台帳';
const now = Date.UTC(2026, 10, 24, 3);
const person = (id: string, role: Role, contract: string): Person => ({
  id,
  name: id,
  mail: `${id}@x.jp`,
  role,
  lang: 'ja',
  contracts: [contract],
});
const people = [
  person('hana', 'staff', 'A'),
  person('ichiro', 'responsible', 'A'),
  person('ken', 'staff', 'B'),
  person('rin', 'responsible', 'B'),
  person('aki', 'auditor', 'A'),
];
/** The files that give the acts of a room their ids. */
const tables = ['incident/case/ids', 'incident/acts', 'training/acts', 'ask/acts'];

/** Every word that is an act or a form of a room, as its file lists them: a new one is tried without a change here. */
function words(table: string): readonly string[] {
  const code = readFileSync(new URL(`../../src/${table}.ts`, import.meta.url), 'utf8');
  const lists = [...code.matchAll(/const \w+ = \[([^\]]*)\] as const/gu)].map(([, list = '']) => list);
  const single = [...code.matchAll(/\bdo: '(\w+)'|name === '(\w+)'/gu)].map(([, one, other]) => `'${one ?? other}'`);
  return [
    ...new Set([...lists, ...single].flatMap((list) => [...list.matchAll(/'(\w+)'/gu)].map(([, name = '']) => name))),
  ];
}

/** Each act with each id of theirs that it can be about. */
function every(shown: readonly Reply[]): readonly string[] {
  const text = JSON.stringify(shown);
  const keys = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, key = '']) => key))];
  const forms = keys(/"incident:([^:"]+):/gu);
  const questions = keys(/"ask:\w+:([^"]+)"/gu);
  assert.ok(forms.length > 0 && questions.length > 0);
  const [cases = [], incidents = [], trainings = [], asks = []] = tables.map(words);
  return [
    ...cases.flatMap((act) => ['', ':0', ':1', ':1:ken'].map((rest) => `case:2026-0001:${act}${rest}`)),
    ...cases.flatMap((form) => ['open', 'fill'].map((act) => `case:2026-0001:${act}:${form}:1`)),
    ...incidents.flatMap((act) =>
      forms.flatMap((key) => ['', ':what', ':what:x'].map((rest) => `incident:${key}:${act}${rest}`)),
    ),
    ...incidents.map((filter) => `reports:${filter}:0`),
    ...['report:2026-0001', 'reports:csv'],
    ...trainings.flatMap((act) => ['', ':hana', ':hana:annex', ':annex', ':0'].map((rest) => `training:${act}${rest}`)),
    ...asks.flatMap((act) => questions.map((key) => `ask:${act}:${key}`)),
    ...questions.map((key) => `ask:why:wrong:${key}`),
  ];
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('another person’s ids', function () {
  this.timeout(300_000);
  let store: Store;
  let bot: ReturnType<typeof createBot>;
  let host: Host;
  const sent: { to: string; reply: Reply }[] = [];

  before(async () => {
    store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    const { ask, incident, training } = await openRooms();
    const guard = createGuard({ log: store.keep, rules: [], keep: { log: 400, questions: 180 } });
    const rooms: Rooms = createDesk(ask, incident, training, guard);
    const adapter: Adapter = {
      name: 'web',
      start: async () => undefined,
      stop: async () => undefined,
      direct: ({ id }) => `web:${id}`,
      send: async (to, reply) => void sent.push({ to, reply }),
    };
    bot = createBot({
      store,
      handler: rooms.handle,
      onTimer: rooms.onTimer,
      adapters: [adapter],
      now: () => now,
      log: quiet,
    });
    host = createHost({ store, bot, rooms, now: () => now, log: quiet });
    await store.commit({ now, people });
    await says('hana', { text: `${secret}の入ったUSBを電車に忘れました` });
    await says('hana', { text: '提出' });
    await says('ichiro', { text: '報告一覧' });
    await says('ichiro', { choice: { id: 'report:2026-0001' } });
    await says('ichiro', { text: '確認しました' });
    await says('hana', { text: `${secret}をコピーしていい？` });
    const [, hand] = /"(ask:hand:[^"]+)"/u.exec(JSON.stringify(sent)) ?? [];
    assert.ok(hand);
    await says('hana', { choice: { id: hand } });
    await says('hana', { text: `${secret}の別の紙をなくしました` });
    assert.ok((await store.conversation('web:hana'))?.form);
  });
  after(() => store.close());

  let count = 0;
  async function says(who: string, part: object): Promise<Reply[]> {
    const from = sent.length;
    await bot.receive({
      key: `k${count++}`,
      address: `web:${who}`,
      user: who,
      person: who,
      private: true,
      at: now,
      ...part,
    });
    await bot.drain();
    return sent
      .slice(from)
      .filter(({ to }) => to === `web:${who}`)
      .map(({ reply }) => reply);
  }

  /** Every id that stands anywhere in what was shown so far to people of contract A. */
  function offered(): readonly string[] {
    const text = JSON.stringify(sent.filter(({ to }) => to === 'web:hana' || to === 'web:ichiro'));
    return [...new Set([...text.matchAll(/"(?:id|edit)":"([^"]+)"/gu)].map(([, id = '']) => id))];
  }

  it('are all tried by people of another contract and by an auditor, pressed, filled in and fetched', async () => {
    const ids = offered().filter((id) => !/^(?:home|report:new|annex.*|\d.*)$/u.test(id));
    assert.ok(ids.length > 25, `${ids.length} ids`);
    const before = await store.report('2026-0001');
    const events = (await store.events('2026-0001')).length;
    for (const who of ['ken', 'rin', 'aki']) {
      for (const id of ids) {
        const shown = [
          ...(await says(who, { choice: { id } })),
          ...(await says(who, { choice: { id, values: ['x'], fields: { cause: ['x'], text: ['x'] } } })),
        ];
        assert.doesNotMatch(JSON.stringify(shown), new RegExp(secret, 'u'), `${who} ${id}`);
        const message = {
          key: 'f',
          address: `web:${who}`,
          user: who,
          person: who,
          private: true,
          at: now,
          choice: { id },
        };
        assert.doesNotMatch(JSON.stringify((await host.form(message)) ?? {}), new RegExp(secret, 'u'), `${who} ${id}`);
        await assert.rejects(host.file(id, who), `${who} ${id}`);
      }
      assert.doesNotMatch(JSON.stringify(await says(who, { text: '報告一覧' })), /2026-0001/u);
    }
    assert.deepEqual(await store.report('2026-0001'), before);
    assert.equal((await store.events('2026-0001')).length, events);
  });

  it('of each act that there is, offered or not, change nothing of theirs and show nothing', async () => {
    const ids = every(sent.map(({ reply }) => reply));
    assert.ok(ids.length > 250, `${ids.length} ids`);
    const before = await theirs();
    const fields = { text: ['x'], note: ['x'], cause: ['x'], owner: ['rin'], due: ['2026-12-01'], title: ['x'] };
    for (const who of ['ken', 'rin', 'aki']) {
      for (const id of ids) {
        const shown = await says(who, { choice: { id } });
        // Who answers for another contract has the most rights of the three.
        if (who === 'rin') shown.push(...(await says(who, { choice: { id, values: ['x'], fields } })));
        assert.doesNotMatch(JSON.stringify(shown), new RegExp(secret, 'u'), `${who} ${id}`);
      }
      assert.equal(await theirs(), before, who);
    }
  });

  /** All that the desk keeps of contract A and its people. */
  async function theirs(): Promise<string> {
    const questions = (await store.questions({})).filter(({ person }) => person === 'hana');
    return JSON.stringify([
      await store.report('2026-0001'),
      await store.events('2026-0001'),
      await store.tasks({ report: '2026-0001' }),
      questions,
      await store.conversation('web:hana'),
      await store.conversation('web:ichiro'),
      await store.assignments({ person: 'hana' }),
      (await store.people()).filter(({ contracts }) => contracts.includes('A')),
    ]);
  }

  it('that are made up are refused, and what was made up does not get into the log, which nobody can erase', async () => {
    for (const made of ['山田太郎090-1234-5678', '山田太郎\0', '山田太郎\ud800', '山田太郎\n2 line']) {
      for (const id of [
        `report:${made}`,
        `case:${made}:acknowledge`,
        `case:${made}:open:cause:1`,
        `training:remind:${made}`,
        `training:extend:${made}:annex`,
        `guard:approve:${made}`,
        `ask:hand:${made}`,
      ]) {
        for (const who of ['ken', 'rin', 'aki']) {
          assert.ok(
            (await says(who, { choice: { id } })).every(({ kind }) => kind !== 'error'),
            `${who} ${id}`,
          );
          const message = { key: 'f', address: `web:${who}`, user: who, person: who, private: true, at: now };
          await host.form({ ...message, choice: { id } });
        }
      }
      for (const id of [`case:${made}:1`, `csv:${made}`, `training:${made}`, made])
        await assert.rejects(host.file(id, 'ken'), id);
    }
    assert.deepEqual(await store.dead(9), []);
    assert.doesNotMatch(JSON.stringify(await store.keep.accesses({ limit: 100_000 })), /山田|090-1234/u);
  });

  it('leave a refusal in the log for each reading that was tried', async () => {
    const refused = await store.keep.accesses({ acts: ['refuse'] });
    assert.ok(refused.some(({ by, subject }) => by === 'ken' && subject === 'report:2026-0001'));
  });

  it('would be seen: the owner gets what strangers do not', async () => {
    assert.match(JSON.stringify(await says('ichiro', { choice: { id: 'report:2026-0001' } })), new RegExp(secret, 'u'));
  });
});
