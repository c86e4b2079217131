/** `npm run screenshots`: the pictures of the README, from what stands in the running emulator. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startDesk } from './desk.ts';
import { type Line, startWorkspace } from './emulator.ts';
import { buttonsOf, stamp } from './person.ts';
import { blocksHtml, bubbleHtml, screenHtml } from './screen.ts';
import { interaction, send } from './sender.ts';
import { until } from './until.ts';

const folder = fileURLToPath(new URL('../../../docs/', import.meta.url));
await mkdir(folder, { recursive: true });
const workspace = await startWorkspace();
const desk = await startDesk({ apiUrl: workspace.apiUrl });
workspace.deliverTo(`${desk.url}/slack/events`);
const bot = await workspace.userId('tokki');
const hana = await workspace.userId('hana');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

async function photograph(name: string, html: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 420, height: 200 } });
  await page.setContent(html);
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
  await page.close();
}

const { channel: dm } = await workspace.call<{ channel: { id: string } }>('hana', 'conversations.open', { users: bot });
const history = async (channel: string) =>
  (
    await workspace.call<{ messages: readonly Line[] }>('hana', 'conversations.history', { channel })
  ).messages.toReversed();
const say = (channel: string, text: string) =>
  workspace.call<{ ts: string }>('hana', 'chat.postMessage', { channel, text });
const bubbles = (found: readonly Line[]) =>
  found.map((line) => bubbleHtml({ ...line, who: line.user === bot ? 'tokki' : '佐藤 はな' })).join('');
const press = async (label: string, on: Line) => {
  const button = buttonsOf(on.blocks ?? []).find(({ text }) => text.text === label);
  const { trigger_id } = await workspace.call<{ trigger_id: string }>('tokki', 'views.generateTriggerId', {
    user_id: hana,
  });
  const where = { user: { id: hana }, team: { id: 'T000000001' }, channel: { id: dm.id }, message: on };
  const actions = [{ ...button, action_ts: stamp() }];
  await send(desk.url, interaction({ type: 'block_actions', trigger_id, ...where, state: { values: {} }, actions }));
};

await say(dm.id, 'このノートPC、家に持って帰っていい？');
await until(async () => (await history(dm.id)).length === 2);
await photograph('slack-answer', screenHtml('tokki', bubbles(await history(dm.id))));

const { channels } = await workspace.call<{ channels: { id: string; name: string }[] }>(
  'tokki',
  'conversations.list',
  {},
);
const general = channels.find(({ name }) => name === '業務連絡')?.id ?? '';
const { ts } = await say(general, `<@${bot}> データをUSBで渡していい？`);
const inThread = async () =>
  (await workspace.call<{ messages: readonly Line[] }>('hana', 'conversations.replies', { channel: general, ts }))
    .messages;
await until(async () => (await inThread()).length === 2);
const thread = { channel: general, thread_ts: ts };
await workspace.call('hana', 'chat.postMessage', { ...thread, text: 'さっきUSBメモリーを電車に忘れました' });
const whisper = await until(() => workspace.whispers()[0]);
const shown = (await inThread()).map((line) => ({ ...line, text: line.text.replace(`<@${bot}>`, '@tokki') }));
const aside = bubbleHtml({ who: 'tokki', blocks: whisper.blocks, aside: 'あなただけに表示されています' });
await photograph('slack-channel', screenHtml('# 業務連絡', bubbles(shown) + aside));

const asked = await until(async () =>
  (await history(dm.id)).findLast(({ blocks }) => buttonsOf(blocks ?? []).length > 2),
);
await photograph('slack-report', screenHtml('tokki', bubbles((await history(dm.id)).slice(-1))));
await press('まとめて記入する', asked);
const modal = await until(() => workspace.views().find(({ type }) => type === 'modal'));
await photograph('slack-form', screenHtml('事故の報告', blocksHtml(modal.blocks.slice(0, 8))));

await workspace.dispatch({
  type: 'app_home_opened',
  user: hana,
  tab: 'home',
  channel: dm.id,
  event_ts: stamp(),
} as never);
const home = await until(() => workspace.views().find(({ type }) => type === 'home'));
await photograph('slack-home', screenHtml('tokki › ホーム', blocksHtml(home.blocks)));

const { channel: boss } = await workspace.call<{ channel: { id: string } }>('ichiro', 'conversations.open', {
  users: bot,
});
const bossLines = async () =>
  (await workspace.call<{ messages: readonly Line[] }>('ichiro', 'conversations.history', { channel: boss.id }))
    .messages;
for (let turn = 0; turn < 40 && (await bossLines()).length === 0; turn++) {
  const before = (await history(dm.id)).length;
  const now = (await history(dm.id)).findLast(({ user, blocks }) => user === bot && buttonsOf(blocks ?? []).length > 0);
  const labels = buttonsOf(now?.blocks ?? []).map(({ text }) => text.text);
  const wanted = ['提出する', 'いま提出する', 'わからない'].find((label) => labels.includes(label)) ?? labels[0] ?? '';
  if (now) await press(wanted, now);
  await until(async () => (await history(dm.id)).length > before);
}
await until(async () => (await bossLines()).length > 0);
await photograph('slack-alert', screenHtml('tokki', bubbles((await bossLines()).toReversed())));

await browser.close();
await desk.stop();
await workspace.stop();
