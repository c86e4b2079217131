import assert from 'node:assert/strict';
import { createPrometheus } from '../src/prometheus.ts';
import { alone } from '../src/signals.ts';
import type { JobCount } from '../src/store/store.ts';
import { echo, message, setUp } from './bot-set-up.ts';

const dead: JobCount = { state: 'dead', kind: 'send', count: 2, oldest: 4_000 };
const parts = { store: { counts: async () => [dead], clock: async () => 12_000 }, signals: alone, now: () => 10_000 };

/** The lines of our own metrics that hold the words. */
function lines(text: string, words: RegExp): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('tokki_') && words.test(line));
}

describe('the metrics', () => {
  it('say what waits and since when', async () => {
    const text = await createPrometheus(parts).text();
    assert.deepEqual(lines(text, /^tokki_job/u), [
      'tokki_jobs{state="dead",kind="send"} 2',
      'tokki_job_age_seconds{state="dead",kind="send"} 6',
    ]);
    assert.deepEqual(lines(text, /_up|_skew/u), ['tokki_clock_skew_seconds 2', 'tokki_store_up 1']);
    assert.match(text, /^process_resident_memory_bytes \d/mu);
  });

  it('say that the store or Redis is away, and are there all the same', async () => {
    const store = {
      ...parts.store,
      counts: async () => {
        throw new Error('away');
      },
    };
    const signals = { ...alone, state: () => 'down' as const };
    const text = await createPrometheus({ ...parts, store, signals }).text();
    assert.deepEqual(lines(text, /_up/u), ['tokki_redis_up 0', 'tokki_store_up 0']);
    assert.deepEqual(lines(text, /^tokki_job/u), []);
  });

  it('count what goes through the bot, and hold none of its words', async () => {
    const { metrics, text } = createPrometheus(parts);
    const { bot } = await setUp(
      async (turn) => ({
        ...echo(turn),
        question: {
          key: turn.message.key,
          at: 0,
          person: 'hana',
          lang: 'ja',
          text: '秘密',
          intent: 'question',
          verdict: 'required',
          citations: [],
          confidence: 'sure',
          by: 'guidance',
        },
      }),
      {},
      undefined,
      { metrics },
    );
    await bot.receive(message('m1', '秘密'));
    await bot.receive(message('m1', '秘密'));
    await bot.drain();
    const seen = await text();
    assert.deepEqual(lines(seen, /_total/u), [
      'tokki_messages_total{platform="fake",outcome="stored"} 1',
      'tokki_messages_total{platform="fake",outcome="repeated"} 1',
      'tokki_replies_total{kind="answer"} 1',
      'tokki_questions_total{intent="question",verdict="required",confidence="sure",by="guidance",lang="ja"} 1',
    ]);
    assert.deepEqual(lines(seen, /_count/u), [
      'tokki_answer_seconds_count 1',
      'tokki_work_seconds_count{kind="receive",outcome="done"} 1',
      'tokki_work_seconds_count{kind="send",outcome="done"} 1',
      'tokki_send_seconds_count{platform="fake",outcome="done"} 1',
    ]);
    assert.doesNotMatch(seen, /秘密|hana/u);
  });
});
