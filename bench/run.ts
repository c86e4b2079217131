/**
 * `npm run bench -- [PART …]`: speed and memory, medians and ratios of one run, as a table. Nothing here is a test. The part
 * `memory` takes an hour and has to be named; `memory=5` takes five minutes.
 */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createModel } from '../src/ask/model.ts';
import { createBot } from '../src/bot.ts';
import { createDesk } from '../src/desk.ts';
import { readModel } from '../src/knowledge/model-file.ts';
import { parseDocument } from '../src/knowledge/parse.ts';
import { knowledgeFolder, openRooms } from '../src/open.ts';
import { createCipher, newKey, parseKeys } from '../src/store/crypt.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Person, Report } from '../src/types.ts';
import { noGuard } from '../test/no-guard.ts';
import { flags } from '../test/torture/server.ts';
import { cases } from './cases.ts';
import { history } from './history.ts';
import { measureLlm } from './llm.ts';
import { type Row, scratch, spread, timed } from './measure.ts';
import { memory } from './memory.ts';
import { scale } from './scale.ts';
import { searchTimes } from './search.ts';
import { slackTimes } from './slack.ts';
import { teamsTimes } from './teams.ts';
import type { RunFigures } from './training.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows: Row[] = [];
const row = (what: string, figure: string, goal: string) => rows.push({ what, figure, goal });
const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

const folder = await scratch();
const parts: Readonly<Record<string, (value: string) => Promise<unknown>>> = {
  start,
  answers: indexAndAnswer,
  search: () => searchTimes(row),
  model: languageModel,
  messages,
  training,
  slack,
  teams,
  cases: () => cases(folder, createCipher(parseKeys(newKey())), row),
  scale: async () => rows.push(...(await scale(folder))),
  history: async () => rows.push(...(await history(folder))),
  memory: async (minutes) => rows.push(...(await memory(folder, Number(minutes || 60)))),
};
const asked = process.argv.slice(2).filter((word) => !word.startsWith('postgres://'));
const named = asked.length > 0 ? asked : Object.keys(parts).filter((name) => name !== 'memory');

