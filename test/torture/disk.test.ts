import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTokki } from './server.ts';
import { createWeb } from './web.ts';

describe('a disk that is full', () => {
  it('makes the desk refuse what it cannot keep, and costs nothing that it has taken', async function () {
    this.timeout(120_000);
    const folder = await mkdtemp(join(tmpdir(), 'tokki-disk-'));
    const server = await createTokki(folder, { LIMIT_PERSON: '100000', LOG_LEVEL: 'silent' });
    const web = createWeb();
    const text = '特記事項について'.repeat(300);
    try {
      await server.start();
      await server.stop();
      await server.start(1_500);
      const taken: string[] = [];
      let refused = 0;
      for (let n = 0; n < 1_000 && refused < 5; n++) {
        if ((await web.deliver(server.url, 'hana', `k${n}`, { text })) === 'taken') taken.push(`k${n}`);
        else refused += 1;
      }
      assert.equal(refused, 5);
      const response = await fetch(`${server.url}/healthz`);
      assert.equal(response.status, 200);
      await server.stop();
      await server.start();
      assert.equal(await web.deliver(server.url, 'hana', 'after', { text: '研修は年に何回ですか' }), 'taken');
      for (let n = 0; n < 400 && (await web.answers(server.url, 'hana', 'after')).length === 0; n++) await pause(50);
      const seen = await web.everything(server.url, 'hana', []);
      const keys = [...taken, 'after'].map((key) => web.keyOf('hana', key));
      const unanswered = keys.filter((key) => !seen.some((one) => one.key.startsWith(`${key}>`)));
      assert.deepEqual(unanswered, []);
    } finally {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
