/** Every regular expression of the source: the literals as they stand there, and those that are put together when it is loaded. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Pattern {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

/** What may stand before a literal; after anything else a slash divides. */
const before = /(?:^|[=(,:?![&|;{}\n]|=>|return)\s*$/u;
const literal = /\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)/gu;

export function literals(): readonly Pattern[] {
  return globSync('{src,adapters}/**/*.ts', { cwd: root }).flatMap((file) => {
    const code = readFileSync(`${root}/${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gmu, '');
    return [...code.matchAll(literal)].flatMap((match) => {
      const [, source = '', flags = ''] = match;
      if (!before.test(code.slice(Math.max(0, match.index - 12), match.index)) || !isPattern(source, flags)) return [];
      return [{ where: file, source, flags }];
    });
  });
}

function isPattern(source: string, flags: string): boolean {
  try {
    return Boolean(new RegExp(source, flags));
  } catch {
    return false;
  }
}

/** Those that modules make by `new RegExp` while they are loaded; each file is loaded once more for this. */
export async function built(files: readonly string[]): Promise<readonly Pattern[]> {
  const found: Pattern[] = [];
  const Own = globalThis.RegExp;
  let where = '';
  globalThis.RegExp = new Proxy(Own, {
    construct(target, [source, flags]: [string | RegExp, string | undefined]) {
      const made = new target(source, flags);
      found.push({ where, source: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const file of files) {
      where = file;
      await import(`${new URL(`../../${file}`, import.meta.url).href}?patterns`);
    }
  } finally {
    globalThis.RegExp = Own;
  }
  return found;
}

export function filesThatBuild(): readonly string[] {
  return globSync('src/**/*.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /new RegExp\(/u.test(readFileSync(`${root}/${file}`, 'utf8')) && !file.startsWith('src/cli/'));
}
