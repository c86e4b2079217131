/** No text makes a regular expression work more than in proportion to its length: measured, for each one of the source. */
import assert from 'node:assert/strict';
import { built, filesThatBuild, literals, type Pattern } from './patterns.ts';

const pumps = [
  'a',
  '1',
  '0',
  'あ',
  '漢',
  'ア',
  ' ',
  '　',
  '-',
  '.',
  '@',
  '、',
  '(',
  '<',
  '*',
  '\n',
  '\t',
  'a1',
  'a-',
  '1-',
  'a.',
  'a@',
  'あ ',
  '漢 ',
  '1 ',
  'x@x.',
  'AB ',
  '0120',
  '市',
  '県',
  '番',
  '佐藤',
  'と',
  '丁目',
];
const tails = ['', '\u0001'];
/** Times below this say nothing. */
const measurable = 15;
/** Four times the text takes four times the work, or sixteen times where the work grows with its square. */
const mostGrowth = 9;

function run(pattern: RegExp, text: string): void {
  if (pattern.global) for (const _ of text.matchAll(pattern));
  else pattern.test(text);
}

/** The shortest of three runs in milliseconds: what else the machine does makes them longer, never shorter. */
function work(pattern: RegExp, text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3 && (i === 0 || best > measurable); i++) {
    const began = performance.now();
    run(pattern, text);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

function grown(pump: string, length: number, tail: string): string {
  return pump.repeat(Math.ceil(length / pump.length)).slice(0, length) + tail;
}

/** The pattern's own letters get furthest into it. */
function ownPumps({ source }: Pattern): readonly string[] {
  return [...new Set(source.match(/[\p{L}\p{N}]/gu) ?? [])].slice(0, 12);
}

function worst(pattern: Pattern): string | undefined {
  const compiled = new RegExp(pattern.source, pattern.flags);
  for (const pump of [...pumps, ...ownPumps(pattern)]) {
    for (const tail of tails) {
      const long = work(compiled, grown(pump, 4_000, tail));
      if (long < measurable) continue;
      const growth = long / work(compiled, grown(pump, 1_000, tail));
      if (growth > mostGrowth) return `${pattern.where}: /${pattern.source.slice(0, 60)}/ with ${JSON.stringify(pump)}`;
    }
  }
  return undefined;
}

describe('regular expressions', function () {
  this.timeout(300_000);

  it('are all found', async () => {
    assert.ok(literals().length > 300, `${literals().length} literals`);
    assert.ok((await built(filesThatBuild())).length > 80);
  });

  it('would be found where their work grows with the square of the text, or faster', () => {
    for (const source of ['\\s+$', '(?:\\w+\\.)*\\w+@x', '^\\s*(?:no)?\\s*\\d'])
      assert.ok(worst({ where: 'here', source, flags: 'u' }), source);
  });

  it('work no more than in proportion to the text', async () => {
    const all = [...literals(), ...(await built(filesThatBuild()))];
    const distinct = new Map(all.map((one) => [`${one.source}/${one.flags}`, one]));
    assert.deepEqual(
      [...distinct.values()].flatMap((one) => worst(one) ?? []),
      [],
    );
  });
});
