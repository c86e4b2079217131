/** The language model as it may behave: well, badly, slowly, not at all. aimock plays it on this machine. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LLMock } from '@copilotkit/aimock';
import { TokkiError } from '../../src/errors.ts';
import { codeOf } from '../../src/log.ts';
import { answer, carryOut, type Known, laptop, play, readKnown, startMock } from './model-set-up.ts';

describe('a language model', () => {
  let known: Known;
  let mock: LLMock;
  let server: Server | undefined;
  before(async () => {
    known = await readKnown();
  });
  beforeEach(async () => {
    mock = await startMock();
  });
  afterEach(async () => {
    await mock.stop();
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  });

  const draft = (content: string | object) => ({
    content: typeof content === 'string' ? content : JSON.stringify(content),
  });

  /** An endpoint that does what no well-behaved server does. */
  async function badEndpoint(listener: RequestListener): Promise<string> {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  it('words the answer, with our own quotes, and people are told', async () => {
    mock.onMessage(/ノートPC/u, draft(carryOut));
    const played = await play(known, mock);
    const { refined, local } = await answer(played, laptop);
    assert.equal(refined.ai, true);
    assert.ok(refined.answer.text.startsWith(carryOut.text));
    assert.deepEqual(refined.answer.citations, local.answer.citations);
    assert.deepEqual(
      played.attempts.map(({ outcome, tokens }) => [outcome, (tokens?.sent ?? 0) > 0, (tokens?.received ?? 0) > 0]),
      [['verified', true, true]],
    );
  });

  it('is shown every provision, asked for JSON by schema, and asked the same way each time', async () => {
    mock.onMessage(/.*/u, draft(carryOut));
    const played = await play(known, mock);
    await answer(played, laptop);
    await answer(played, 'can i use my own macbook?');
    const [one, two] = mock.getRequests().map(({ body }) => body as unknown as Body);
    assert.equal(one?.response_format?.json_schema?.strict, true);
    assert.equal(one?.messages[0]?.content, two?.messages[0]?.content);
    assert.notEqual(one?.messages[1]?.content, two?.messages[1]?.content);
    for (const { id, text } of known.knowledge.provisions.values()) {
      assert.ok(one?.messages[0]?.content.includes(JSON.stringify(text)), id);
    }
  });

  it('is not asked twice for the same question', async () => {
    mock.onMessage(/.*/u, draft(carryOut));
    const played = await play(known, mock);
    const first = await answer(played, laptop);
    assert.deepEqual((await answer(played, laptop)).refined, first.refined);
    assert.equal(mock.getRequests().length, 1);
  });

  it('may put its JSON into a code fence', async () => {
    mock.onMessage(/.*/u, draft(`\`\`\`json\n${JSON.stringify(carryOut)}\n\`\`\``));
    assert.equal((await answer(await play(known, mock), laptop)).refined.ai, true);
  });

  it('searches first where the documents are too long for it', async () => {
    mock.on({ systemMessage: /You prepare a search/u }, draft({ question: 'パソコンの持ち出しに承諾は必要か' }));
    mock.on({ systemMessage: /You answer questions/u }, draft(carryOut));
    const played = await play(known, mock, { budget: 4_000 });
    assert.equal((await answer(played, laptop)).refined.ai, true);
    const [, asked] = mock.getRequests().map(({ body }) => body as unknown as Body);
    assert.ok(asked?.messages[0]?.content.includes('"id":"6.5"'));
    assert.ok(!asked?.messages[0]?.content.includes('"id":"17.3.6"'));
  });

  it('searches by meaning too where it can, and by words alone where that fails', async () => {
    mock.on({ systemMessage: /You prepare a search/u }, draft({ question: '研修の実施' }));
    mock.on({ systemMessage: /You answer questions/u }, draft(carryOut));
    const near = async () => ['6.5', '6.4'];
    const failing = async () => Promise.reject(new Error('gone'));
    for (const [search, isThere] of [
      [near, true],
      [failing, false],
    ] as const) {
      mock.clearRequests();
      const text = isThere ? '訓練について教えてください' : '訓練について教えてくださいね';
      await answer(await play(known, mock, { budget: 2_600, near: search }), text);
      const [, asked] = mock.getRequests().map(({ body }) => body as unknown as Body);
      assert.equal(asked?.messages[0]?.content.includes('"id":"6.4"'), isThere);
    }
  });

  describe('that fails', () => {
    const good = { citations: carryOut.citations, text: carryOut.text };
    const badDrafts: readonly (readonly [string, string | object])[] = [
      ['malformed JSON', '{"citations": [{"id": "6.5", "quo'],
      ['prose', 'You may not.'],
      ['a verdict that does not exist', { ...good, verdict: 'maybe' }],
      ['a member too many', { ...carryOut, run: 'rm' }],
      ['a member too few', good],
      ['null', 'null'],
    ];
    for (const [name, content] of badDrafts) {
      it(`leaves the local answer: ${name}`, async () => {
        mock.onMessage(/.*/u, draft(content));
        const played = await play(known, mock);
        const { local, refined } = await answer(played, laptop);
        assert.equal(refined, local);
        assert.deepEqual(
          played.attempts.map(({ outcome, fault }) => [outcome, fault]),
          [['refused', 'form']],
        );
      });
    }

    const badAnswers: readonly (readonly [name: string, code: string, prepare: (on: LLMock) => unknown])[] = [
      [
        '429 with Retry-After',
        'RateLimitError',
        (on) => on.onMessage(/.*/u, { error: { message: 'slow down' }, status: 429, retryAfter: 60 }),
      ],
      ['500', 'InternalServerError', (on) => on.onMessage(/.*/u, { error: { message: 'oh' }, status: 500 })],
      ['401', 'AuthenticationError', (on) => on.onMessage(/.*/u, { error: { message: 'key' }, status: 401 })],
      ['a model that does not exist', 'no_fixture_match', () => undefined],
      [
        'disconnect',
        'APIConnectionError',
        (on) => on.onMessage(/.*/u, draft(carryOut), { chaos: { disconnectRate: 1 } }),
      ],
      [
        'a malformed body',
        'SyntaxError',
        (on) => on.onMessage(/.*/u, draft(carryOut), { chaos: { malformedRate: 1 } }),
      ],
      ['cut off at its length', 'model', (on) => on.onMessage(/.*/u, { ...draft(carryOut), finishReason: 'length' })],
      [
        'a content filter',
        'model',
        (on) => on.onMessage(/.*/u, { ...draft(carryOut), finishReason: 'content_filter' }),
      ],
      ['nothing at all', 'model', (on) => on.onMessage(/.*/u, draft(''))],
    ];
    for (const [name, code, prepare] of badAnswers) {
      it(`leaves the local answer: ${name}`, async () => {
        prepare(mock);
        const played = await play(known, mock);
        const { local, refined } = await answer(played, laptop);
        assert.equal(refined, local);
        assert.deepEqual(
          played.attempts.map(({ outcome, error }) => [outcome, codeOf(error)]),
          [['failed', code]],
        );
        assert.equal(mock.getRequests().length, 1, 'it is asked once');
      });
    }

    it('leaves the local answer within the time limit: slow, before the headers or within the body', async () => {
      const body = JSON.stringify(completion({ content: JSON.stringify(carryOut) }));
      const slow: readonly RequestListener[] = [
        () => undefined,
        (_, res) => void res.writeHead(200, { 'content-type': 'application/json' }).write(body.slice(0, 40)),
      ];
      for (const listener of slow) {
        const url = await badEndpoint(listener);
        const played = await play(known, mock, { url, timeout: 60 });
        const { local, refined } = await answer(played, laptop);
        assert.equal(refined, local);
        assert.equal(played.attempts[0]?.outcome, 'failed');
        server?.closeAllConnections();
        server?.close();
      }
    });

    it('leaves the local answer: a body that is cut off, a redirect to another host, a closed port', async () => {
      const body = JSON.stringify(completion({ content: JSON.stringify(carryOut) }));
      const cut: RequestListener = (_, res) => {
        res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        res.write(body.slice(0, body.length / 2), () => res.destroy());
      };
      mock.onMessage(/.*/u, draft(carryOut));
      const away: RequestListener = (_, res) =>
        void res.writeHead(307, { location: `${mock.url}/v1/chat/completions` }).end();
      for (const listener of [cut, away]) {
        const url = await badEndpoint(listener);
        const played = await play(known, mock, { url });
        const { local, refined } = await answer(played, laptop);
        assert.equal(refined, local);
        server?.closeAllConnections();
        await new Promise((resolve) => server?.close(resolve));
        assert.equal((await answer(await play(known, mock, { url }), laptop)).refined.ai, undefined);
      }
      assert.equal(mock.getRequests().length, 0);
    });

    it('costs nobody anything twice: it is left alone, tried in the background, and asked again when it is back', async () => {
      mock.nextRequestError(500);
      mock.onMessage(/.*/u, draft(carryOut));
      const played = await play(known, mock);
      for (let i = 0; i < 3; i++) assert.equal((await answer(played, laptop)).refined.ai, undefined);
      assert.equal(mock.getRequests().length, 1);
      played.clock.now += 30_000;
      assert.equal((await answer(played, laptop)).refined.ai, undefined, 'nobody waits for the try');
      while (played.attempts.length < 5) await new Promise((resolve) => setImmediate(resolve));
      assert.equal((await answer(played, laptop)).refined.ai, true);
      assert.deepEqual(
        played.attempts.map(({ outcome }) => outcome),
        ['failed', 'alone', 'alone', 'alone', 'verified', 'known'],
      );
    });

    it('is asked again after a refusal: one question takes it away from nobody', async () => {
      const refusal = completion({ content: null, refusal: 'no' });
      const bodies = [refusal, { ...refusal, choices: [] }, completion({ content: JSON.stringify(carryOut) })];
      const url = await badEndpoint((_, res) => {
        res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(bodies.shift()));
      });
      const played = await play(known, mock, { url });
      const worded: unknown[] = [];
      for (const i of [1, 2, 3]) worded.push((await answer(played, `${laptop}${i}`)).refined.ai);
      assert.deepEqual(worded, [undefined, undefined, true]);
      assert.deepEqual(
        played.attempts.map(({ error }) => (error instanceof TokkiError ? error.code : error)),
        ['model', 'model', undefined],
      );
    });

    it('keeps at most eight people waiting; the ninth has the local answer at once', async () => {
      const url = await badEndpoint(() => undefined);
      const played = await play(known, mock, { url, timeout: 80 });
      const all = await Promise.all(Array.from({ length: 12 }, (_, i) => answer(played, `${laptop}${i}`)));
      assert.ok(all.every(({ local, refined }) => local === refined));
      const outcomes = played.attempts.map(({ outcome }) => outcome);
      assert.deepEqual(
        [outcomes.filter((one) => one === 'busy').length, outcomes.filter((one) => one === 'failed').length],
        [4, 8],
      );
      assert.deepEqual(outcomes.slice(0, 4), ['busy', 'busy', 'busy', 'busy']);
    });
  });
});

interface Body {
  readonly messages: readonly { readonly content: string }[];
  readonly response_format?: { readonly json_schema?: { readonly strict?: boolean } };
}

function completion(message: object): object {
  return {
    id: 'c1',
    object: 'chat.completion',
    created: 0,
    model: 'test-model',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }],
  };
}
