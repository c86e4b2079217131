/** Reads files of the knowledge folder. Errors name the file as it stands in the repository. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TokkiError } from '../errors.ts';

/** A file of the knowledge folder: where it is, and what it is called in messages. */
export interface Place {
  readonly path: string;
  readonly shown: string;
}

/** `knowledge/guidance/annex/6.5.yaml` */
export function placeOf(folder: string, ...parts: readonly string[]): Place {
  return { path: join(folder, ...parts), shown: ['knowledge', ...parts].join('/') };
}

/** A file in a folder that is itself such a place. */
export function placeIn({ path, shown }: Place, name: string): Place {
  return { path: join(path, name), shown: `${shown}/${name}` };
}

/** @throws TokkiError `knowledge` where it is missing or unreadable */
export async function readText({ path, shown }: Place): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new TokkiError('knowledge', `${shown}: cannot be read (${codeOf(error)})`, { cause: error });
  }
}

/** The text, or undefined where there is no such file. */
export async function readTextIfThere(place: Place): Promise<string | undefined> {
  try {
    return await readText(place);
  } catch (error) {
    if (error instanceof TokkiError && codeOf(error.cause) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The names in a folder that end so, sorted; none where there is no such folder. */
export async function listNames({ path, shown }: Place, ending: string): Promise<readonly string[]> {
  try {
    const names = await readdir(path);
    return names.filter((name) => name.endsWith(ending) && !name.startsWith('.')).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new TokkiError('knowledge', `${shown}: cannot be read (${codeOf(error)})`, { cause: error });
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
