import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokki } from '../../torture/server.ts';
import { startConnector } from './connector.ts';
import { until } from './serve.ts';
import { said } from './wire.ts';

describe('a desk that is killed between its 200 and its reply in Teams', () => {
  it('replies after the restart, once', async function () {
    this.timeout(60_000);
    const folder = await mkdtemp(join(tmpdir(), 'tokki-teams-'));
    const connector = await startConnector();
    const tokki = await createTokki(folder, { TEAMS_DEV_NO_AUTH: '1' });
    const tell = (text: string) =>
      fetch(`${tokki.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(said({ connector }, text)),
      });
    try {
      await tokki.start();
      const isReply = /POST .*\/activities$/u;
      connector.fail(isReply, { status: 502 });
      assert.equal((await tell('USBで渡していい？')).status, 200);
      // The reply was turned away and waits for its next try: nothing has reached the person yet.
      await until(() => connector.calls.some(({ method, path }) => isReply.test(`${method} ${path}`)));
      await tokki.kill();
      assert.equal(connector.posts.length, 0);
      await tokki.start();
      await until(() => connector.posts.length > 0);
      assert.equal((await tell('研修は年に何回？')).status, 200);
      await until(() => connector.posts.length > 1);
      const texts = connector.posts.map(({ body }) => JSON.stringify(body));
      assert.equal(texts.length, 2);
      assert.match(texts[0] ?? '', /USB/u);
      assert.doesNotMatch(texts[1] ?? '', /USB/u);
    } finally {
      await tokki.kill();
      await connector.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
