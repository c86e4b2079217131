/** The guard at work: through a bot, on a store, with the clock moved. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createBot } from '../../src/bot.ts';
import { subjects } from '../../src/guard/approvals.ts';
import { createGuard, type Guard } from '../../src/guard/handler.ts';
import { parseRules } from '../../src/guard/rules.ts';
import { createHost } from '../../src/host.ts';
import type { Adapter } from '../../src/index.ts';
import { timerJob, watchJob } from '../../src/outbox.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { Access, Message, OpenForm, Person, Reply, Role } from '../../src/types.ts';

const day = 86_400_000;
/** Tue 24 Nov 2026, 12:00 JST. */
const noon = Date.UTC(2026, 10, 24, 3);
const person = (id: string, role: Role): Person => ({
  id,
  name: `名${id}`,
  mail: `${id}@x.jp`,
  role,
  lang: 'ja',
  contracts: ['k'],
});
const people = [
  person('s', 'staff'),
  person('r', 'responsible'),
  person('a', 'admin'),
  person('b', 'admin'),
  person('u', 'auditor'),
];
const rules = parseRules(parse(readFileSync(new URL('../../knowledge/monitoring.yaml', import.meta.url), 'utf8')), 'x');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const access = (over: Partial<Access> = {}): Access => ({
  at: noon,
  by: 's',
  act: 'read',
  subject: 'report:2026-0001',
  ...over,
});
const form: OpenForm = { form: 'incident', key: 'f1', answers: {}, told: ['電車'], started: noon };

