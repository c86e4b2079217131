import assert from 'node:assert/strict';
import type { Store } from '../../src/store/store.ts';
import type { Question, QuestionEvent } from '../../src/types.ts';
import { noon, outcomes, refused } from './store-fixtures.ts';

const question = (key: string, over: Partial<Question> = {}): Question => ({
  key,
  at: noon,
  person: 'E1',
  lang: 'ja',
  text: 'PCを持ち出していい？',
  intent: 'question',
  citations: ['6.5'],
  confidence: 'sure',
  ...over,
});
const event = (key: string, over: Partial<QuestionEvent> = {}): QuestionEvent => ({
  question: key,
  at: noon,
  by: 'B1',
  act: 'answered',
  detail: '県に聞きました。',
  ...over,
});

/** What was asked, and what became of it. */
export function questionsContract(store: () => Store): void {
  const keysOf = async (query: Parameters<Store['questions']>[0]) =>
    (await store().questions(query)).map(({ key }) => key);

  it('gives back a question as it was stored, with its timeline in order', async () => {
    const asked = question('m1', { verdict: 'required', answer: '必要です。', ai: true });
    await store().commit({ now: noon, question: asked, questionEvents: [event('m1', { act: 'up' })] });
    const more = [event('m1', { act: 'handed', detail: 'B1 B2' }), event('m1')];
    await store().commit({ now: noon, questionEvents: more });
    const events = [event('m1', { act: 'up' }), ...more];
    assert.deepEqual(await store().questions({ key: 'm1' }), [{ ...asked, events }]);
  });

  it('keeps an event without detail, and a question without verdict or answer', async () => {
    const bare = { question: 'm1', at: noon, by: 'B1', act: 'up' } as const;
    await store().commit({ now: noon, question: question('m1'), questionEvents: [bare] });
    assert.deepEqual(await store().questions({}), [{ ...question('m1'), events: [bare] }]);
  });

  it('finds questions by key, by time and by what became of them, newest first', async () => {
    for (const [i, key] of ['m1', 'm2', 'm3'].entries())
      await store().commit({ now: noon, question: question(key, { at: noon + i }) });
    await store().commit({ now: noon, questionEvents: [event('m1', { act: 'handed' }), event('m2')] });
    assert.deepEqual(await keysOf({}), ['m3', 'm2', 'm1']);
    assert.deepEqual(await keysOf({ key: 'm2' }), ['m2']);
    assert.deepEqual(await keysOf({ key: 'm9' }), []);
    assert.deepEqual(await keysOf({ since: noon + 1 }), ['m3', 'm2']);
    assert.deepEqual(await keysOf({ waiting: true }), ['m1']);
    await store().commit({ now: noon, questionEvents: [event('m1')] });
    assert.deepEqual(await keysOf({ waiting: true }), []);
    assert.deepEqual(await keysOf({ limit: 1 }), ['m3']);
  });

  it('refuses a line about a question that nobody asked, and then writes nothing', async () => {
    const commit = { now: noon, question: question('m1'), questionEvents: [event('m1'), event('m2')] };
    await refused('input', store().commit(commit));
    assert.deepEqual(await store().questions({}), []);
  });

  it('keeps all lines that several write at once', async () => {
    await store().commit({ now: noon, question: question('m1') });
    const at = Array.from({ length: 5 }, (_, i) => ({ now: noon, questionEvents: [event('m1', { by: `B${i}` })] }));
    assert.deepEqual(await outcomes(store(), at), { written: 5 });
    assert.equal((await store().questions({ key: 'm1' }))[0]?.events.length, 5);
  });
}