try {
  for (const part of named) {
    const [name = '', value = ''] = part.split('=');
    await parts[name]?.(value);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.table(rows);

async function start(): Promise<void> {
  const data = join(folder, 'start');
  const times: number[] = [];
  let memory = 0;
  for (let round = 0; round < 6; round++) {
    const began = performance.now();
    const child = spawn(process.execPath, [...flags, 'tokki.js', 'start'], {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: data, PORT: '0', LOG_LEVEL: 'silent' },
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    // The first start makes the key and the cache; the others are warm.
    if (round > 0) times.push(performance.now() - began);
    if (round === 5) {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      memory = Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024;
    }
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
  row('start to listening, warm (median)', ms(spread(times).p50), '1000 ms');
  row('idle memory (RSS), page alone', `${memory.toFixed(0)} MB`, '150 MB');
}

async function indexAndAnswer(): Promise<void> {
  const source = await readFile(join(knowledgeFolder, 'documents/annex/source.txt'), 'utf8');
  row(
    'annex parsed (median)',
    ms(spread(await timed(50, async () => void parseDocument(source, 'source.txt'))).p50),
    '150 ms',
  );
  const weights = await timed(5, async () => void createModel(await readModel(knowledgeFolder)));
  row('ranking model read (median)', ms(spread(weights).p50), '150 ms');
  const { ask } = await openRooms();
  const questions = [
    'このノートPC、家に持って帰っていい？',
    'can i put the resident list on dropbox',
    '研修は年に何回？',
    'USBを電車に忘れた',
  ];
  const times = await timed(4_000, async (i) => void ask.look(questions[i % questions.length] ?? ''));
  const { p50, p99 } = spread(times.slice(400));
  row('one local answer, p50 / p99', `${ms(p50)} / ${ms(p99)}`, '1 ms');
}

async function languageModel(): Promise<void> {
  const { verified, stable, question, answer, p50, p95 } = await measureLlm();
  row(
    'tokens per answer of a language model (estimated): stable / question / answer',
    `${stable} / ${question} / ${answer}`,
    '12000',
  );
  row(`our share of such an answer, p50 / p95 (${verified * 100} % verified)`, `${ms(p50)} / ${ms(p95)}`, '50 ms');
}

async function messages(): Promise<void> {
  for (const reports of [10, 10_000, 100_000]) {
    const { p50, p95 } = await messageTimes(reports);
    row(
      `message in to reply committed at 50/s, ${reports.toLocaleString('en')} reports, p50 / p95`,
      `${ms(p50)} / ${ms(p95)}`,
      '50 ms',
    );
  }
}

async function slack(): Promise<void> {
  const { ours, bare } = await slackTimes(join(folder, 'slack'), flags);
  row('Slack: event to acknowledgement at 50/s, p50 / p99', `${ms(ours.ack.p50)} / ${ms(ours.ack.p99)}`, '200 ms');
  row('Slack: event to reply posted at 50/s, p50 / p95', `${ms(ours.reply.p50)} / ${ms(ours.reply.p95)}`, '300 ms');
  row('the same, a bare Bolt echo: acknowledgement, p50 / p99', `${ms(bare.ack.p50)} / ${ms(bare.ack.p99)}`, '');
  row('the same, a bare Bolt echo: reply, p50 / p95', `${ms(bare.reply.p50)} / ${ms(bare.reply.p95)}`, '');
  row('ours to bare: reply p50', `${(ours.reply.p50 / bare.reply.p50).toFixed(1)} times`, '');
}

async function teams(): Promise<void> {
  const { ours, bare } = await teamsTimes(join(folder, 'teams'), flags);
  row('Teams: activity to reply at the connector at 50/s, p50 / p95', `${ms(ours.p50)} / ${ms(ours.p95)}`, '300 ms');
  row('the same, a bare botbuilder echo', `${ms(bare.p50)} / ${ms(bare.p95)}`, '');
  row('ours to bare: reply p50', `${(ours.p50 / bare.p50).toFixed(1)} times`, '');
}

async function messageTimes(reports: number) {
  const store = await openSqlite(join(folder, `m${reports}.db`), createCipher(parseKeys(newKey())));
  const people = Array.from(
    { length: 20 },
    (_, i): Person => ({ id: `p${i}`, name: 'x', mail: `p${i}@x`, role: 'staff', lang: 'ja', contracts: ['k'] }),
  );
  await store.commit({ now: 0, people });
  for (let n = 1; n <= reports; n++) await store.commit({ now: 0, report: numberedReport(n) });
  const { ask, incident, training } = await openRooms();
  const done = new Map<string, () => void>();
  const adapter = {
    name: 'b',
    start: async () => undefined,
    stop: async () => undefined,
    direct: () => undefined,
    send: async (_to: string, _reply: unknown, key: string) => done.get(key.replace(/>\d+$/u, ''))?.(),
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const bot = createBot({
    onTimer: async () => ({}),
    store,
    handler: createDesk(ask, incident, training, noGuard).handle,
    adapters: [adapter],
    now: Date.now,
    log,
  });
  bot.start();
  const times: number[] = [];
  const waiting: Promise<void>[] = [];
  for (let n = 0; n < 500; n++) {
    const key = `m${n}`;
    const began = performance.now();
    const id = `p${n % people.length}`;
    waiting.push(
      new Promise<void>((resolve) => done.set(key, () => resolve(void times.push(performance.now() - began)))),
    );
    await bot.receive({
      key,
      address: `b:${id}`,
      user: id,
      person: id,
      private: true,
      at: Date.now(),
      text: 'USBで渡していい？',
    });
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 20 - (performance.now() - began))));
  }
  await Promise.all(waiting);
  await bot.stop();
  await store.close();
  return spread(times.slice(50));
}

/** In processes of their own, for their memory. */
async function training(): Promise<void> {
  const measure = async (...args: readonly string[]) => {
    const child = spawn(process.execPath, [...flags, 'bench/training.ts', ...args], { cwd: root });
    let out = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    await new Promise((resolve) => child.once('exit', resolve));
    return JSON.parse(out) as RunFigures;
  };
  const url = process.env.TEST_DATABASE_URL;
  const kinds = [['ordinary'], ['heavy'], ...(url ? [['ordinary', url]] : [])];
  for (const [kind = '', on] of kinds) {
    const { seconds, cpuSeconds, longestPause, longestWork, megabytes, posts } = await measure(
      kind,
      ...(on ? [on] : []),
    );
    row(
      `daily run, 50,000 people × 3 courses, ${posts.toLocaleString('en')} reminders, ${on ? 'PostgreSQL' : 'SQLite'}`,
      `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor), ${megabytes.toFixed(0)} MB`,
      '10 s, 300 MB',
    );
    row(
      'longest pause of the chat meanwhile, by the clock / processor',
      `${ms(longestPause)} / ${ms(longestWork)}`,
      '50 ms',
    );
  }
  const { seconds } = await measure('preview');
  row('preview of a year for 1,000 people', `${seconds.toFixed(1)} s`, '5 s');
}

function numberedReport(n: number): Report {
  return {
    number: `2026-${String(n).padStart(4, '0')}`,
    version: 1,
    edition: 1,
    status: 'received',
    kind: 'lost',
    reporter: `p${n % 20}`,
    contract: 'k',
    filed: n,
    address: 'b:p0',
    form: 'incident',
    formVersion: 1,
    annex: 'x',
    answers: { kind: { value: 'lost' } },
    told: ['電車に忘れました'],
  };
}
