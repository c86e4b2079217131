/** A person at Slack's screen, on the double: writes, presses what is shown, fills in forms. */
import assert from 'node:assert/strict';
import type { Args, Message, SlackDouble } from './double.ts';
import { fixture, general, hana, hanaDm, self } from './fixtures.ts';
import { command, eventRequest, interaction, type Request, send } from './sender.ts';
import { until } from './until.ts';

interface Button extends Args {
  readonly action_id: string;
  readonly value: string;
  readonly text: { readonly text: string };
}

type State = Readonly<Record<string, Readonly<Record<string, object>>>>;

let serial = 0;
/** A timestamp that was not used before. */
export function stamp(): string {
  return `${Math.floor(Date.now() / 1000)}.${String(++serial).padStart(6, '0')}`;
}

/** Every button of a message, those beside sections too. */
export function buttonsOf(blocks: readonly Args[]): readonly Button[] {
  const elements = blocks.flatMap(({ elements = [], accessory = [] }) => [elements, accessory].flat() as Button[]);
  return elements.filter(({ type }) => type === 'button');
}

export function createPerson(url: () => string, slack: () => SlackDouble, user = hana, dm = hanaDm) {
  const post = async (request: Request) => {
    const answer = await send(url(), request);
    assert.equal(answer.status, 200, answer.body);
    return answer.body;
  };
  const event = (more: object) => {
    const ts = stamp();
    const said = { type: 'message', user, ts, event_ts: ts, team: self.team, ...more };
    return post(eventRequest({ ...fixture('message-direct'), event_id: `Ev${ts}`, event: said })).then(() => ts);
  };
  const by = { user: { id: user, team_id: self.team }, trigger_id: stamp() };

  return {
    says: (text: string, more: object = {}) => event({ text, channel: dm, channel_type: 'im', ...more }),
    mentions: (text: string, more: object = {}) =>
      event({ type: 'app_mention', text: `<@${self.user}> ${text}`, channel: general, ...more }),
    writes: (text: string, thread: string) =>
      event({ text, channel: general, channel_type: 'channel', thread_ts: thread }),
    opensHome: () => event({ type: 'app_home_opened', channel: dm, tab: 'home', text: undefined }),
    opensAssistant: (thread: string) =>
      event({
        type: 'assistant_thread_started',
        assistant_thread: { user_id: user, channel_id: dm, thread_ts: thread },
      }),
    commands: (text: string, more: object = {}) =>
      post(command({ ...fixture('command'), user_id: user, text, trigger_id: stamp(), ...more })),
    shortcut: (name: string) => post(interaction({ ...fixture(name), ...by, trigger_id: stamp() })),
    /** Presses the button with that label in a message, or in a home that was published. */
    presses(label: string, on: Message | { readonly view: Args }, state: State = {}) {
      const blocks = 'view' in on ? (on.view.blocks as readonly Args[]) : on.blocks;
      const button = buttonsOf(blocks).find(({ text }) => text.text === label);
      assert.ok(button, `no button ${label} among ${buttonsOf(blocks).map(({ text }) => text.text)}`);
      const actions = [{ ...button, action_ts: stamp() }];
      const where =
        'view' in on
          ? {
              container: { type: 'view' },
              channel: undefined,
              message: undefined,
              view: { id: 'V0HOME0001', type: 'home' },
            }
          : { channel: { id: on.channel }, message: { ...on } };
      return post(
        interaction({
          ...fixture('press-pick'),
          ...by,
          ...where,
          actions,
          state: { values: state },
          trigger_id: stamp(),
        }),
      );
    },
    /** Sends the form that was opened last with these values of its elements. */
    submits(view: Args, values: State) {
      const body = fixture<{ view: object }>('submission');
      const filled = { ...body.view, private_metadata: view.private_metadata, state: { values } };
      return post(interaction({ ...body, ...by, trigger_id: stamp(), view: filled }));
    },
    /** Waits for a message in the person's own channel (or another) that holds the words. */
    reads: (words: RegExp, channel = dm) =>
      until(() => slack().messages.find((one) => one.channel === channel && words.test(JSON.stringify(one)))),
  };
}
