/** People in an emulated workspace who press, fill in forms and open files. */
import assert from 'node:assert/strict';
import type { Screen } from '../moved.ts';
import type { Args } from './double.ts';
import type { Line, Workspace } from './emulator.ts';
import { buttonsOf, stamp } from './person.ts';
import { interaction, send } from './sender.ts';

interface Option {
  readonly value: string;
  readonly text: { readonly text: string };
}
interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly options?: readonly Option[];
  readonly option_groups?: readonly { readonly options: readonly Option[] }[];
  readonly initial_option?: Option;
  readonly initial_options?: readonly Option[];
  readonly initial_date?: string;
  readonly initial_time?: string;
  readonly initial_value?: string;
}
interface InputBlock {
  readonly block_id: string;
  readonly element: Element;
}

/** A bot's message with the file that it may carry. */
interface Shown extends Line {
  readonly files?: readonly { readonly name: string; readonly url_private: string }[];
}

/** @param url where the desk takes what Slack sends */
export async function createScreen(workspace: Workspace, url: string): Promise<Screen<Shown>> {
  const bot = await workspace.userId('tokki');
  const team = { id: 'T000000001', domain: 'emulate' };

  async function channelOf(who: string): Promise<string> {
    const { channel } = await workspace.call<{ channel: { id: string } }>(who, 'conversations.open', { users: bot });
    return channel.id;
  }

  async function posts(who: string): Promise<readonly Shown[]> {
    const history = { channel: await channelOf(who), limit: 999 };
    const { messages } = await workspace.call<{ messages: readonly Shown[] }>(who, 'conversations.history', history);
    return messages.filter(({ user }) => user === bot).toReversed();
  }

  async function interact(who: string, body: object): Promise<void> {
    const user = { id: await workspace.userId(who), team_id: team.id };
    const answer = await send(url, interaction({ ...body, user, team }));
    assert.deepEqual(answer, { status: 200, body: '' });
  }

  async function press(who: string, label: string, message: Shown): Promise<void> {
    const user_id = await workspace.userId(who);
    const asked = { user_id };
    const { trigger_id } = await workspace.call<{ trigger_id: string }>('tokki', 'views.generateTriggerId', asked);
    const button = buttonsOf(message.blocks ?? []).find(({ text }) => text.text === label);
    await interact(who, {
      type: 'block_actions',
      trigger_id,
      channel: { id: await channelOf(who) },
      message,
      state: { values: {} },
      actions: [{ ...button, action_ts: stamp() }],
    });
  }

  return {
    posts,
    press,
    words: ({ text, blocks, files = [] }) => [text, ...wordsIn(blocks), ...files.map(({ name }) => name)].join('\n'),
    labels: ({ blocks = [] }) => buttonsOf(blocks).map(({ text }) => text.text),
    async say(who, text) {
      await workspace.call(who, 'chat.postMessage', { channel: await channelOf(who), text });
    },
    async fill(who, label, message, fields) {
      const before = workspace.views().length;
      await press(who, label, message);
      const view = workspace.views()[before];
      assert.ok(view, `${label} opened no form`);
      const { view_id: id, ...form } = view;
      const values = stateOf(form.blocks as readonly InputBlock[], fields);
      await interact(who, { type: 'view_submission', trigger_id: stamp(), view: { ...form, id, state: { values } } });
    },
    async file(who, name) {
      const files = (await posts(who)).flatMap((post) => post.files ?? []);
      const file = files.findLast((one) => one.name.includes(name));
      assert.ok(file, `no file ${name}`);
      const response = await fetch(file.url_private, { headers: { authorization: `Bearer xoxb-${who}` } });
      assert.equal(response.status, 200);
      return { name: file.name, bytes: new Uint8Array(await response.arrayBuffer()) };
    },
  };
}

/** The words of blocks, in order, as a person reads them. */
function wordsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as Args;
  if ((type === 'mrkdwn' || type === 'plain_text') && typeof text === 'string') return [text];
  return Object.values(value).flatMap(wordsIn);
}

/** What Slack sends of a form in which these fields were filled in; the others stay as they are. */
function stateOf(blocks: readonly InputBlock[], fields: Readonly<Record<string, readonly string[]>>) {
  for (const id of Object.keys(fields))
    assert.ok(
      blocks.some(({ block_id }) => block_id === `field:${id}`),
      `no input ${id}`,
    );
  return Object.fromEntries(
    blocks.map(({ block_id, element }) => {
      const given = fields[block_id.replace(/^(?:field|time):/u, '')];
      const value = given ? entered(element, given) : untouched(element);
      return [block_id, { [element.action_id]: { type: element.type, ...value } }];
    }),
  );
}

function untouched(element: Element) {
  return {
    value: element.initial_value ?? null,
    selected_option: element.initial_option ?? null,
    selected_options: element.initial_options ?? [],
    selected_date: element.initial_date ?? null,
    selected_time: element.initial_time ?? null,
  };
}

/** Only what the element offers can be chosen. */
function entered({ type, options = [], option_groups: groups = [] }: Element, values: readonly string[]) {
  const [value = ''] = values;
  const [date, time] = value.split('T');
  if (type === 'datepicker') return { selected_date: date };
  if (type === 'timepicker') return { selected_time: time };
  if (/text|number/u.test(type)) return { value };
  const all = [...options, ...groups.flatMap((group) => group.options)];
  const chosen = values.map((one) => all.find((option) => option.value === one) ?? assert.fail(`no option ${one}`));
  return type === 'static_select' ? { selected_option: chosen[0] ?? null } : { selected_options: chosen };
}
