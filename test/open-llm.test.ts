/** Which language model may be asked at all (6.3), and what the command line does with one. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LLMock } from '@copilotkit/aimock';
import { parseConfig } from '../src/config.ts';
import { type ErrorCode, TokkiError } from '../src/errors.ts';
import { endpointOf } from '../src/open-llm.ts';
import { carryOut, laptop, startMock } from './ask/model-set-up.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const named = { OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k' };

describe('a language model of the configuration', () => {
  const regionOf = (env: Record<string, string>) => endpointOf(parseConfig({ ...named, ...env }))?.region;
  const refused = (env: Record<string, string>, code: ErrorCode, words: RegExp) =>
    assert.throws(
      () => endpointOf(parseConfig(env)),
      (error) => error instanceof TokkiError && error.code === code && words.test(error.message),
    );

  it('is asked only where it is named; a key alone turns nothing on', () => {
    assert.equal(endpointOf(parseConfig({})), undefined);
    assert.equal(endpointOf(parseConfig({ OPENAI_API_KEY: 'k' })), undefined);
    refused({ OPENAI_MODEL: 'm', OPENAI_REGION: 'jp' }, 'config', /OPENAI_API_KEY/u);
  });

  it('has to be in Japan, or somebody answers for the region by its name', () => {
    for (const region of ['jp', 'JP', 'japan', 'japaneast', 'Japan West', 'ap-northeast-1', 'asia-northeast1'])
      assert.equal(regionOf({ OPENAI_REGION: region }), region.toLowerCase());
    refused(named, 'region', /does not say where/u);
    for (const region of ['us-east-1', 'eu', 'ap-northeast-2', 'asia-northeast3', 'jpx', 'not jp'])
      refused({ ...named, OPENAI_REGION: region }, 'region', /is not in Japan/u);
    refused({ ...named, OPENAI_REGION: 'us', OPENAI_ACCEPT_REGION: 'eu' }, 'region', /us is not in Japan/u);
    refused({ ...named, OPENAI_ACCEPT_REGION: 'us' }, 'region', /does not say where/u);
    assert.equal(regionOf({ OPENAI_REGION: 'us', OPENAI_ACCEPT_REGION: 'US' }), 'us');
  });

  it('is an address of the web and nothing else, within sane limits', () => {
    for (const OPENAI_BASE_URL of ['file:///etc/passwd', 'ftp://x', 'localhost:1', 'javascript:alert(1)'])
      refused({ ...named, OPENAI_BASE_URL }, 'config', /OPENAI_BASE_URL/u);
    const inClear = [
      'http://api.example.com/v1',
      'http://203.0.113.5/v1',
      'http://[2001:db8::1]/v1',
      'http://10.0.0.5.evil.jp',
    ];
    for (const OPENAI_BASE_URL of inClear)
      refused({ ...named, OPENAI_REGION: 'jp', OPENAI_BASE_URL }, 'config', /in the clear/u);
    const own = [
      'http://127.0.0.1:11434/v1',
      'http://[::1]:1/v1',
      'http://ollama:1/v1',
      'http://10.1.2.3/v1',
      'http://llm.internal/v1',
    ];
    for (const OPENAI_BASE_URL of [...own, 'https://api.example.com/v1'])
      assert.equal(regionOf({ OPENAI_REGION: 'jp', OPENAI_BASE_URL }), 'jp');
    refused({ OPENAI_TIMEOUT_MS: '29000' }, 'config', /OPENAI_TIMEOUT_MS/u);
    refused({ OPENAI_CONTEXT_TOKENS: '10' }, 'config', /OPENAI_CONTEXT_TOKENS/u);
  });

  describe('on the command line', function () {
    this.timeout(60_000);
    let folder: string;
    let mock: LLMock;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tokki-llm-'));
      mock = await startMock();
      mock.onMessage(/.*/u, { content: JSON.stringify(carryOut) });
    });
    afterEach(async () => {
      await mock.stop();
      await rm(folder, { recursive: true, force: true });
    });

    function run(args: readonly string[], env: Record<string, string>) {
      const own = { ...named, OPENAI_BASE_URL: `${mock.url}/v1`, DATA_DIR: folder, PORT: '0' };
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'tokki.js', ...args], {
        cwd: root,
        env: { PATH: process.env.PATH, ...own, ...env },
      });
      return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
        let out = '';
        let err = '';
        child.stdout.on('data', (chunk) => (out += chunk));
        child.stderr.on('data', (chunk) => (err += chunk));
        child.on('close', (code) => resolve({ code, out, err }));
      });
    }

    it('answers, says so, and logs figures that hold nothing of the question', async () => {
      const { code, out, err } = await run(['ask', laptop, '--json'], { OPENAI_REGION: 'jp' });
      assert.equal(code, 0);
      const { by, text, verdict } = JSON.parse(out);
      assert.deepEqual([by, verdict, text.startsWith(carryOut.text)], ['model', carryOut.verdict, true]);
      const { msg, kind, sent, received } = JSON.parse(err.trim());
      assert.deepEqual([msg, kind, sent > 1_000, received > 10], ['model.answer', 'verified', true, true]);
      assert.ok(!err.includes('ノートPC') && !err.includes('持ち出'));
    });

    const region = { OPENAI_REGION: 'us-east-1' };

    it('keeps Tokki from starting where it must not be asked', async () => {
      const start = await run(['start'], region);
      assert.equal(start.code, 1);
      assert.match(start.err, /OPENAI_REGION=us-east-1 is not in Japan.*Art\. 6\.3/su);
      assert.equal(mock.getRequests().length, 0);
    });

    it('stands in what the doctor says, with its region', async () => {
      const sick = await run(['doctor', '--json'], region);
      assert.match(sick.out, /OPENAI_REGION=us-east-1 is not in Japan/u);
      assert.equal(sick.code, 1);
      const accepted = await run(['doctor'], { ...region, OPENAI_ACCEPT_REGION: 'us-east-1' });
      assert.match(accepted.out, /m at 127\.0\.0\.1:\d+, region us-east-1, accepted by OPENAI_ACCEPT_REGION/u);
      assert.equal(mock.getRequests().length, 0);
    });
  });
});