describe('the guard', () => {
  let store: Store;
  let guard: Guard;
  let clock: number;
  let sent: { to: string; reply: Reply }[];
  let bot: ReturnType<typeof createBot>;

  beforeEach(async () => {
    store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    guard = createGuard({ log: store.keep, rules, keep: { log: 400, questions: 180 } });
    clock = noon;
    sent = [];
    const adapter: Adapter = {
      name: 'web',
      start: async () => undefined,
      stop: async () => undefined,
      direct: ({ id }) => `web:${id}`,
      send: async (to, reply) => void sent.push({ to, reply }),
    };
    bot = createBot({
      store,
      handler: guard.handle,
      onTimer: guard.onTimer,
      adapters: [adapter],
      now: () => clock,
      log: quiet,
    });
    await store.commit({ now: noon, people });
  });
  afterEach(() => store.close());

  async function at(now: number): Promise<void> {
    clock = now;
    await bot.drain();
  }

  let said = 0;
  async function says(who: string, part: Partial<Message>): Promise<string> {
    sent = [];
    await bot.receive({
      key: `m${said++}`,
      address: `web:${who}`,
      user: who,
      person: who,
      private: true,
      at: clock,
      ...part,
    });
    await bot.drain();
    return sent
      .filter(({ to }) => to === `web:${who}`)
      .map(({ reply }) => reply.text)
      .join('\n');
  }

  const titles = () => sent.map(({ to, reply }) => `${to} ${reply.title}`);

  it('alerts administrators and auditors to unusual access, once a day, and only what is new', async () => {
    const reads = (from: number) => Array.from({ length: 45 }, (_, i) => access({ at: from + i * 1_000 }));
    await store.commit({ now: noon, access: reads(noon), jobs: [watchJob(noon)] });
    await at(noon + 10 * 60_000);
    const told = ['web:a', 'web:b', 'web:u'].map((to) => `${to} 短い時間に多くの記録が読まれています`);
    assert.deepEqual(titles().toSorted(), told);
    assert.match(sent[0]?.reply.text ?? '', /名s：45件（2026-11-24 12:00/u);
    await store.commit({ now: clock, access: reads(noon + 11 * 60_000), jobs: [watchJob(clock)] });
    await at(noon + 20 * 60_000);
    assert.equal(sent.length, 3, 'not again on the same day');
    const alerts = await store.keep.accesses({ acts: ['admin'], subject: 'watch:' });
    assert.equal(alerts[0]?.subject, 'watch:bulk-read:s', 'the alert is in the log');
    await store.commit({ now: noon + day, access: reads(noon + day), jobs: [watchJob(noon + day)] });
    await at(noon + day + 10 * 60_000);
    assert.equal(sent.length, 6);
  });

  it('looks again after each commit that logs, and does nothing where nobody does anything', async () => {
    assert.equal(await store.nextDue(), undefined);
    await says('u', { text: 'アクセス記録' });
    const due = await store.nextDue();
    assert.equal(due, noon - (noon % 300_000) + 300_000);
  });

  it('sends the digest on the first of the month, and arms the next', async () => {
    await store.commit({
      now: noon,
      access: [access(), access({ by: 'r', act: 'export', subject: 'reports' }), access({ act: 'refuse' })],
    });
    await store.commit({
      now: noon,
      jobs: guard
        .timers(noon)
        .filter(({ name }) => name === 'guard:digest')
        .map(timerJob),
    });
    await at(Date.UTC(2026, 10, 30, 23, 59));
    assert.equal(sent.length, 0);
    await at(Date.UTC(2026, 11, 1, 0, 0));
    assert.deepEqual(
      titles().toSorted(),
      ['web:a', 'web:b', 'web:r', 'web:u'].map((to) => `${to} アクセス記録のまとめ（2026-11）`),
    );
    const facts = Object.fromEntries((sent[0]?.reply.facts ?? []).map(({ label, value }) => [label, value]));
    assert.equal(facts.閲覧が多い人, '名s（1件）');
    assert.equal(facts['書き出し・複製'], '名r（1件）');
    assert.equal(facts.断られた操作, '名s（1件）');
    assert.match(facts.記録の末尾 ?? '', /^3件目、照合値 [0-9a-f]{16}/u);
    const next = (await store.claim(Date.UTC(2027, 0, 1, 0, 0), 1, 9)).map(({ key }) => key);
    assert.ok(next.includes('guard:digest:2026-12'), next.join());
    assert.equal((await store.keep.accesses({ acts: ['admin'], subject: 'digest:' }))[0]?.subject, 'digest:2026-11');
  });

  it('owes a digest for each month in which the desk was away', async () => {
    await store.commit({ now: noon, access: [access()] });
    const timers = guard.timers(noon).filter(({ name }) => name === 'guard:digest');
    await store.commit({ now: noon, jobs: timers.map(timerJob) });
    await at(Date.UTC(2027, 1, 10));
    const told = await store.keep.accesses({ acts: ['admin'], subject: 'digest:' });
    assert.deepEqual(
      told.map(({ subject }) => subject),
      ['digest:2026-11', 'digest:2026-12', 'digest:2027-01'],
    );
  });

  it('knows an account that was silent for longer than lines are kept', async () => {
    await store.commit({ now: noon - 500 * day, access: [access({ at: noon - 500 * day })] });
    await store.keep.expire({ forms: 0, questions: 0, jobs: 0, leavers: 0, log: noon - 400 * day }, noon);
    assert.equal((await store.keep.logHead()).archived, 1);
    await store.commit({ now: noon, access: [access()], jobs: [watchJob(noon)] });
    await at(noon + 10 * 60_000);
    assert.deepEqual(titles()[0], 'web:a 長く使われていなかったアカウントが使われました');
  });

  it('keeps a form until it has warned, where the desk was away meanwhile', async () => {
    await store.commit({ now: noon, conversation: { address: 'web:s', version: 1, lang: 'ja', person: 's', form } });
    const timers = guard.timers(noon).filter(({ name }) => name === 'keep:daily');
    await store.commit({ now: noon, jobs: timers.map(timerJob) });
    await at(noon + 9 * day);
    assert.deepEqual(titles(), ['web:s 書きかけの報告が残っています']);
    assert.match(sent[0]?.reply.text ?? '', /2026-12-04に/u);
    assert.equal((await store.conversation('web:s'))?.form?.key, 'f1', 'warned, not yet gone');
    await at(noon + 10 * day);
    assert.equal((await store.conversation('web:s'))?.form, undefined);
  });

  it('logs who is turned away at a door once a minute, and alerts to it', async () => {
    const none = { form: async () => ({ access: [] }), check: async () => ({}), file: async () => undefined };
    const host = createHost({ store, bot, now: () => clock, log: quiet, rooms: none });
    for (let n = 0; n < 6; n++) {
      clock = noon + n * 60_000;
      for (let again = 0; again < 50; again++) await host.refused('slack');
    }
    const lines = await store.keep.accesses({ acts: ['refuse'] });
    assert.deepEqual([lines.length, lines[0]?.by, lines[0]?.subject], [6, 'door:slack', 'door:slack']);
    await at(noon + 20 * 60_000);
    assert.match(sent[0]?.reply.text ?? '', /^入口で断られた人（slack）：/u);
  });

  it('shows the log to administrators and auditors in private, and to nobody else', async () => {
    await store.commit({ now: noon, access: [access()] });
    for (const who of ['a', 'u']) {
      await says(who, { text: 'アクセス記録を見せて' });
      assert.equal(sent[0]?.reply.kind, 'summary');
    }
    for (const who of ['s', 'r', 'nobody'])
      assert.match(await says(who, { text: 'access log' }), /Only administrators and auditors/u);
    assert.match(await says('u', { text: 'アクセス記録', private: false }), /個別のチャット/u);
    const logged = await store.keep.accesses({ subject: 'log' });
    assert.deepEqual(
      logged.map(({ by, act }) => `${by} ${act}`),
      ['a read', 'u read', 's refuse', 'r refuse', 'web:nobody refuse'],
    );
  });

  it('warns of a form that nobody touches, then removes it, and goes on each night', async () => {
    await store.commit({ now: noon, conversation: { address: 'web:s', version: 1, lang: 'ja', person: 's', form } });
    await store.commit({
      now: noon,
      jobs: guard
        .timers(noon)
        .filter(({ name }) => name === 'keep:daily')
        .map(timerJob),
    });
    const night = Date.UTC(2026, 10, 24, 18);
    for (let n = 0; n < 5; n++) await at(night + n * day);
    assert.equal(sent.length, 0);
    await at(night + 5 * day);
    assert.deepEqual(titles(), ['web:s 書きかけの報告が残っています']);
    assert.match(sent[0]?.reply.text ?? '', /2026-11-24から手が付いていません。2026-12-01に/u);
    await at(night + 6 * day);
    assert.equal(sent.length, 1);
    assert.equal((await store.conversation('web:s'))?.form?.key, 'f1');
    await at(night + 7 * day);
    assert.equal((await store.conversation('web:s'))?.form, undefined);
    assert.equal(sent.length, 1);
  });

  it('archives the log page by page without breaking its chain, whatever the length', async () => {
    await store.commit({ now: noon, access: Array.from({ length: 2_500 }, () => access()) });
    const later = noon + 401 * day;
    await store.commit({
      now: noon,
      jobs: guard
        .timers(later)
        .filter(({ name }) => name === 'keep:daily')
        .map(timerJob),
    });
    await at(later + day);
    const { archived, rows } = await store.keep.logHead();
    assert.deepEqual([archived, rows], [2_500, 2_500]);
    assert.deepEqual(await store.verifyLog(), { rows: 2_500 });
  });

  it('asks administrators, takes two different ones, and nobody else', async () => {
    await store.commit({
      now: noon,
      access: [access({ by: 'cli:x', act: 'admin', subject: subjects.request('abc123', 'erase:k') })],
      jobs: [timerJob({ key: 'ask', name: 'guard:ask', subject: 'abc123', due: noon })],
    });
    await at(noon);
    assert.deepEqual(
      sent.map(({ to, reply }) => `${to} ${reply.buttons?.map(({ id }) => id).join(' ')}`),
      ['web:a guard:approve:abc123 guard:reject:abc123', 'web:b guard:approve:abc123 guard:reject:abc123'],
    );
    const press = (who: string, id = 'guard:approve:abc123') => says(who, { choice: { id } });
    for (const who of ['s', 'r', 'u', 'nobody']) assert.match(await press(who), /管理者だけ/u);
    assert.match(await press('a'), /1人／2人/u);
    assert.match(await press('a'), /1人／2人/u);
    assert.match(await press('b'), /そろいました/u);
    for (const id of [
      'guard:approve:zzz999',
      'guard:',
      'guard:approve:',
      'guard:approve:abc123:x',
      'guard:approve:../../x',
    ])
      assert.match(await press('a', id), /もう承認を待っていません/u);
    clock = noon + 73 * 3_600_000;
    assert.match(await press('b'), /もう承認を待っていません/u);
  });

  it('logs what shows a report again, and not what is shown as it happens', async () => {
    const host = createHost({
      store,
      bot,
      now: () => clock,
      log: quiet,
      rooms: { form: async () => ({ access: [] }), check: async () => ({}), file: async () => undefined },
    });
    const reply: Reply = { kind: 'alert', lang: 'ja', text: '報告' };
    const work = { kind: 'send', to: 'web:r', reply } as const;
    await store.commit({ now: noon, jobs: [{ key: 'p', group: 'g', address: 'web:r', due: noon, work }] });
    await host.history('web:r', 9, undefined, 'r');
    await host.history('web:r', 9, 0, 'r');
    assert.deepEqual(await store.keep.accesses({}), []);
    clock = noon + 3_600_000;
    await host.history('web:r', 9, 0, 'r');
    await host.history('web:s', 9, undefined, 's');
    await host.history('web:r', 9);
    const logged = await store.keep.accesses({});
    assert.deepEqual(
      logged.map(({ by, act, subject }) => `${by} ${act} ${subject}`),
      ['r read conversation:web:r'],
    );
  });
});
