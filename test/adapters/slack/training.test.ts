/** A course from its start to the certificate on an emulated Slack: by buttons in Japanese, in words in English. */
import assert from 'node:assert/strict';
import type { Course } from '../../../src/knowledge/types.ts';
import type { Assignment, Lang } from '../../../src/types.ts';
import { annexCourse, nextStep } from '../../training/course.ts';
import { type RunningDesk, startDesk } from './desk.ts';
import { type Line, startWorkspace, type Workspace } from './emulator.ts';
import { buttonsOf, stamp } from './person.ts';
import { interaction, send } from './sender.ts';
import { until } from './until.ts';

const duty = (person: string): Assignment => {
  return { person, course: 'annex-basics', since: 20_780, edition: 1, due: 20_794, reason: 'start' };
};

describe('a course on Slack', function () {
  this.timeout(120_000);
  let workspace: Workspace;
  let desk: RunningDesk;
  let bot: string;
  let course: Course;

  before(async () => {
    course = await annexCourse();
    workspace = await startWorkspace();
    desk = await startDesk({ apiUrl: workspace.apiUrl });
    workspace.deliverTo(`${desk.url}/slack/events`);
    bot = await workspace.userId('tokki');
    await desk.store.commit({ now: Date.now(), assignments: [duty('hana'), duty('ichiro')] });
  });
  after(async () => {
    await desk.stop();
    await workspace.stop();
  });

  const channelOf = async (who: string) =>
    (await workspace.call<{ channel: { id: string } }>(who, 'conversations.open', { users: bot })).channel.id;
  const said = async (who: string): Promise<readonly Line[]> => {
    const history = { channel: await channelOf(who), limit: 200 };
    const { messages } = await workspace.call<{ messages: readonly Line[] }>(who, 'conversations.history', history);
    return messages.filter(({ user }) => user === bot);
  };
  const says = async (who: string, text: string) =>
    workspace.call(who, 'chat.postMessage', { channel: await channelOf(who), text });

  async function presses(who: string, label: string, on: Line): Promise<void> {
    const button = buttonsOf(on.blocks ?? []).find(({ text }) => text.text === label);
    assert.ok(button, `no button ${label}`);
    const id = await workspace.userId(who);
    const body = {
      type: 'block_actions',
      trigger_id: stamp(),
      channel: { id: await channelOf(who) },
      message: on,
      state: { values: {} },
      actions: [{ ...button, action_ts: stamp() }],
      user: { id, team_id: 'T000000001' },
      team: { id: 'T000000001', domain: 'emulate' },
    };
    assert.equal((await send(desk.url, interaction(body))).status, 200);
  }

  /** Goes on until the certificate; gives it. */
  async function complete(who: string, lang: Lang, step: (words: string, on: Line) => Promise<unknown>): Promise<Line> {
    await says(who, lang === 'ja' ? '研修を始める' : 'start training');
    const done = lang === 'ja' ? /修了しました/u : /Course completed/u;
    for (let turn = 0, seen = ''; turn < 40; turn++) {
      const line = await until(async () => {
        const now = (await said(who)).find(({ blocks }) => buttonsOf(blocks ?? []).length > 0);
        return now && now.ts !== seen && now;
      });
      seen = line.ts;
      if (done.test(JSON.stringify(line))) return line;
      const words = nextStep(course, JSON.stringify(line), lang);
      assert.ok(words, JSON.stringify(line));
      await step(words, line);
    }
    return assert.fail('the course does not end');
  }

  it('is taken to its end by buttons, in Japanese', async () => {
    const certificate = await complete('hana', 'ja', (label, line) => presses('hana', label, line));
    assert.match(JSON.stringify(certificate), /8問中8問正解/u);
    const [record] = await desk.store.trainings({ person: 'hana' });
    assert.deepEqual([record?.means, record?.score, record?.lang], ['chat', 8, 'ja']);
  });

  it('is taken to its end in words, in English', async () => {
    const certificate = await complete('ichiro', 'en', (words) => says('ichiro', words));
    assert.match(JSON.stringify(certificate), /8 of 8 right/u);
    assert.equal((await desk.store.trainings({ person: 'ichiro' }))[0]?.lang, 'en');
  });

  it('hands the records over as files, and the log names who got them', async () => {
    await says('ichiro', '研修記録');
    const lines = await until(async () => {
      const found = await desk.store.keep.accesses({ acts: ['export', 'refuse'] });
      return found.length >= 2 && found;
    });
    for (const { by, act, subject } of lines)
      assert.match(`${by} ${act} ${subject}`, /^ichiro export file:training:annex-basics:\d{4}:(?:docx|csv)$/u);
  });
});
