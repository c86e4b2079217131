/** The guard: who is told what, who may see the log, and what two have to agree to. */
import assert from 'node:assert/strict';
import { subjects } from '../../src/guard/approvals.ts';
import { timerJob, watchJob } from '../../src/outbox.ts';
import { access, day, noon, openRoom, type Room } from './set-up.ts';

describe('the guard', () => {
  let room: Room;

  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.store.close());

  it('alerts administrators and auditors to unusual access, once a day, and only what is new', async () => {
    const reads = (from: number) => Array.from({ length: 45 }, (_, i) => access({ at: from + i * 1_000 }));
    await room.store.commit({ now: noon, access: reads(noon), jobs: [watchJob(noon)] });
    await room.at(noon + 10 * 60_000);
    const told = ['web:a', 'web:b', 'web:u'].map((to) => `${to} 短い時間に多くの記録が読まれています`);
    assert.deepEqual(room.titles().toSorted(), told);
    assert.match(room.sent[0]?.reply.text ?? '', /名s：45件（2026-11-24 12:00/u);
    await room.store.commit({ now: room.clock, access: reads(noon + 11 * 60_000), jobs: [watchJob(room.clock)] });
    await room.at(noon + 20 * 60_000);
    assert.equal(room.sent.length, 3, 'not again on the same day');
    const alerts = await room.store.keep.accesses({ acts: ['admin'], subject: 'watch:' });
    assert.equal(alerts[0]?.subject, 'watch:bulk-read:s', 'the alert is in the log');
    assert.equal(alerts.length, 1, 'once a day');
    await room.store.commit({ now: noon + day, access: reads(noon + day), jobs: [watchJob(noon + day)] });
    await room.at(noon + day + 10 * 60_000);
    assert.equal(room.sent.length, 6);
  });

  it('looks again after each commit that logs, and does nothing where nobody does anything', async () => {
    assert.equal(await room.store.nextDue(), undefined);
    await room.says('u', { text: 'アクセス記録' });
    const due = await room.store.nextDue();
    assert.equal(due, noon - (noon % 300_000) + 300_000);
  });

  it('sends the digest on the first of the month, and arms the next', async () => {
    await room.store.commit({
      now: noon,
      access: [access(), access({ by: 'r', act: 'export', subject: 'reports' }), access({ act: 'refuse' })],
    });
    await room.store.commit({
      now: noon,
      jobs: room.guard
        .timers(noon)
        .filter(({ name }) => name === 'guard:digest')
        .map(timerJob),
    });
    await room.at(Date.UTC(2026, 10, 30, 23, 59));
    assert.equal(room.sent.length, 0);
    await room.at(Date.UTC(2026, 11, 1, 0, 0));
    assert.deepEqual(
      room.titles().toSorted(),
      ['web:a', 'web:b', 'web:r', 'web:u'].map((to) => `${to} アクセス記録のまとめ（2026-11）`),
    );
    const facts = Object.fromEntries((room.sent[0]?.reply.facts ?? []).map(({ label, value }) => [label, value]));
    assert.equal(facts.閲覧が多い人, '名s（1件）');
    assert.equal(facts['書き出し・複製'], '名r（1件）');
    assert.equal(facts.断られた操作, '名s（1件）');
    assert.match(facts.記録の末尾 ?? '', /^3件目、照合値 [0-9a-f]{16}/u);
    const next = (await room.store.claim(Date.UTC(2027, 0, 1, 0, 0), 1, 9)).map(({ key }) => key);
    assert.ok(next.includes('guard:digest:2026-12'), next.join());
    assert.equal(
      (await room.store.keep.accesses({ acts: ['admin'], subject: 'digest:' }))[0]?.subject,
      'digest:2026-11',
    );
  });

  it('shows the log to administrators and auditors in private, and to nobody else', async () => {
    await room.store.commit({ now: noon, access: [access()] });
    for (const who of ['a', 'u']) {
      await room.says(who, { text: 'アクセス記録を見せて' });
      assert.equal(room.sent[0]?.reply.kind, 'summary');
    }
    for (const who of ['s', 'r', 'nobody'])
      assert.match(await room.says(who, { text: 'access log' }), /Only administrators and auditors/u);
    assert.match(await room.says('u', { text: 'アクセス記録', private: false }), /個別のチャット/u);
    const logged = await room.store.keep.accesses({ subject: 'log' });
    assert.deepEqual(
      logged.map(({ by, act }) => `${by} ${act}`),
      ['a read', 'u read', 's refuse', 'r refuse', 'web:nobody refuse'],
    );
  });

  it('asks administrators, takes two different ones, and nobody else', async () => {
    await room.store.commit({
      now: noon,
      access: [access({ by: 'cli:x', act: 'admin', subject: subjects.request('abc123', 'erase:k') })],
      jobs: [timerJob({ key: 'ask', name: 'guard:ask', subject: 'abc123', due: noon })],
    });
    await room.at(noon);
    assert.deepEqual(
      room.sent.map(({ to, reply }) => `${to} ${reply.buttons?.map(({ id }) => id).join(' ')}`),
      ['web:a guard:approve:abc123 guard:reject:abc123', 'web:b guard:approve:abc123 guard:reject:abc123'],
    );
    const press = (who: string, id = 'guard:approve:abc123') => room.says(who, { choice: { id } });
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
    room.clock = noon + 73 * 3_600_000;
    assert.match(await press('b'), /もう承認を待っていません/u);
  });
});
