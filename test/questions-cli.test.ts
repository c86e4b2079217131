/** `tokki questions` on a store that people have used. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { parseConfig } from '../src/config.ts';
import { caseExamplesSchema, guidanceSchema } from '../src/knowledge/schemas.ts';
import { openStore } from '../src/open.ts';
import type { Question, QuestionEvent } from '../src/types.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const noon = Date.UTC(2026, 10, 23, 3);

describe('the questions of the command line', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokki-questions-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function run(...args: readonly string[]) {
    const child = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'tokki.js', 'questions', ...args],
      {
        cwd: root,
        env: { PATH: process.env.PATH, DATA_DIR: folder, LOG_LEVEL: 'silent' },
        encoding: 'utf8',
      },
    );
    return { code: child.status, out: child.stdout, err: child.stderr };
  }

  async function fill(rows: readonly (readonly [Partial<Question>, readonly Partial<QuestionEvent>[]])[]) {
    const { store } = await openStore(parseConfig({ DATA_DIR: folder }));
    for (const [i, [question, events]] of rows.entries()) {
      const key = `m${i}`;
      const base = { key, at: noon + i, person: 'hana', lang: 'ja', intent: 'question', citations: ['6.5'] } as const;
      await store.commit({
        now: noon,
        question: { ...base, text: `質問${i}`, verdict: 'required', confidence: 'sure', ...question },
        questionEvents: events.map((event) => ({ question: key, at: noon, by: 'ichiro', act: 'up', ...event })),
      });
    }
    return store.close();
  }

  it('are those that somebody should look at, newest first', async () => {
    await fill([
      [{}, []],
      [{ confidence: 'middle' }, []],
      [{}, [{ act: 'handed', detail: 'ichiro' }]],
      [
        {},
        [
          { act: 'handed', detail: 'ichiro' },
          { act: 'answered', detail: 'はい' },
        ],
      ],
      [{}, [{ act: 'down' }]],
      [{}, [{ act: 'down' }, { act: 'up' }]],
      [{ intent: 'incident', confidence: 'none' }, []],
    ]);
    const { code, out } = run('list');
    assert.equal(code, 0);
    assert.deepEqual(
      out
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(/ {2,}/u).slice(1)),
      [
        ['down', 'required', '6.5', '質問4'],
        ['waiting', 'required', '6.5', '質問2'],
        ['unsure', 'required', '6.5', '質問1'],
      ],
    );
    assert.deepEqual(
      JSON.parse(run('list', '--json').out).map(({ key, why }: { key: string; why: string[] }) => [key, ...why]),
      [
        ['m4', 'down'],
        ['m2', 'waiting'],
        ['m1', 'unsure'],
      ],
    );
    assert.equal(JSON.parse(run('list', '--json', '--all').out).length, 7);
  });

  it('become drafts of guidance that hold once a person has completed them', async () => {
    await fill([
      [
        {},
        [
          { act: 'answered', detail: '金曜日までは、だめです: #1' },
          { act: 'answered', detail: '承諾が出ました。' },
        ],
      ],
      [{ lang: 'en', text: 'Who signs?', citations: ['house:2.1'] }, [{ act: 'answered', detail: 'Ichiro signs.' }]],
      [{ citations: [], verdict: 'info' }, [{ act: 'answered', detail: '総務です。' }]],
      [{}, []],
    ]);
    const { code, out } = run('suggest');
    assert.equal(code, 0);
    const drafts = parse(out) as Record<string, { id: string; say: Record<string, string> }[]>;
    assert.deepEqual(Object.keys(drafts), [
      'knowledge/guidance/annex/6.5.yaml',
      'knowledge/examples/annex/6.5.yaml',
      'knowledge/guidance/house/2.1.yaml',
      'knowledge/examples/house/2.1.yaml',
      'knowledge/guidance (name the provision)',
      'knowledge/examples (name the provision)',
    ]);
    const cases = drafts['knowledge/guidance/annex/6.5.yaml'] ?? [];
    assert.deepEqual(
      cases.map(({ id, say }) => [id, say.ja, say.en]),
      [
        ['person-1', '金曜日までは、だめです: #1', ''],
        ['person-1-2', '承諾が出ました。', ''],
      ],
    );
    assert.equal(caseExamplesSchema.safeParse(drafts['knowledge/examples/annex/6.5.yaml']).success, true);
    const record = { provision: '6.5', title: { ja: 'x', en: 'x' }, english: 'x', words: { ja: [], en: [] } };
    assert.equal(guidanceSchema.safeParse({ ...record, cases }).success, false, 'an empty text is refused');
    const complete = cases.map((one) => ({ ...one, say: { ...one.say, en: 'Not before Friday.' } }));
    assert.equal(guidanceSchema.safeParse({ ...record, cases: complete }).success, true);
  });

  it('leave a line in the access log, and say what they can do', async () => {
    run('list');
    run('suggest');
    const { store } = await openStore(parseConfig({ DATA_DIR: folder }));
    assert.equal((await store.verifyLog()).rows, 2);
    await store.close();
    const { code, err } = run();
    assert.equal(code, 2);
    assert.match(err, /say list, or suggest/u);
  });
});
