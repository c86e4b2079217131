/** Chromium, where it is there. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Undefined where there is none, which is a failure where servers are demanded. */
export async function launch(): Promise<Browser | undefined> {
  if (executablePath) return chromium.launch({ executablePath, args: flags });
  assert.notEqual(process.env.TOKKI_DEMAND_SERVERS, '1', 'Chromium is demanded but not there');
  console.log('Browser tests are pending: there is no Chromium');
  return undefined;
}
