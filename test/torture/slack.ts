/** Slack as a platform: signed requests in, a double of its Web API out, which fails now and then. */

import type { Choice, Input } from '../../src/types.ts';
import { signingSecret } from '../adapters/slack/desk.ts';
import { type Args, type Message, startDouble } from '../adapters/slack/double.ts';
import { fixture, self } from '../adapters/slack/fixtures.ts';
import { buttonsOf } from '../adapters/slack/person.ts';
import { eventRequest, interaction, type Request } from '../adapters/slack/sender.ts';
import { createChance } from './chance.ts';
import { copiesOf, deliveredBy, faults, isExcuse, outagesOf, type Platform, type Said, type Seen } from './platform.ts';

const patience = 5_000;

interface InputBlock {
  readonly type: string;
  readonly block_id: string;
  readonly element: {
    readonly type: string;
    readonly action_id: string;
    readonly options?: readonly { readonly value: string }[];
  };
}

type Button = ReturnType<typeof buttonsOf>[number];

/** @param once how often a post goes wrong: the one after one in so many messages */
export async function createSlackPlatform(seed: number, once = 15): Promise<Platform> {
  const slack = await startDouble();
  const stamps = new Map<string, string>();
  const keys = new Map<string, string>();
  /** What was said, to be signed anew for each delivery: when it comes again, the button may be gone from the screen. */
  const requests = new Map<string, () => Request>();
  let failing = false;

  const userOf = (person: string) => `U0${person.toUpperCase()}`;
  const channelOf = (person: string) => `D${userOf(person).slice(1)}`;

  /** Slack knows each person by the mail address of people.csv. */
  function join(person: string): void {
    const id = userOf(person);
    if (slack.users.has(id)) return;
    const [known] = slack.users.values();
    slack.users.set(id, { ...known, id, profile: { email: `${person}@example.jp` } });
  }

  /** The same for each delivery of one thing that was said. */
  function stampOf(person: string, key: string): string {
    const name = `${person} ${key}`;
    const stamp = stamps.get(name) ?? `${Math.floor(Date.now() / 1_000)}.${String(stamps.size + 1).padStart(6, '0')}`;
    stamps.set(name, stamp);
    return stamp;
  }

  const shownTo = (person: string) =>
    slack.messages.filter(({ channel, text }) => channel === channelOf(person) && !isExcuse(text));

  function press(person: string, ts: string, choice: Choice): () => Request {
    for (const message of shownTo(person)) {
      const button = buttonsOf(message.blocks).find((one) => choiceOf(one)?.id === choice.id && fits(one, choice));
      if (!button) continue;
      const by = { user: { id: userOf(person), team_id: self.team }, trigger_id: ts };
      const actions = [{ ...button, action_ts: ts }];
      const state = { values: stateOf(message, choice.values ?? []) };
      const where = { channel: { id: message.channel }, message };
      return () => interaction({ ...fixture('press-pick'), ...by, ...where, actions, state });
    }
    throw new Error(`${person} sees no button ${choice.id}`);
  }

  function write(person: string, ts: string, text: string): () => Request {
    const who = { user: userOf(person), channel: channelOf(person), channel_type: 'im', team: self.team };
    const event = { type: 'message', ...who, text, ts, event_ts: ts };
    return () => eventRequest({ ...fixture('message-direct'), event_id: `Ev${ts}`, event });
  }

  return {
    name: 'slack',
    env: {
      SLACK_REGION: 'jp',
      SLACK_BOT_TOKEN: 'xoxb-torture',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
    repeats: 'at-least-once',
    outages: outagesOf('slack', slack.down),
    meet: async (_instance, person) => join(person),
    async deliver(instance, person, key, said: Said) {
      join(person);
      const ts = stampOf(person, key);
      const middle = said.choice ? `press:${userOf(person)}` : channelOf(person);
      keys.set(`${person} ${key}`, `slack:${self.team}:${middle}:${ts}`);
      const name = `${person} ${key}`;
      const chance = createChance(seed, 'slack', name);
      if (failing && !requests.has(name) && chance.once(once)) slack.fail('chat.postMessage', chance.pick(faults));
      const sign =
        requests.get(name) ?? (said.choice ? press(person, ts, said.choice) : write(person, ts, said.text ?? ''));
      requests.set(name, sign);
      const { headers, body } = sign();
      const request = { method: 'POST', headers, body, signal: AbortSignal.timeout(patience) };
      return deliveredBy(await fetch(`${instance}/slack/events`, request), 200);
    },
    addressOf: (person) => `slack:${self.team}:${userOf(person)}`,
    keyOf: (person, key) => keys.get(`${person} ${key}`) ?? '',
    async answers(_instance, person, key) {
      const full = keys.get(`${person} ${key}`) ?? '-';
      return seenOf(shownTo(person).filter((message) => keyOf(message).startsWith(`${full}>`)));
    },
    everything: async (_instance, person) => seenOf(shownTo(person)),
    fail: (on) => {
      failing = on;
    },
    close: slack.stop,
  };
}

/** Newest first as Slack keeps them; a Reply may be several messages. */
function seenOf(messages: readonly Message[]): readonly Seen[] {
  const parts = messages.toReversed().map((message) => {
    const part = keyOf(message);
    return { key: part.replace(/#\d+$/u, ''), part, at: message.posted, unheard: message.unheard, message };
  });
  return copiesOf(parts).map(({ key, parts: copy, heard }) => ({
    ...seen(
      key,
      copy.map(({ message }) => message),
    ),
    ...(heard !== undefined && { heard }),
  }));
}

/** With the part of the Reply that it is. */
function keyOf({ metadata }: Message): string {
  return (metadata as { event_payload?: { key?: string } } | undefined)?.event_payload?.key ?? '';
}

function seen(key: string, messages: readonly Message[]): Seen {
  const blocks = messages.flatMap((message) => message.blocks);
  const text = messages.map((message) => message.text).join('\n');
  const number = /\d{4}-\d{4}/u.exec(text + JSON.stringify(blocks))?.[0];
  const buttons = buttonsOf(blocks).flatMap((button) => (isSend(button) ? [] : (choiceOf(button) ?? [])));
  const input = inputOf(blocks);
  const rest = { ...(number !== undefined && { number }), ...(input && { input }) };
  return { key, text, buttons, ...rest };
}

/** The input that the message's button sends. */
function inputOf(blocks: readonly Args[]): Input | undefined {
  const button = buttonsOf(blocks).find(isSend);
  const id = button && choiceOf(button)?.id;
  const [first] = inputBlocks(blocks);
  if (id === undefined || !first) return undefined;
  const options = first.element.options?.map(({ value }) => ({ value, label: value }));
  return { id, label: '', kind: kinds[first.element.type] ?? 'text', ...(options && { options }) };
}

const kinds: Readonly<Record<string, Input['kind']>> = { number_input: 'number', datepicker: 'datetime' };

function inputBlocks(blocks: readonly Args[]): readonly InputBlock[] {
  return blocks.filter(({ type }) => type === 'input') as unknown as readonly InputBlock[];
}

/** What the person has entered, as Slack sends it along. */
function stateOf({ blocks }: Message, [value = '']: readonly string[]): object {
  const [date, time] = value.split('T');
  const entered: Readonly<Record<string, object>> = {
    datepicker: { selected_date: date },
    timepicker: { selected_time: time },
    static_select: { selected_option: { value } },
    checkboxes: { selected_options: [{ value }] },
    multi_static_select: { selected_options: [{ value }] },
  };
  return Object.fromEntries(
    inputBlocks(blocks).map(({ block_id: block, element: { type, action_id: action } }) => [
      block,
      { [action]: { type, ...(entered[type] ?? { value }) } },
    ]),
  );
}

function isSend({ action_id: action }: Button): boolean {
  return action.startsWith('send:');
}

/** A button that sends what was entered carries no values of its own. */
function fits(button: Button, { values }: Choice): boolean {
  return isSend(button) || String(choiceOf(button)?.values ?? '') === String(values ?? '');
}

function choiceOf({ value }: Button): Choice | undefined {
  try {
    return JSON.parse(value) as Choice;
  } catch {
    return undefined;
  }
}
