/** However slow the language model is, an incident is heard at once. */
import assert from 'node:assert/strict';
import { createAsk } from '../../src/ask/ask.ts';
import { createWrite } from '../../src/ask/write.ts';
import { createBot } from '../../src/bot.ts';
import { createDesk } from '../../src/desk.ts';
import { openRooms } from '../../src/open.ts';
import { openPrompts } from '../../src/open-llm.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { noGuard } from '../no-guard.ts';
import { hana, ichiro } from './hand-over-set-up.ts';
import { readKnown } from './model-set-up.ts';

const people = 60;

describe('a language model that never answers', () => {
  it('holds eight hands of the worker and no more: others are answered, and an incident is taken', async () => {
    const { knowledge, model, sources } = await readKnown();
    let asked = 0;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const write = createWrite({
      complete: async () => {
        asked += 1;
        await released;
        throw new Error('gone');
      },
      prompts: await openPrompts(knowledge, 12_000),
      retrieve: () => [],
      sources,
      timeout: 10_000,
      now: () => 0,
      tell: () => undefined,
    });
    const store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    await store.commit({ now: 0, people: [hana, ichiro] });
    const { incident, training } = await openRooms();
    const { handle } = createDesk(createAsk(knowledge, model, sources.quoteOf, write), incident, training, noGuard);
    const heard = new Set<string>();
    let incidentHeard: () => void = () => undefined;
    const incidentTaken = new Promise<void>((resolve) => {
      incidentHeard = resolve;
    });
    const adapter = {
      name: 'fake',
      start: async () => undefined,
      stop: async () => undefined,
      direct: () => undefined,
      send: async (to: string) => {
        heard.add(to);
        if (to === 'fake:hana') incidentHeard();
      },
    };
    const quiet = () => undefined;
    const log = { info: quiet, warn: quiet, error: quiet };
    const bot = createBot({
      store,
      handler: handle,
      onTimer: async () => ({}),
      adapters: [adapter],
      now: () => 1,
      log,
    });
    const tell = (user: string, text: string) =>
      bot.receive({ key: user, address: `fake:${user}`, user, private: true, at: 0, text });
    for (let i = 0; i < people; i++) await tell(`p${i}`, `このノートPC、家に持って帰っていい？ ${i}`);
    await tell('hana', 'USBを電車に忘れました');
    bot.start();
    await incidentTaken;
    assert.equal(asked, 8);
    release();
    await bot.stop();
    await bot.drain();
    assert.equal(heard.size, people + 1);
    await store.close();
  });
});
