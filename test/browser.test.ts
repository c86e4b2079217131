/** The page in a real browser: an employee asks and reports, the manager finds the alert. Needs Chromium. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch } from './chromium.ts';
import { createTokki, type Server } from './torture/server.ts';

const staff = '.chat[data-person=hana]';
const manager = '.chat[data-person=ichiro]';

async function say(page: Page, text: string): Promise<void> {
  await page.fill(`${staff} textarea`, text);
  await page.press(`${staff} textarea`, 'Enter');
}

describe('the page in a browser', function () {
  this.timeout(60_000);
  let folder: string;
  let server: Server;
  let browser: Browser | undefined;

  before(async function () {
    browser = await launch();
    if (!browser) return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'tokki-page-'));
    server = await createTokki(folder);
    await server.start();
  });

  after(async () => {
    await browser?.close();
    await server?.kill();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  async function open(options: Parameters<Browser['newPage']>[0] = {}): Promise<{ page: Page; problems: string[] }> {
    const page = await (browser ?? assert.fail()).newPage({ locale: 'ja-JP', ...options });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) problems.push(request.url());
    });
    await page.goto(server.url);
    await page.waitForSelector(`${staff} textarea`);
    return { page, problems };
  }

  it('answers a question with verdict and quote, takes a report, and shows the alert to the manager', async () => {
    const { page, problems } = await open();
    await say(page, 'このノートPC、家に持って帰っていい？');
    await page.waitForSelector(`${staff} .verdict.prohibited_unless_approved`);
    assert.match((await page.textContent(`${staff} blockquote`)) ?? '', /作業場所から持ち出してはならない/u);

    await say(page, 'USBメモリーを電車に忘れました');
    await page.waitForSelector(`${staff} [data-choice$=":fileNow"]`);
    await page.click(`${staff} .controls [data-choice$=":fileNow"]`);
    const file = page.locator(`${staff} .controls [data-choice$=":file"]`);
    const alert = page.locator(`${manager} .reply.alert`);
    await file.or(alert).first().waitFor();
    if (await file.count()) await file.last().click();
    await alert.waitFor();
    assert.match((await alert.textContent()) ?? '', /\d{4}-0001/u);
    assert.match((await page.textContent(`${staff} .lines`)) ?? '', /\d{4}-0001/u);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('has the conversation again after a reload and after a restart of the desk', async () => {
    const { page } = await open();
    await page.waitForSelector(`${staff} .reply`);
    const before = await page.locator(`${staff} .reply`).count();
    assert.ok(before > 1);
    await server.stop();
    await server.start();
    await page.reload();
    await page.waitForFunction(
      ([selector, count]) => document.querySelectorAll(`${selector} .reply`).length === count,
      [staff, before] as const,
    );
    await page.close();
  });

  it('speaks English and fits a phone of 360 pixels without sideways scrolling', async () => {
    const { page } = await open({ locale: 'en-US', viewport: { width: 360, height: 740 } });
    assert.equal(await page.textContent(`${staff} .composer button`), 'Send');
    await say(page, 'can i use my own macbook?');
    await page.waitForSelector(`${staff} .verdict.prohibited`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    assert.equal(await page.isVisible(manager), false);
    await page.click('#people button:nth-child(2)');
    assert.equal(await page.isVisible(manager), true);
    await page.close();
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await open();
    await page.focus(`${staff} textarea`);
    await page.keyboard.type('USBで渡していい？');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.textContent?.includes('USBで渡していい？'),
      `${staff} .lines`,
    );
    await page.waitForSelector(`${staff} .typing`, { state: 'hidden' });
    const last = page.locator(`${staff} .reply summary`).last();
    await last.focus();
    const details = page.locator(`${staff} .reply details`).last();
    const isOpen = await details.evaluate((element) => (element as HTMLDetailsElement).open);
    await page.keyboard.press('Enter');
    assert.equal(await details.evaluate((element) => (element as HTMLDetailsElement).open), !isOpen);
    await page.close();
  });

  it('shows personal data masked as soon as the desk has it', async () => {
    const { page } = await open();
    await say(page, '連絡先は090-1234-5678です。名簿を持ち出していい？');
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.textContent?.includes('連絡先は〔電話番号〕です'),
      `${staff} .lines`,
    );
    assert.doesNotMatch((await page.textContent(`${staff} .lines`)) ?? '', /090-1234-5678/u);
    await page.close();
  });

  it('shows what people type as text, never as HTML', async () => {
    const { page } = await open();
    await say(page, '<img src=x onerror="document.title=1"><b>太字</b>はコピーしていい？');
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.textContent?.includes('<b>太字</b>'),
      `${staff} .lines`,
    );
    assert.equal(await page.locator(`${staff} .lines img`).count(), 0);
    assert.notEqual(await page.title(), '1');
    await page.close();
  });
});
