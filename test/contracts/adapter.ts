/** What every platform has to do, whatever it looks like: each adapter's test calls this suite. */
import assert from 'node:assert/strict';
import type { Adapter, Choice, Message, Reply } from '../../src/index.ts';
import { createIntake, type Intake } from '../../src/intake.ts';
import { sendJob } from '../../src/outbox.ts';
import { alone } from '../../src/signals.ts';
import type { Store } from '../../src/store/store.ts';
import { people, type RunningDesk, startDesk } from '../adapters/desk.ts';
import { replies } from '../adapters/replies.ts';

/** A platform with Hana (people.csv: hana) in front of it. */
export interface Platform {
  readonly adapter: Adapter;
  /** Hana writes; resolves when it is acknowledged. With the same `id` the platform delivers the same message again. */
  says(text: string, id: string): Promise<void>;
  /** Delivers what Hana writes, whatever the desk answers. */
  delivers(text: string, id: string): Promise<Response>;
  /** Hana presses the button, or sends the input, that stands for this Choice in what she was shown last. */
  presses(choice: Choice): Promise<void>;
  /** What Hana can read, as one text for each Reply. */
  shown(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Two Messages may wait; on each look it counts anew. */
function smallQueue(store: Store): Intake {
  let looks = 0;
  const limits = { person: 1_000, channel: 1_000, waiting: 1 };
  return createIntake({ limits, store, signals: alone, now: () => ++looks * 1_000 });
}

export function adapterContract(name: string, start: (url: () => string) => Promise<Platform>): void {
  describe(`an adapter: ${name}`, () => {
    let platform: Platform;
    let desk: RunningDesk;
    let heard: Message[];

    beforeEach(async () => {
      heard = [];
      platform = await start(() => desk.url);
      desk = await startDesk(platform.adapter, {
        idle: true,
        intake: smallQueue,
        wrap: (host) => ({
          ...host,
          async receive(message) {
            const received = await host.receive(message);
            heard.push(message);
            return received;
          },
        }),
      });
    });
    afterEach(async () => {
      await desk.stop();
      await platform.stop();
    });

    const [hana] = people;
    const seen = async (words: string) => (await platform.shown()).filter((text) => text.includes(words)).length;
    const deliver = async (address: string, key: string, reply: Reply) => {
      await desk.store.commit({ now: Date.now(), jobs: [sendJob(key, address, reply, Date.now())] });
      await desk.drain();
    };

    it('stores what a person says before it acknowledges it', async () => {
      await platform.says('研修は年に何回？', 'a');
      const [message] = heard;
      assert.ok(message);
      assert.ok(message.address.startsWith(`${platform.adapter.name}:`));
      assert.deepEqual([message.text, message.private], ['研修は年に何回？', true]);
      assert.equal((await desk.store.history(message.address, 10)).length, 1);
    });

    it('knows who speaks', async () => {
      await platform.says('研修は年に何回？', 'a');
      const { person, mail } = heard[0] ?? {};
      assert.ok(person === 'hana' || mail === hana?.mail);
    });

    it('gives a message that is delivered again the same key', async () => {
      await platform.says('研修は年に何回？', 'a');
      await platform.says('研修は年に何回？', 'a');
      await platform.says('研修は年に何回？', 'b');
      assert.equal(new Set(heard.map(({ key }) => key)).size, 2);
      await desk.drain();
      assert.equal(await seen('第１１条'), 2);
    });

    it('lets the platform deliver again later what a full queue has no room for', async () => {
      for (const id of ['a', 'b']) await platform.says('研修は年に何回？', id);
      const refused = await platform.delivers('研修は年に何回？', 'c');
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
      assert.equal(heard.length, 2);
      await desk.drain();
      await platform.says('研修は年に何回？', 'c');
      await desk.drain();
      assert.equal(new Set(heard.map(({ key }) => key)).size, 3);
      assert.equal(await seen('第１１条'), 3);
    });

    it('answers where the person has asked', async () => {
      await platform.says('このノートPC、家に持って帰っていい？', 'a');
      await desk.drain();
      assert.equal(await seen('第６条第５項'), 1);
    });

    it('shows a Reply once, though it is sent again', async () => {
      await platform.says('このノートPC、家に持って帰っていい？', 'a');
      await desk.drain();
      const { key = '', address = '' } = heard[0] ?? {};
      const [, line] = await desk.store.history(address, 10);
      assert.ok(line?.work.kind === 'send');
      await platform.adapter.send(address, line.work.reply, `${key}>0`, 2);
      assert.equal(await seen('第６条第５項'), 1);
    });

    it('takes a pressed button as the Choice that it stands for', async () => {
      await platform.says('報告する', 'a');
      await desk.drain();
      const [, , ...lines] = await desk.store.history(heard[0]?.address ?? '', 10);
      const asked = lines.flatMap(({ work }) => (work.kind === 'send' ? (work.reply.input ?? []) : []))[0];
      const value = asked?.options?.[0]?.value;
      assert.ok(asked && value !== undefined);
      await platform.presses({ id: asked.id, values: [value] });
      assert.deepEqual(heard[1]?.choice, { id: asked.id, values: [value] });
    });

    it('can speak to a person first', async () => {
      assert.ok(hana);
      const address = platform.adapter.direct(hana);
      assert.ok(address);
      assert.ok(address.startsWith(`${platform.adapter.name}:`));
      await deliver(address, 'alert-1', replies.alert);
      assert.equal(await seen('2026-0001'), 1);
    });

    for (const [kind, reply] of Object.entries<Reply>(replies))
      it(`can send every Reply: ${kind}`, async () => {
        assert.ok(hana);
        const sent = reply.files ? { ...reply, files: [] } : reply;
        await deliver(platform.adapter.direct(hana) ?? '', `reply-${kind}`, sent);
        assert.deepEqual(
          (await desk.store.counts()).filter(({ state }) => state !== 'done'),
          [],
        );
      });
  });
}
