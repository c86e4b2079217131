/** Every regular expression of the source: the literals as they stand there, and those that are made while it runs. */
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { extract } from '../../src/forms/extract.ts';
import { parseForm } from '../../src/forms/form.ts';
import { namedOptions } from '../../src/forms/recognise.ts';
import { regexLiterals } from './lexer.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = globSync('{src,adapters}/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const codeOf = (file: string) => readFileSync(`${root}/${file}`, 'utf8');

export interface Pattern {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

export function literals(): readonly Pattern[] {
  return files.flatMap((where) => regexLiterals(stripTypeScriptTypes(codeOf(where))).map((one) => ({ where, ...one })));
}

/** The places where a pattern is made of parts, as `file:line`. */
export function builders(): readonly string[] {
  return files.flatMap((file) =>
    codeOf(file)
      .split('\n')
      .flatMap((line, i) => (/\bRegExp\(/u.test(line) ? [`${file}:${i + 1}`] : [])),
  );
}

/**
 * What these places make: their files are loaded once more, and the functions that make patterns only when they are
 * called are called, for every form that there is.
 */
export async function built(): Promise<readonly Pattern[]> {
  const found: Pattern[] = [];
  const Own = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Own, {
    construct(target, [source, flags]: [string | RegExp, string | undefined]) {
      const made = new target(source, flags);
      found.push({ where: placeOf(new Error().stack), source: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const file of new Set(builders().map((place) => place.split(':')[0] ?? '')))
      await callers(await import(`${new URL(`../../${file}`, import.meta.url).href}?patterns`));
    for (const file of globSync('knowledge/forms/*.yaml', { cwd: root })) {
      const form = parseForm(parse(codeOf(file)), file);
      extract(form, 'x', 0);
      for (const step of form.steps) namedOptions(step, 'x', {});
    }
  } finally {
    globalThis.RegExp = Own;
  }
  return found;
}

/** Functions that make a pattern when they are called. */
async function callers(module: Readonly<Record<string, unknown>>): Promise<void> {
  const { readAmounts, mentions } = module;
  if (typeof readAmounts === 'function')
    for (const units of [[], ['人', '件', 'people']]) readAmounts('2、300人', units);
  if (typeof mentions === 'function') mentions('x', 'U0123456789');
}

/** The first place of ours in a stack. */
function placeOf(stack = ''): string {
  const { file = '', line = '' } =
    /\/(?<file>(?:src|adapters)\/[\w/.-]+\.ts)[^:]*:(?<line>\d+)/u.exec(stack)?.groups ?? {};
  return `${file}:${line}`;
}
