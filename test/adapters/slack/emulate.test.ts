/** End to end against emulate: real HTTP both ways, real signatures, a workspace with its own state. */
import assert from 'node:assert/strict';
import { type RunningDesk, startDesk } from './desk.ts';
import { type Line, startWorkspace, type Workspace } from './emulator.ts';
import { buttonsOf, stamp } from './person.ts';
import { interaction, send } from './sender.ts';
import { until } from './until.ts';

const name = 'まとめて記入する';

describe('Slack, end to end in an emulated workspace', () => {
  let workspace: Workspace;
  let desk: RunningDesk;
  let bot: string;

  before(async () => {
    workspace = await startWorkspace();
    desk = await startDesk({ apiUrl: workspace.apiUrl });
    workspace.deliverTo(`${desk.url}/slack/events`);
    bot = await workspace.userId('tokki');
  });
  after(async () => {
    await desk.stop();
    await workspace.stop();
  });

  const channelOf = async (who: string) =>
    (await workspace.call<{ channel: { id: string } }>(who, 'conversations.open', { users: bot })).channel.id;
  const lines = async (who: string) => {
    const history = { channel: await channelOf(who), limit: 100 };
    return (await workspace.call<{ messages: readonly Line[] }>(who, 'conversations.history', history)).messages;
  };
  const says = async (who: string, text: string) =>
    workspace.call(who, 'chat.postMessage', { channel: await channelOf(who), text });
  const reads = (who: string, words: RegExp) =>
    until(async () => (await lines(who)).find(({ user, ...line }) => user === bot && words.test(JSON.stringify(line))));

  /** What emulate cannot send: a press, with a trigger that emulate knows. */
  async function presses(who: string, label: string, on: Line): Promise<string> {
    const button = buttonsOf(on.blocks ?? []).find(({ text }) => text.text === label);
    assert.ok(button, `no button ${label}`);
    const user_id = await workspace.userId(who);
    const { trigger_id } = await workspace.call<{ trigger_id: string }>('tokki', 'views.generateTriggerId', {
      user_id,
    });
    return interact(who, {
      type: 'block_actions',
      trigger_id,
      channel: { id: await channelOf(who) },
      message: on,
      state: { values: {} },
      actions: [{ ...button, action_ts: stamp() }],
    });
  }

  async function interact(who: string, body: object): Promise<string> {
    const user = { id: await workspace.userId(who), team_id: 'T000000001' };
    const answer = await send(desk.url, interaction({ ...body, user, team: { id: 'T000000001', domain: 'emulate' } }));
    assert.equal(answer.status, 200);
    return answer.body;
  }

  it('answers a question in a direct message with the provision', async () => {
    await says('hana', 'このノートPC、家に持って帰っていい？');
    const answer = await reads('hana', /第６条第５項/u);
    assert.match(answer.text, /^△ 甲（県）の承諾がなければできません/u);
  });

  it('takes a report by words, form and buttons, files it, and tells the manager', async () => {
    await says('hana', 'USBメモリーを電車に忘れました');
    const offer = await reads('hana', /まとめて記入する/u);
    assert.equal(await presses('hana', name, offer), '');
    const view = openView(workspace);
    const values = { 'field:story': { 'field:0': { type: 'plain_text_input', value: '改札の前で落としました' } } };
    await interact('hana', { type: 'view_submission', trigger_id: stamp(), view: { ...view, state: { values } } });
    for (let turn = 0; turn < 40 && !(await lines('hana')).some(({ text }) => /\d{4}-0001/u.test(text)); turn++) {
      const before = (await lines('hana')).length;
      const now = (await lines('hana')).find(({ user, blocks }) => user === bot && buttonsOf(blocks ?? []).length > 0);
      assert.ok(now);
      const labels = buttonsOf(now.blocks ?? []).map(({ text }) => text.text);
      const wanted = ['提出する', 'いま提出する', 'わからない'].find((label) => labels.includes(label));
      await presses('hana', wanted ?? labels[0] ?? '', now);
      await until(async () => (await lines('hana')).length > before);
    }
    const alert = await reads('ichiro', /\d{4}-0001/u);
    const [show] = buttonsOf(alert.blocks ?? []).filter(({ value }) => /"report:\d{4}-0001"/u.test(value));
    await presses('ichiro', show?.text.text ?? '', alert);
    await reads('ichiro', /改札の前で落としました/u);
  });

  it('shows the home of a manager', async () => {
    const user = await workspace.userId('ichiro');
    const event = { type: 'app_home_opened', user, tab: 'home', channel: await channelOf('ichiro'), event_ts: stamp() };
    await workspace.dispatch(event);
    const home = await until(() => workspace.views().find(({ type, user_id }) => type === 'home' && user_id === user));
    assert.match(JSON.stringify(home.blocks), /事故.*\d{4}-0001/u);
  });

  it('has logged no failure', () => {
    assert.deepEqual(
      desk.log.filter((line) => line.includes('"level":50')),
      [],
    );
  });
});

function openView(workspace: Workspace): object {
  const view = workspace.views().findLast(({ type }) => type === 'modal');
  assert.ok(view);
  const { view_id: id, ...rest } = view;
  return { ...rest, id };
}
