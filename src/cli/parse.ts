import { readFile } from 'node:fs/promises';
import { TokkiError } from '../errors.ts';
import { parseDocument } from '../knowledge/parse.ts';
import { print, readArgs } from './args.ts';

/** `tokki parse FILE [--json]`: what the parser makes of an annex, for someone about to add a document. */
export async function parse(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs('parse', args, { json: { type: 'boolean' } }, 1);
  const [file] = positionals;
  if (!file) throw new TokkiError('usage', 'parse: name the file');
  const units = parseDocument(await readText(file), file);
  if (values.json)
    await print(
      JSON.stringify(
        units.map(({ id, label, text }) => ({ id, label, text })),
        null,
        2,
      ),
    );
  else for (const { id, label, heading, text } of units) await print(`${id}\t${label}\t${heading}\t${text}`);
  return 0;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new TokkiError('input', `cannot read ${file} (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}
