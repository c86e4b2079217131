import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Answer } from '../ask/answer.ts';
import type { Ask } from '../ask/ask.ts';
import { readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { createLog } from '../log.ts';
import { openRooms } from '../open.ts';
import { verdictLabels } from '../strings/common.ts';
import type { Lang } from '../types.ts';
import { print, readArgs } from './args.ts';

const options = {
  jsonl: { type: 'boolean' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

/** `tokki ask "…" [--lang ja|en] [--json]`, or `--jsonl` for one question a line on standard input. */
export async function ask(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs('ask', args, options, 1);
  const lang = languageOf(values.lang);
  const [question] = positionals;
  if (Boolean(values.jsonl) === (question !== undefined))
    throw new TokkiError('usage', 'ask: give a question, or --jsonl');
  const config = readConfig();
  const { ask: desk } = await openRooms(undefined, { config, log: createLog(config.LOG_LEVEL) });
  if (question === undefined) return askLines(desk, lang);
  const row = await answerRow(desk, question, lang);
  await print(values.json ? JSON.stringify(row, null, 2) : readable(row));
  return 0;
}

const line = z.object({
  id: z.union([z.string(), z.number()]),
  q: z.string(),
  lang: z.enum(['ja', 'en']).optional(),
});

/** Answers line by line; a bad line is named on standard error and the others are still answered. */
async function askLines(desk: Ask, lang: Lang | undefined): Promise<number> {
  let number = 0;
  let bad = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (!text.trim()) continue;
    const parsed = line.safeParse(parseJson(text));
    if (parsed.success) {
      const { id, q, lang: own } = parsed.data;
      await print(JSON.stringify({ id, ...(await answerRow(desk, q, own ?? lang)) }));
    } else {
      bad += 1;
      const finding =
        parseJson(text) === undefined
          ? 'not JSON'
          : parsed.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ');
      console.error(`ask: line ${number} left out (${finding})`);
    }
    if (process.stderr.isTTY && number % 100 === 0) process.stderr.write(`\r${number} lines`);
  }
  return bad > 0 ? 1 : 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Row {
  readonly lang: Lang;
  readonly intent: Answer['intent'];
  readonly verdict: Answer['verdict'];
  readonly citations: readonly { id: string; label: string; quote: string }[];
  readonly text: string;
  readonly by: Answer['by'] | 'model';
  readonly ms: number;
}

async function answerRow(desk: Ask, question: string, lang: Lang | undefined): Promise<Row> {
  const began = performance.now();
  const { answer, ai } = await desk.refine(desk.look(question, lang), question);
  const { lang: spoken, intent, verdict, citations, text } = answer;
  const ms = Math.round((performance.now() - began) * 1000) / 1000;
  const quotes = citations.map(({ id, label, text: quote }) => ({ id, label, quote }));
  return { lang: spoken, intent, verdict, citations: quotes, text, by: ai ? 'model' : answer.by, ms };
}

function readable({ verdict, lang, text, citations }: Row): string {
  const quotes = citations.map(({ label, quote }) => `\n${label}\n  ${quote}`);
  return [...(verdict ? [`【${verdictLabels[verdict][lang]}】`] : []), text, ...quotes].join('\n');
}

function languageOf(value: string | undefined): Lang | undefined {
  if (value === undefined || value === 'ja' || value === 'en') return value;
  throw new TokkiError('usage', `ask: --lang is ja or en, not ${JSON.stringify(value)}`);
}
