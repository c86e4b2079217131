/** The desk for cases in a real browser. Needs Chromium. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch } from './chromium.ts';
import { createTokki, type Server } from './torture/server.ts';

const staff = '.chat[data-person=hana]';

describe('the desk for cases in a browser', function () {
  this.timeout(60_000);
  let folder: string;
  let server: Server;
  let browser: Browser | undefined;

  before(async function () {
    browser = await launch();
    if (!browser) return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'tokki-desk-'));
    server = await createTokki(folder);
    await server.start();
    await report('県の案内メールに、間違って1,495人分の名簿ファイルを添付して別の会社に送ってしまいました');
  });

  after(async () => {
    await browser?.close();
    await server?.kill();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  async function report(story: string): Promise<void> {
    const { page } = await open();
    await page.fill(`${staff} textarea`, story);
    await page.press(`${staff} textarea`, 'Enter');
    await page.locator(`${staff} .controls [data-choice$=":fileNow"]`).last().click();
    await page
      .locator(`${staff} .controls`)
      .locator('[data-choice$=":file"], [data-choice^="report:20"]')
      .first()
      .waitFor();
    const file = page.locator(`${staff} .controls [data-choice$=":file"]`);
    if (await file.count()) await file.last().click();
    await page.locator(`${staff} .controls [data-choice^="report:20"]`).first().waitFor();
    await page.close();
  }

  async function open(options: Parameters<Browser['newPage']>[0] = {}): Promise<{ page: Page; problems: string[] }> {
    const page = await (browser ?? assert.fail()).newPage({ locale: 'ja-JP', ...options });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    await page.goto(server.url);
    await page.waitForSelector(`${staff} textarea`);
    return { page, problems };
  }

  async function openDesk(options: Parameters<Browser['newPage']>[0] = {}) {
    const { page, problems } = await open(options);
    await page.click('#turn');
    await page.waitForSelector('.desk .reply.list');
    return { page, problems };
  }

  it('leads from the list to the case, and takes what is done there', async () => {
    const { page, problems } = await openDesk();
    await page.click('.desk .reply.list section button');
    await page.waitForSelector('.desk .reply.summary');
    for (const words of ['期限', '甲（県）への報告', 'タスク', '経過', '1,495人'])
      assert.ok((await page.textContent('.desk .screen'))?.includes(words), words);
    await page.click('.desk [data-choice$=":take"]');
    await page.waitForFunction(() => document.querySelector('.desk .screen')?.textContent?.includes('担当 鈴木 一郎'));

    await page.click('.desk [data-choice*=":open:reported"]');
    await page.fill('.desk [name=whom]', '情報政策課 係長');
    await page.click('.desk .sheet [type=submit]');
    await page.waitForFunction(() =>
      document.querySelector('.desk .screen')?.textContent?.includes('記入してください'),
    );
    assert.equal(await page.inputValue('.desk [name=whom]'), '情報政策課 係長');
    await page.selectOption('.desk [name=channel]', 'phone');
    await page.click('.desk .sheet [type=submit]');
    await page.waitForFunction(() => document.querySelector('.desk .screen')?.textContent?.includes('甲へ第一報'));

    await page.click('.desk [data-choice$=":document"]');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.desk .said a.file')]);
    assert.match(download.suggestedFilename(), /^\d{4}-0001_第一報_第1版\.docx$/u);
    assert.match((await page.textContent(`.chat[data-person=hana] .lines`)) ?? '', /鈴木 一郎さんが担当/u);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('has the clocks beside the report on a wide screen, and where the rules stand at the end', async () => {
    const { page } = await openDesk({ viewport: { width: 1200, height: 900 } });
    await page.click('.desk .reply.list section button');
    await page.waitForSelector('.desk .reply.summary');
    const box = async (selector: string) =>
      (await page.locator(`.desk .reply.summary > ${selector}`).first().boundingBox()) ?? assert.fail(selector);
    const [facts, clocks, note] = [await box('.facts'), await box('section'), await box('.note')];
    assert.ok(clocks.x > facts.x + facts.width);
    assert.ok(Math.abs(clocks.y - facts.y) < 20, `${clocks.y} ${facts.y}`);
    assert.ok(note.y >= facts.y + facts.height);
    await page.close();
  });

  it('keeps its place in the address: back, forward and reload lead to the same screen', async () => {
    const { page } = await openDesk();
    await page.click('.desk .reply.list section button');
    await page.waitForSelector('.desk .reply.summary');
    await page.reload();
    await page.waitForSelector('.desk .reply.summary');
    await page.goBack();
    await page.waitForSelector('.desk .reply.list');
    await page.click('#turn');
    await page.waitForSelector(`${staff} textarea`, { state: 'visible' });
    await page.close();
  });

  it('can be used with the keyboard alone: a number leads to its case, and the focus to its heading', async () => {
    const { page } = await openDesk();
    const number = /\d{4}-\d{4}/u.exec((await page.textContent('.desk h4')) ?? '')?.[0] ?? assert.fail();
    await page.focus('.desk [type=search]');
    await page.keyboard.type(number);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.desk .reply.summary');
    assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? '', new RegExp(number, 'u'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.closest('.desk') !== null), true);
    await page.close();
  });

  it('speaks English and fits a phone of 360 pixels', async () => {
    const { page } = await openDesk({ locale: 'en-US', viewport: { width: 360, height: 740 } });
    assert.equal(await page.textContent('.desk .reply h3'), 'Open reports');
    await page.click('.desk .reply.list section button');
    await page.waitForSelector('.desk .reply.summary');
    assert.match((await page.textContent('.desk .screen')) ?? '', /Clocks.*Tasks.*Timeline/su);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    await page.close();
  });

  it('prints a case without buttons and without the chat', async () => {
    const { page } = await openDesk();
    await page.click('.desk .reply.list section button');
    await page.waitForSelector('.desk .reply.summary');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.isVisible('header'), false);
    assert.equal(await page.isVisible('.tools'), false);
    assert.equal(await page.isVisible('.desk .screen button'), false);
    assert.equal(await page.isVisible('.desk .reply h3'), true);
    await page.close();
  });

  it('shows a new report in the list as soon as it is filed', async () => {
    const { page } = await openDesk();
    const before = await page.locator('.desk .reply.list section').count();
    await report('USBメモリーを電車に忘れました');
    await page.waitForFunction(
      (count) => document.querySelectorAll('.desk .reply.list section').length > count,
      before,
    );
    await page.close();
  });

  it('leads a case to its end: the cause, the consent of the prefecture, closed, the final report', async () => {
    const { page, problems } = await openDesk();
    await page.click('.desk .reply.list section button');
    await page.waitForSelector('.desk .reply.summary');
    const shows = (text: string) =>
      page.waitForFunction((words) => document.querySelector('.desk')?.textContent?.includes(words), text);
    await page.click('.desk [data-choice*=":open:cause"]');
    await page.fill('.desk [name=text]', '宛先を二人で確かめなかった');
    await page.click('.desk .sheet [type=submit]');
    await shows('記録しました：原因を記録');

    await page.click('.desk [data-choice*=":open:close"]');
    await page.waitForSelector('.desk [name=prevention]');
    assert.equal(await page.inputValue('.desk [name=cause]'), '宛先を二人で確かめなかった');
    await page.fill('.desk [name=prevention]', '送信の前に二人で確かめる');
    await page.selectOption('.desk [name=consent]', 'yes');
    await page.fill('.desk [name=agreed]', '2026-01-05T10:00');
    await page.fill('.desk [name=whom]', '情報政策課 係長');
    await page.click('.desk .sheet [type=submit]');
    await shows('を完了にしました');
    await page.waitForSelector('.desk [data-choice*=":open:reopen"]');
    await page.click('.desk [data-choice$=":final"]');
    await page.waitForSelector('.desk .said a.file');
    assert.match((await page.textContent('.desk .said a.file')) ?? '', /_最終報_第1版\.docx$/u);
    assert.deepEqual(problems, []);
    await page.close();
  });
});
