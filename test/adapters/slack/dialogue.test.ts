import assert from 'node:assert/strict';
import { sendJob } from '../../../src/outbox.ts';
import { replies } from '../replies.ts';
import { type RunningDesk, startDesk } from './desk.ts';
import { type Args, type SlackDouble, startDouble } from './double.ts';
import { general, hana, hanaDm, ichiro, self } from './fixtures.ts';
import { buttonsOf, createPerson } from './person.ts';
import { until } from './until.ts';

describe('a person in Slack', () => {
  let slack: SlackDouble;
  let desk: RunningDesk;
  const person = createPerson(
    () => desk.url,
    () => slack,
  );
  const boss = createPerson(
    () => desk.url,
    () => slack,
    ichiro,
    'D0ICHIRO01',
  );
  const labels = (blocks: readonly Args[]) => buttonsOf(blocks).map(({ text }) => text.text);
  const home = async () => ({ view: (await until(() => slack.of('views.publish').at(-1)))?.view as Args });

  beforeEach(async () => {
    slack = await startDouble();
    desk = await startDesk({ apiUrl: slack.apiUrl });
  });
  afterEach(async () => {
    await desk.stop();
    await slack.stop();
  });

  it('asks in a direct message and gets the verdict first, with the provision whole', async () => {
    await person.says('このノートPC、家に持って帰っていい？');
    const { text, blocks } = await person.reads(/第６条第５項/u);
    assert.match(text, /^△ 甲（県）の承諾がなければできません\n/u);
    assert.match(JSON.stringify(blocks), /当該パソコン等を作業場所から持ち出してはならない。"/u);
  });

  it('asks in a channel and is answered in the thread; a follow-up there needs no mention', async () => {
    const ts = await person.mentions('データをUSBで渡していい？');
    const answer = await person.reads(/承諾/u, general);
    assert.deepEqual([answer.thread_ts, answer.only], [ts, undefined]);
    await person.writes('暗号化すればいい？', ts);
    await until(() => slack.messages.filter(({ channel }) => channel === general).length === 2);
    assert.equal(slack.messages[0]?.thread_ts, ts);
  });

  it('tells of a leak in a channel: the report goes on in private, and the thread says so to nobody else', async () => {
    await person.mentions('USBメモリーを電車に忘れました');
    const whisper = await person.reads(/個別のチャット/u, general);
    assert.equal(whisper.only, hana);
    const question = await person.reads(/業務責任者/u);
    assert.equal(question.channel, hanaDm);
    assert.ok(slack.messages.every(({ channel, only }) => channel !== general || only === hana));
  });

  it('answers by button: the question keeps the answer and loses its buttons', async () => {
    await person.says('報告する');
    const question = await person.reads(/紛失・盗難/u);
    await person.presses('その他', question);
    const after = await until(() =>
      slack.messages.find(({ ts, text, blocks }) => ts === question.ts && labels(blocks).length === 0 && text),
    );
    assert.ok(after);
    const shown = slack.messages.find(({ ts }) => ts === question.ts);
    assert.match(JSON.stringify(shown?.blocks), /✓ その他/u);
  });

  it('answers in words: the question before loses its buttons when the next one comes', async () => {
    await person.says('USBメモリーを電車に忘れました');
    const first = await until(() => slack.messages.find(({ blocks }) => labels(blocks).length > 3));
    await person.says('今朝8時ごろ');
    const isBare = () => labels(slack.messages.find(({ ts }) => ts === first.ts)?.blocks ?? []).length === 0;
    await until(isBare);
  });

  it('fills in the form at once: what is wrong stands at its field, what is right is taken', async () => {
    await person.says('USBメモリーを電車に忘れました');
    const offer = await until(() => slack.messages.find(({ blocks }) => labels(blocks).includes('まとめて記入する')));
    await person.presses('まとめて記入する', offer);
    const view = slack.of('views.open').at(-1)?.view as Args;
    const fields = (view.blocks as readonly Args[]).map(({ block_id: id }) => String(id));
    const date = fields.find((id) => id.startsWith('time:'))?.slice('time:'.length) ?? '';
    const state = (day: string) => ({
      [`field:${date}`]: { 'field:0': { type: 'datepicker', selected_date: day } },
      [`time:${date}`]: { 'field:0': { type: 'timepicker', selected_time: '09:00' } },
    });
    const answer = JSON.parse(await person.submits(view, state('2099-01-01'))) as { errors: Record<string, string> };
    assert.deepEqual(Object.keys(answer.errors), [`field:${date}`]);
    assert.match(Object.values(answer.errors).join(), /これから先/u);
    assert.equal(await person.submits(view, state('2026-01-05')), '');
    await person.reads(/2026年1月5日/u);
  });

  it('is asked in the conversation where the form cannot be opened', async () => {
    await person.says('USBメモリーを電車に忘れました');
    const offer = await until(() => slack.messages.find(({ blocks }) => labels(blocks).includes('まとめて記入する')));
    slack.fail('views.open', { body: { ok: false, error: 'expired_trigger_id' } });
    await person.presses('まとめて記入する', offer);
    const again = await person.reads(/フォームを開く/u);
    await person.presses('フォームを開く', again);
    assert.equal(slack.of('views.open').length, 2);
  });

  it('opens the home: what can be done there, and what it says is answered in messages', async () => {
    await person.opensHome();
    const first = await home();
    assert.match(JSON.stringify(first.view), /事故の報告/u);
    await person.presses(labels(first.view.blocks as Args[])[0] ?? '', first);
    await until(() => slack.messages.some(({ channel }) => channel === hanaDm));
    await person.opensHome();
    await until(() => slack.of('views.publish').length === 2);
    assert.match(JSON.stringify((await home()).view), /報告の続き/u);
  });

  it('files a report; the manager hears of it in private and opens it there', async () => {
    await person.says('USBメモリーを電車に忘れました');
    await person.reads(/紛失・盗難/u);
    for (let turn = 0; turn < 40 && !slack.messages.some(({ text }) => /2026-0001|\d{4}-0001/u.test(text)); turn++) {
      const before = slack.messages.length;
      const now = slack.messages.find(({ channel, blocks }) => channel === hanaDm && labels(blocks).length > 0);
      const wanted = ['提出する', 'いま提出する', 'わからない'].find((label) =>
        labels(now?.blocks ?? []).includes(label),
      );
      if (now && wanted) await person.presses(wanted, now);
      else if (now) await person.presses(labels(now.blocks)[0] ?? '', now);
      await until(() => slack.messages.length > before);
    }
    const alert = await boss.reads(/-0001/u);
    assert.equal(alert.thread_ts, undefined);
    await boss.presses(labels(alert.blocks)[0] ?? '', alert);
    await boss.reads(/受付|紛失・盗難/u);
    assert.ok(labels(slack.messages.find(({ ts }) => ts === alert.ts)?.blocks ?? []).length > 0);
  });

  it('cannot be told an alert where the account is gone: the desk hears of it and tells others', async () => {
    slack.users.delete(ichiro);
    const address = 'slack:@ichiro@example.jp';
    const job = sendJob('alert:1>x', address, replies.alert, Date.now(), true);
    const post = { key: 'alert:1', to: 'ichiro' };
    await desk.store.commit({ now: Date.now(), jobs: [{ ...job, work: { ...job.work, post } }] });
    await person.says('研修は年に何回？');
    await until(() => desk.log.some((line) => /"code":"unreachable".*job\.dead/u.test(line)));
    await until(async () => (await desk.store.counts()).some(({ kind }) => kind === 'timer'));
    assert.ok(desk.log.some((line) => line.includes('"code":"users_not_found"')));
  });

  it('types a command anywhere and is answered in private', async () => {
    assert.match(await person.commands('研修は年に何回？'), /個別のチャット/u);
    const answer = await person.reads(/第１１条/u);
    assert.equal(answer.channel, hanaDm);
    assert.equal(await person.commands('', { channel_id: hanaDm }), '');
    await person.reads(/ふだんの言葉/u);
    await person.commands('report');
    await person.reads(/紛失・盗難/u);
  });

  it('reports a post by its shortcut: the link is taken, the text never leaves Slack', async () => {
    await person.shortcut('message-shortcut');
    await person.reads(/業務責任者/u);
    const [line] = await desk.store.history(`slack:${self.team}:${hana}`, 1);
    assert.ok(line);
    const lines = JSON.stringify(await desk.store.history(`slack:${self.team}:${hana}`, 20));
    assert.match(lines, /archives\/C0GENERAL1\/p1795900014000100/u);
    assert.doesNotMatch(lines, /山田|090/u);
    slack.fail('chat.getPermalink', { body: { ok: false, error: 'channel_not_found' } });
    await person.shortcut('message-shortcut');
  });

  it('starts a report from anywhere by the global shortcut, in private', async () => {
    await person.shortcut('global-shortcut');
    const question = await person.reads(/紛失・盗難/u);
    assert.equal(question.channel, hanaDm);
  });

  it('talks in the assistant: prompts, a status while it looks, a title that repeats nothing, answers in the thread', async () => {
    const thread = '1795990001.000001';
    await person.opensAssistant(thread);
    const prompts = await until(() => slack.of('assistant.threads.setSuggestedPrompts')[0]);
    assert.deepEqual([[prompts.prompts].flat().length, prompts.thread_ts], [4, thread]);
    await person.says('このノートPC、家に持って帰っていい？', { thread_ts: thread });
    const answer = await person.reads(/承諾/u);
    assert.equal(answer.thread_ts, thread);
    assert.equal(slack.of('assistant.threads.setStatus').length, 1);
    const [title] = await until(() => {
      const titles = slack.of('assistant.threads.setTitle');
      return titles.length > 0 && titles;
    });
    assert.match(String(title?.title), /^第６条第５項/u);
    await person.says('研修は年に何回？');
    assert.equal((await person.reads(/第１１条/u)).thread_ts, undefined);
  });

  it('does without the assistant where the workspace has none', async () => {
    const missing = { body: { ok: false, error: 'missing_scope' } };
    slack.fail('assistant.threads.setStatus', missing, 9);
    for (const text of ['このノートPC、家に持って帰っていい？', '研修は年に何回？'])
      await person.says(text, { thread_ts: '1795990001.000001' });
    await person.reads(/第１１条/u);
    assert.equal(slack.of('assistant.threads.setStatus').length, 1);
    assert.equal(slack.of('assistant.threads.setTitle').length, 0);
  });
});
