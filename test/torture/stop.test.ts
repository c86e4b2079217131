import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseConfig } from '../../src/config.ts';
import { openStore } from '../../src/open.ts';
import type { Platform } from './platform.ts';
import { createTokki } from './server.ts';
import { createSlackPlatform } from './slack.ts';
import { createTeamsPlatform } from './teams.ts';

/** What a container is given. */
const grace = 10_000;

async function until(isSo: () => Promise<boolean>, every = 50): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (await isSo().catch(() => false)) return;
    await pause(every);
  }
  assert.fail('it did not come to pass');
}

describe('a desk that is stopped while it starts', () => {
  it('closes what it has opened, and ends as it does at any other time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tokki-stop-'));
    const server = await createTokki(folder);
    try {
      const started = server.start();
      await until(async () => existsSync(join(folder, 'tokki.db')), 1);
      assert.equal(await server.stop(grace), 0);
      await started;
    } finally {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

for (const [name, create] of [
  ['Slack', createSlackPlatform],
  ['Teams', createTeamsPlatform],
] as const satisfies readonly (readonly [string, (seed: number) => Promise<Platform>])[])
  describe(`a desk that is stopped while ${name} does not answer it`, () => {
    it('ends within its time, gives back what it had in hand, and does it after the next start', async function () {
      this.timeout(120_000);
      const folder = await mkdtemp(join(tmpdir(), 'tokki-stop-'));
      const platform = await create(1);
      const env = { ...platform.env, SLACK_TIMEOUT_MS: '20000' };
      const server = await createTokki(folder, env);
      const hang = platform.outages.find((outage) => outage.name.endsWith('hang')) ?? assert.fail();
      const attempts = async () => {
        const { store } = await openStore(parseConfig({ DATA_DIR: folder, ...env }));
        const [due, open] = [await store.nextDue(), await store.waiting('send', 9)];
        await store.close();
        return { due: due ?? Number.POSITIVE_INFINITY, open };
      };
      try {
        await server.start();
        await platform.meet(server.url, 'hana');
        assert.equal(await platform.deliver(server.url, 'hana', 'before', { text: '研修は年に何回ですか' }), 'taken');
        await until(async () => (await platform.answers(server.url, 'hana', 'before')).length > 0);
        await hang.stop();
        assert.equal(await platform.deliver(server.url, 'hana', 'k', { text: '研修は年に何回ですか' }), 'taken');
        await until(async () => (await attempts()).open === 1);
        assert.equal(await server.stop(grace), 0);
        const { due, open } = await attempts();
        assert.equal(open, 1);
        assert.ok(due <= Date.now(), 'whoever looks next may take it at once');
        await hang.start();
        await server.start();
        await until(async () => (await platform.answers(server.url, 'hana', 'k')).length === 1);
      } finally {
        await server.kill();
        await platform.close();
        await rm(folder, { recursive: true, force: true });
      }
    });
  });
