/**
 * How the work of regular expressions grows: reads patterns from its standard input, as JSON, and prints those for which it
 * grows too fast. A process of its own with `--no-regexp-tier-up`: else V8 compiles a pattern between two measurements.
 */
import { text as textOf } from 'node:stream/consumers';
import type { Pattern } from './patterns.ts';

const pumps = [
  ...'a10あ漢ア 　-.@、(<*\n\t市県番と',
  ...['a1', 'a-', '1-', 'a.', 'a@', 'あ ', '漢 ', '1 ', 'x@x.', 'AB ', '0120', '佐藤', '丁目', 'a\n', '、と'],
];
const tails = ['', '\u0001'];
/** Twice what the desk keeps of a message. */
const longest = 16_000;
/** A short text grows in small steps, so that even an exponential pattern is caught before it takes minutes. */
const next = (length: number) => length * (length < 128 ? 1.25 : 2);
/** Milliseconds below which nothing is measured: who never gets there is fast enough for any message. */
const measurable = 3;
/** Eight times the text: eight times the work, or sixty-four times where the work grows with its square. */
const shorter = 8;
const mostGrowth = 24;

function run(pattern: RegExp, text: string): void {
  if (pattern.global) for (const _ of text.matchAll(pattern));
  else pattern.test(text);
}

/** The clock of a thread moves in steps of a few milliseconds: so many are needed to say anything. */
const enough = 40;

/** Milliseconds of the thread's own time: what else the machine does meanwhile does not count. */
function work(pattern: RegExp, text: string): number {
  const before = process.threadCpuUsage();
  for (let times = 1; ; times++) {
    run(pattern, text);
    const { user, system } = process.threadCpuUsage(before);
    const spent = (user + system) / 1_000;
    if (spent >= enough) return spent / times;
  }
}

/** The least of several: caches and the compiler make a run slower, never faster. */
function growth(pattern: RegExp, pump: string, length: number, tail: string): number {
  const [long, short] = [grown(pump, length, tail), grown(pump, length / shorter, tail)];
  const most = { long: Number.POSITIVE_INFINITY, short: Number.POSITIVE_INFINITY };
  for (let i = 0; i < 3; i++) {
    most.short = Math.min(most.short, work(pattern, short));
    most.long = Math.min(most.long, work(pattern, long));
  }
  return most.long / most.short;
}

function grown(pump: string, length: number, tail: string): string {
  return pump.repeat(Math.ceil(length / pump.length)).slice(0, length) + tail;
}

/** The pattern's own letters get furthest into it. */
function ownPumps({ source }: Pattern): readonly string[] {
  return [...new Set(source.match(/[\p{L}\p{N}]/gu) ?? [])].slice(0, 12);
}

/** The first text for which the work grows too fast, if any. */
function worst(pattern: Pattern): string | undefined {
  const compiled = new RegExp(pattern.source, pattern.flags);
  for (const pump of new Set([...pumps, ...ownPumps(pattern)])) {
    for (const tail of tails) {
      const growsTooFast = () => {
        const slow = firstSlow(compiled, pump, tail);
        return slow !== undefined && growth(compiled, pump, slow, tail) > mostGrowth;
      };
      // A busy machine spoils one figure: hardly two in a row.
      if (growsTooFast() && growsTooFast())
        return `${pattern.where}: /${pattern.source.slice(0, 60)}/ with ${JSON.stringify(pump + tail)}`;
    }
  }
  return undefined;
}

/** The length from which on the work can be measured; undefined where no message is as long. */
function firstSlow(pattern: RegExp, pump: string, tail: string): number | undefined {
  for (let length = shorter; length <= longest; length = next(length)) {
    const text = grown(pump, length, tail);
    if (isSlow(pattern, text) && isSlow(pattern, text)) return length;
  }
  return undefined;
}

function isSlow(pattern: RegExp, text: string): boolean {
  const began = performance.now();
  run(pattern, text);
  return performance.now() - began > measurable;
}

const patterns = JSON.parse(await textOf(process.stdin)) as readonly Pattern[];
process.stdout.write(JSON.stringify(patterns.flatMap((pattern) => worst(pattern) ?? [])));
