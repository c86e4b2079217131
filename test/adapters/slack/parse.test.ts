import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  parseCommand,
  parsePress,
  parseShortcut,
  parseSubmission,
  permalink,
} from '../../../adapters/slack/interact.ts';
import { parseHome, parseMessage } from '../../../adapters/slack/parse.ts';
import { escapeText, pieces, plainText } from '../../../adapters/slack/text.ts';
import { eventOf, fixture, general, hana, hanaDm, self } from './fixtures.ts';

const heard = (name: string) => parseMessage(eventOf(name), self);
const pressed = (name: string) => parsePress(fixture(name), self, 0);
const alone = { address: `slack:${self.team}:${hana}`, user: hana, private: true };
const thread = `slack:${self.team}:${general}:1795900010.000100`;

describe('what people write in Slack', () => {
  it('is theirs alone in a direct message, wherever in it they write', () => {
    const { key, ...said } = heard('message-direct') ?? {};
    assert.equal(key, `slack:${self.team}:${hanaDm}:1795900001.000100`);
    const text = 'このノートPC、家に持って帰っていい？';
    assert.deepEqual(said, { ...alone, at: 1_795_900_001_000, text, place: { channel: hanaDm } });
    const { place, address } = heard('message-assistant') ?? {};
    assert.deepEqual(
      { place, address },
      { place: { channel: hanaDm, thread: '1795900003.000100' }, address: alone.address },
    );
  });

  it('is direct by the id of the channel where Slack does not say so, and unescaped', () => {
    assert.deepEqual(
      [heard('message-direct-bare')?.private, heard('message-direct-bare')?.text],
      [true, 'A & B <ok>?'],
    );
  });

  it('is read as it is shown, with links by their names', () => {
    const text = '資料を@U0JIRO0001と#generalに送った <至急> a@example.com @here';
    assert.equal(heard('message-marked-up')?.text, text);
    assert.equal(heard('message-file')?.text, 'この写真を送ってしまいました');
  });

  it('is one Message though a mention arrives as two events', () => {
    const [mention, message] = [heard('mention'), heard('mention-as-message')];
    assert.deepEqual(mention, message);
    assert.deepEqual(
      { address: mention?.address, private: mention?.private, direct: mention?.direct, text: mention?.text },
      { address: thread, private: false, direct: alone.address, text: 'データをUSBで渡していい？' },
    );
    assert.equal(heard('mention-in-thread')?.address, thread);
  });

  it('is heard in a thread without a mention, but only where the bot takes part and nobody else is meant', () => {
    assert.deepEqual([heard('follow-up')?.address, heard('follow-up')?.followUp], [thread, true]);
    assert.equal(heard('follow-up-to-others'), undefined);
    assert.equal(heard('channel-chat'), undefined);
  });

  for (const name of ['edited', 'deleted', 'joined', 'other-bot', 'own-message'])
    it(`is left alone: ${name}`, () => assert.equal(heard(name), undefined));

  it('comes through unchanged when Slack escapes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(plainText(escapeText(text), self.user), text.trim());
      }),
    );
  });

  it('is cut into pieces that make the whole again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 2, max: 40 }), (text, max) => {
        const parts = pieces(text, max);
        assert.equal(parts.join(''), text);
        assert.ok(parts.every((part) => part.length <= max));
      }),
    );
  });
});

describe('what people do in Slack', () => {
  it('opens their home, each time anew', () => {
    const key = `slack:${self.team}:home:${hana}:Ev0HOM0001`;
    const home = { ...alone, key, at: 1_795_900_030_000, choice: { id: 'home' } };
    assert.deepEqual(parseHome(eventOf('home-opened'), 'Ev0HOM0001', self), home);
    assert.equal(parseHome(eventOf('messages-tab-opened'), 'Ev0HOM0002', self), undefined);
  });

  it('presses a button that carries a Choice', () => {
    const pick = pressed('press-pick');
    assert.deepEqual(pick?.heard.choice, { id: 'incident:k:answer:kind', values: ['lost'] });
    assert.deepEqual([pick?.answers, pick?.form, pick?.shown], [true, false, '紛失・盗難']);
    assert.deepEqual([pick?.heard.address, pick?.heard.place], [alone.address, { channel: hanaDm }]);
    assert.deepEqual([pressed('press-say')?.answers, pressed('press-form')?.form], [false, true]);
  });

  it('presses an old button, which the desk knows how to answer', () => {
    assert.deepEqual(pressed('press-stale')?.heard.choice, { id: 'v1' });
  });

  it('presses in a thread, in the assistant, at home: the place decides who may read', () => {
    assert.deepEqual(
      ['press-in-thread', 'press-in-assistant', 'press-at-home'].map((name) => {
        const { address, private: isPrivate, direct, place } = pressed(name)?.heard ?? {};
        return { address, private: isPrivate, direct, place };
      }),
      [
        { address: thread, private: false, direct: alone.address, place: undefined },
        {
          address: alone.address,
          private: true,
          direct: undefined,
          place: { channel: hanaDm, thread: '1795900003.000100' },
        },
        { address: alone.address, private: true, direct: undefined, place: undefined },
      ],
    );
  });

  it('enters a time or check boxes, and sends them', () => {
    const time = pressed('press-send-time');
    assert.deepEqual(time?.heard.choice, { id: 'incident:k:answer:found', values: ['2026-11-23T15:00'] });
    assert.equal(time?.shown, '2026-11-23 / 15:00');
    const boxes = pressed('press-send-boxes');
    assert.deepEqual(boxes?.heard.choice?.values, ['lock', 'police']);
    assert.equal(boxes?.shown, '遠隔ロック / 警察に届け出');
    assert.equal(pressed('field-changed'), undefined);
  });

  it('sends a form: what is empty is an empty field, a date may stand without its time', () => {
    const { choice, place, key } = parseSubmission(fixture('submission'), self, 5);
    const fields = { kind: ['lost'], found: ['2026-11-23'], persons: ['300'], items: [], story: [] };
    assert.deepEqual(choice, { id: 'incident:k:fill', fields });
    assert.deepEqual([place, key], [{ channel: hanaDm }, `slack:${self.team}:view:V0FORM0001:9.8.fedcba`]);
  });

  it('types a command, which is answered in private', () => {
    const said = (name: string) => {
      const { choice, text, private: isPrivate } = parseCommand(fixture(name), self, 5);
      assert.equal(isPrivate, true);
      return choice?.id ?? text;
    };
    assert.equal(said('command'), '研修は年に何回？');
    assert.deepEqual([said('command-empty'), said('command-help')], ['?', '?']);
    const ids = ['command-report', 'command-reports', 'command-training'].map(said);
    assert.deepEqual(ids, ['report:new', 'reports:0', 'training:mine']);
  });

  it('reports a post by its link, never by its text', () => {
    const body = fixture<Parameters<typeof permalink>[0]>('message-shortcut');
    const link = 'https://tokki-example.slack.com/archives/C0GENERAL1/p1795900014000100';
    assert.equal(permalink(body), link);
    const said = parseShortcut(body, link, self, 5);
    assert.deepEqual([said.link, said.text, said.private], [link, undefined, true]);
    assert.doesNotMatch(JSON.stringify(said), /山田|090/u);
    assert.deepEqual(parseShortcut(fixture('global-shortcut'), undefined, self, 5).choice, { id: 'report:new' });
  });
});
