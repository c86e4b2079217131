/**
 * Role by action through the whole desk: what a right says is what happens, and the access log says the same. A right that
 * nothing asks, and an act that asks no right, would both fail here.
 */
import assert from 'node:assert/strict';
import { createBot } from '../../src/bot.ts';
import { createDesk } from '../../src/desk.ts';
import { subjects } from '../../src/guard/approvals.ts';
import { createGuard } from '../../src/guard/handler.ts';
import { createHost } from '../../src/host.ts';
import type { Adapter, Host } from '../../src/index.ts';
import { openRooms } from '../../src/open.ts';
import { timerJob } from '../../src/outbox.ts';
import { type Action, actions, may, mayEver } from '../../src/rights.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { Message, Person, Reply, Role } from '../../src/types.ts';

const now = Date.UTC(2026, 10, 24, 3);
const person = (id: string, role: Role, contract: string, more: Partial<Person> = {}): Person => ({
  id,
  name: id,
  mail: `${id}@x.jp`,
  role,
  lang: 'ja',
  contracts: [contract],
  ...more,
});
const hana = person('hana', 'staff', 'A', { manager: 'ichiro' });
const listed = [
  hana,
  person('ichiro', 'responsible', 'A'),
  person('ken', 'staff', 'B', { manager: 'ichiro' }),
  person('rin', 'responsible', 'B'),
  person('adm', 'admin', ''),
  person('adm2', 'admin', ''),
  person('aki', 'auditor', 'A'),
];
const guest: Person = { ...person('web:gast', 'guest', ''), contracts: [] };
const stranger: Person = { ...person('web:fremd', 'stranger', ''), contracts: [] };
const everybody = [...listed, guest, stranger];
const mine = (one: Person) => ({ owner: one.id, contracts: one.contracts });
const ofHana = { owner: 'hana', contracts: ['A'] };
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('what each role may do, done', function () {
  this.timeout(60_000);
  let store: Store;
  let bot: ReturnType<typeof createBot>;
  let host: Host;
  let sent: { to: string; reply: Reply }[] = [];
  let file = '';

  before(async () => {
    store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    const { ask, incident, training } = await openRooms();
    const guard = createGuard({ log: store.keep, rules: [], keep: { log: 400, questions: 180 } });
    const rooms = createDesk(ask, incident, training, guard);
    const adapter: Adapter = {
      name: 'web',
      start: async () => undefined,
      stop: async () => undefined,
      direct: ({ id }) => `web:${id}`,
      send: async (to, reply) => void sent.push({ to, reply }),
    };
    const parts = { store, adapters: [adapter], now: () => now, log: quiet };
    bot = createBot({ ...parts, handler: rooms.handle, onTimer: rooms.onTimer });
    host = createHost({ store, bot, rooms, now: () => now, log: quiet });
    const asked = { at: now, by: 'cli:x', act: 'admin', subject: subjects.request('abc123', 'erase:A') } as const;
    await store.commit({ now, people: listed, access: [asked] });
    const assignment = {
      person: 'hana',
      course: 'annex-basics',
      since: 1,
      edition: 1,
      due: 99_999,
      reason: 'start',
    } as const;
    await store.commit({ now, assignments: [assignment] });
    await says(hana, { text: 'USBを電車に忘れました' });
    await says(hana, { text: '提出' });
    await says(hana, { key: 'q', text: '名簿を家に持ち帰っていい？' });
    await press('hana', 'ask:hand:q');
    await press('ichiro', 'case:2026-0001:document');
    file = sent.flatMap(({ reply }) => reply.files ?? []).find(({ id }) => id.startsWith('case:'))?.id ?? '';
    assert.match(file, /^case:2026-0001:\d+$/u);
  });
  after(() => store.close());

  let count = 0;
  async function says(who: Person, part: Partial<Message>): Promise<void> {
    const address = who.id.startsWith('web:') ? who.id : `web:${who.id}`;
    const key = `k${count++}`;
    const strange = who.role === 'stranger' ? { stranger: true as const } : {};
    await bot.receive({ key, address, user: who.id, person: who.id, private: true, at: now, ...strange, ...part });
    await bot.drain();
  }
  const press = (id: string, choice: string) => says(personOf(id), { choice: { id: choice } });
  const personOf = (id: string) => everybody.find((one) => one.id === id) ?? guest;

  interface Door {
    readonly action: Action;
    readonly what: string;
    readonly open: (who: Person) => Promise<unknown>;
    /** Whose it is that is opened. */
    readonly thing: (who: Person) => { readonly owner: string; readonly contracts: readonly string[] };
    /** It leads nobody to anything of somebody else, and writes nothing yet. */
    readonly unlogged?: true;
  }
  const own = async (who: Person, act: string) => {
    const key = `own-${act}-${who.id.replace(':', '-')}`;
    await says(who, { key, text: '名簿を家に持ち帰っていい？' });
    return says(who, { choice: { id: `ask:${act}:${key}` } });
  };
  const button = (id: string) => (who: Person) => says(who, { choice: { id } });
  const doors: readonly Door[] = [
    { action: 'ask', what: 'a question', open: (who) => says(who, { text: '名簿を捨てていい？' }), thing: mine },
    { action: 'ask', what: 'a rating', open: (who) => own(who, 'up'), thing: mine },
    { action: 'question.hand', what: 'the own question', open: (who) => own(who, 'hand'), thing: mine },
    {
      action: 'question.answer',
      what: 'the button',
      open: button('ask:answer:q'),
      thing: () => ({ ...ofHana, owner: '' }),
    },
    {
      action: 'question.answer',
      what: 'the text',
      open: (who) => says(who, { choice: { id: 'ask:reply:q', values: ['可否は甲に確かめます'] } }),
      thing: () => ({ ...ofHana, owner: '' }),
    },
    {
      action: 'report.file',
      what: 'a story, then 提出',
      open: async (who) => {
        await says(who, { text: '封筒を誤って別の人に郵送した' });
        await says(who, { text: '提出' });
      },
      thing: mine,
    },
    { action: 'report.read', what: 'one report', open: button('report:2026-0001'), thing: () => ofHana },
    { action: 'report.manage', what: 'its tasks', open: button('case:2026-0001:tasks:0'), thing: () => ofHana },
    { action: 'report.manage', what: 'a document', open: button('case:2026-0001:document'), thing: () => ofHana },
    {
      action: 'report.export',
      what: 'the document as a file',
      open: (who) => host.file(file, who.id).catch(() => undefined),
      thing: () => ofHana,
    },
    {
      action: 'training.take',
      what: 'a course',
      open: button('training:start:annex-basics'),
      thing: mine,
      unlogged: true,
    },
    {
      action: 'training.lead',
      what: 'a reminder',
      open: button('training:remind:hana'),
      thing: () => ({ owner: 'ichiro', contracts: ['A'] }),
    },
    {
      action: 'training.lead',
      what: 'the form for more time',
      open: (who) => host.form(messageOf(who, 'training:extend:hana:annex-basics')),
      thing: () => ({ owner: 'ichiro', contracts: ['A'] }),
    },
    { action: 'log.read', what: 'the log', open: (who) => says(who, { text: 'アクセス記録' }), thing: mine },
    { action: 'destroy.approve', what: 'an agreement', open: button('guard:approve:abc123'), thing: mine },
  ];
  /** Rights that are asked for all at once: a table, a confirmation. */
  const ever: readonly (Pick<Door, 'action' | 'what' | 'open'> & {
    readonly thing?: undefined;
    readonly unlogged?: true;
  })[] = [
    { action: 'report.export', what: 'the table', open: button('reports:csv') },
    { action: 'training.confirm', what: 'the records of a year', open: button('training:confirm:annex-basics:2026') },
  ];

  const messageOf = (who: Person, id: string): Message => {
    const strange = who.role === 'stranger' ? { stranger: true as const } : {};
    const address = who.id.startsWith('web:') ? who.id : `web:${who.id}`;
    return { key: 'f', address, user: who.id, person: who.id, private: true, at: now, choice: { id }, ...strange };
  };

  for (const { action, what, open, thing, unlogged } of [...doors, ...ever]) {
    for (const who of everybody) {
      it(`${action}: ${what}, by ${who.role} ${who.id}`, async () => {
        const before = (await store.keep.logHead()).rows;
        await open(who);
        const lines = (await store.keep.accesses({ after: before })).filter(({ by }) => by === who.id);
        const isAllowed = thing ? may(who, action, thing(who)) : mayEver(who, action);
        const refused = lines.filter(({ act }) => act === 'refuse');
        assert.equal(refused.length > 0, !isAllowed, JSON.stringify(lines));
        if (!unlogged) assert.ok(lines.length > 0, 'nothing in the log');
      });
    }
  }

  it('digest.get and watch.get: those who get them are those with the right, and no others', async () => {
    sent = [];
    const due = { key: 'guard:digest:2026-10', name: 'guard:digest', subject: '2026-10', due: now };
    await store.commit({ now, jobs: [timerJob(due)] });
    await bot.drain();
    const digests = sent
      .filter(({ reply }) => /まとめ/u.test(reply.title ?? ''))
      .map(({ to }) => to.slice('web:'.length));
    const entitled = listed.filter((one) => mayEver(one, 'digest.get')).map(({ id }) => id);
    assert.deepEqual(digests.toSorted(), entitled.toSorted());
  });

  it('leaves out no right', () => {
    const told = new Set<Action>([...doors, ...ever].map(({ action }) => action));
    assert.deepEqual(
      actions.filter((action) => !told.has(action)),
      ['digest.get', 'watch.get'],
    );
  });
});
