/** What the desk decides before any room does: who may speak, and where. */
import assert from 'node:assert/strict';
import { createDesk, type Rooms } from '../src/desk.ts';
import { openRooms } from '../src/open.ts';
import type { Conversation, Desk, Message, Outcome, Person } from '../src/types.ts';
import { emptyDesk } from './empty-desk.ts';
import { noGuard } from './no-guard.ts';

const hana: Person = { id: 'hana', name: '佐藤 はな', mail: 'h@x.jp', role: 'staff', lang: 'ja', contracts: ['k'] };
const nobody: Desk = { ...emptyDesk, people: async () => [hana] };
const conversation: Conversation = { address: 'fake:room', version: 0, lang: 'ja' };

describe('the desk', () => {
  let rooms: Rooms;
  before(async () => {
    const { ask, incident, training } = await openRooms();
    rooms = createDesk(ask, incident, training, noGuard);
  });

  function hear(part: Partial<Message>): Promise<Outcome> {
    const message: Message = { key: 'm', address: 'fake:room', user: 'U1', private: false, at: 0, ...part };
    const person: Person = part.stranger ? { ...hana, role: 'stranger' } : hana;
    return rooms.handle({ message, conversation, person, now: 0 }, nobody);
  }

  it('answers a question where it is asked', async () => {
    const { replies, inPrivate } = await hear({ text: 'このノートPC、家に持って帰っていい？', direct: 'fake:U1' });
    assert.equal(inPrivate, undefined);
    assert.ok(replies[0]?.quotes?.length);
  });

  it('goes on in private where a channel hears of an incident, and says so to that person alone', async () => {
    const {
      replies,
      inPrivate,
      conversation: after,
    } = await hear({
      text: 'USBを電車に忘れました',
      direct: 'fake:U1',
    });
    assert.equal(inPrivate, true);
    assert.deepEqual(
      replies.map(({ only }) => only),
      ['U1'],
    );
    assert.equal(after.form, undefined);
  });

  it('never opens a report where others read, even where it cannot speak in private', async () => {
    const { replies, conversation: after } = await hear({ text: 'USBを電車に忘れました' });
    assert.equal(after.form, undefined);
    assert.match(replies[0]?.text ?? '', /個別のチャット/u);
  });

  it('refuses people of other companies politely, whatever they ask', async () => {
    for (const part of [{ text: '報告一覧' }, { choice: { id: 'home' } }, { text: 'USBを落とした' }]) {
      const { replies, ...rest } = await hear({ ...part, stranger: true, private: true });
      assert.match(replies[0]?.text ?? '', /社内の方だけ/u);
      assert.deepEqual(Object.keys(rest), ['conversation', 'access']);
      assert.deepEqual(
        rest.access?.map(({ act }) => act),
        ['refuse'],
      );
    }
  });

  it('gives a timer to the room that its name begins with, and forgets one of no room', async () => {
    const timer = { key: 't', name: 'incident:escalate', subject: '2026-0001', due: 0 };
    let asked = 0;
    const counting = { ...nobody, report: async () => void asked++ };
    assert.deepEqual(await rooms.onTimer(timer, counting, 0), {});
    assert.equal(asked, 1);
    assert.deepEqual(await rooms.onTimer({ ...timer, name: 'nowhere:x' }, counting, 0), {});
    assert.equal(asked, 1);
  });

  it('speaks the language that a page asks for', async () => {
    const { replies, conversation: after } = await hear({ choice: { id: 'speak:en' }, private: true });
    assert.equal(replies[0]?.lang, 'en');
    assert.equal(after.lang, 'en');
  });

  it('gives an overview: what to do, and what is open', async () => {
    const { replies } = await hear({ choice: { id: 'home' }, private: true });
    assert.equal(replies[0]?.kind, 'home');
    assert.deepEqual(
      replies[0]?.sections?.map(({ title }) => title),
      ['事故の報告'],
    );
  });
});
