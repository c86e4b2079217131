/** Reads the YAML files of the knowledge folder. Errors name file, line and place. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { TokkiError } from '../errors.ts';
import { listNames, type Place, placeIn, readText, sha256 } from './read.ts';

export interface YamlReader {
  /**
   * A file that must fit a schema. Every plain word is a string there: 6.10 is no number, `no` and `null` are words.
   * @throws TokkiError `knowledge`
   */
  read<T>(place: Place, schema: z.ZodType<T>): Promise<T>;
  /** A file as it is, with numbers and true and false. @throws TokkiError `knowledge` */
  readAny(place: Place): Promise<unknown>;
  /** Writes the cache if something was read that was not in it. */
  save(): Promise<void>;
}

type Kind = 'core' | 'failsafe';

interface Parsed {
  readonly value: unknown;
  readonly yaml: Document;
  readonly lines: LineCounter;
}

/**
 * @param cache a file that keeps what was read, by the hash of the text: parsing a megabyte of YAML takes half a second,
 * recalling it some milliseconds. Without it nothing is kept.
 */
export async function createYamlReader(cache?: string): Promise<YamlReader> {
  const before = cache === undefined ? {} : await readCache(cache);
  const used: Record<string, unknown> = {};

  async function value(place: Place, kind: Kind): Promise<unknown> {
    const text = await readText(place);
    const key = `${kind}:${sha256(text)}`;
    used[key] ??= before[key] ?? parseYaml(place, text, kind).value;
    return used[key];
  }

  return {
    readAny: (place) => value(place, 'core'),
    async read(place, schema) {
      const read = schema.safeParse(await value(place, 'failsafe'));
      if (read.success) return read.data;
      const [issue] = read.error.issues;
      const path = (issue?.path ?? []).map(String);
      const line = lineOf(place, await readText(place), path);
      const where = path.length > 0 ? `${path.join('.')}: ` : '';
      throw new TokkiError('knowledge', `${place.shown}:${line}: ${where}${issue?.message ?? 'wrong'}`);
    },
    async save() {
      if (cache === undefined || Object.keys(used).every((key) => key in before)) return;
      await writeCache(cache, used);
    },
  };
}

/** What is read from each YAML file of a folder, by name without `.yaml`. */
export async function loadEach<T>(folder: Place, read: (place: Place) => Promise<T>): Promise<ReadonlyMap<string, T>> {
  const names = await listNames(folder, '.yaml');
  const entries = names.map(
    async (name) => [name.slice(0, -'.yaml'.length), await read(placeIn(folder, name))] as const,
  );
  return new Map(await Promise.all(entries));
}

function parseYaml(place: Place, text: string, schema: Kind): Parsed {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, schema });
  const [error] = yaml.errors;
  const message = error?.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/u, '');
  if (error) throw new TokkiError('knowledge', `${place.shown}:${error.linePos?.[0].line ?? 1}: ${message}`);
  try {
    return { value: yaml.toJS(), yaml, lines };
  } catch (cause) {
    throw new TokkiError('knowledge', `${place.shown}:1: its aliases (*) cannot be resolved`, { cause });
  }
}

/** The line of what a path leads to, or of the nearest thing around it. */
function lineOf(place: Place, text: string, path: readonly string[]): number {
  const { yaml, lines } = parseYaml(place, text, 'failsafe');
  for (let length = path.length; length > 0; length -= 1) {
    const node = yaml.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** A cache that is missing or broken only costs time. */
async function readCache(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const kept: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}

/** Renamed into place, so that two processes that start together never read half a file. A full disk only costs time. */
async function writeCache(path: string, kept: Readonly<Record<string, unknown>>): Promise<void> {
  const fresh = `${path}.${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(fresh, JSON.stringify(kept), { mode: 0o600 });
    await rename(fresh, path);
  } catch {
    return;
  }
}
