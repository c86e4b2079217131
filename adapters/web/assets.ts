/** Serves the page: HTML and CSS as they are, TypeScript with its types stripped. No build, nothing from outside. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { getCompileCacheDir, stripTypeScriptTypes } from 'node:module';
import { basename, extname, join } from 'node:path';
import type { RequestHandler } from 'express';

interface Asset {
  readonly type: string;
  readonly body: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

/** The page's own files; `/` is index.html. Each is read when it is first asked for. */
export async function servePage(): Promise<RequestHandler> {
  const places = new Map((await pageFiles()).map((file) => [`/${basename(file)}`, file]));
  const assets = new Map<string, Promise<Asset>>();
  return async (req, res, next) => {
    const file = places.get(req.path === '/' ? '/index.html' : req.path);
    if (!file || (req.method !== 'GET' && req.method !== 'HEAD')) return next();
    const asset = assets.get(file) ?? load(file);
    assets.set(file, asset);
    asset.catch(() => assets.delete(file));
    const { type, body } = await asset;
    res.type(type).send(body);
  };
}

/**
 * Keeps the page's TypeScript as browsers take it, beside what Node keeps of compiled code: the stripper would stay in the
 * memory of a desk whose page is opened once (30 MB).
 */
export async function keepScripts(): Promise<void> {
  for (const file of (await pageFiles()).filter((name) => extname(name) === '.ts')) {
    const text = await readFile(file, 'utf8');
    const kept = keptPlace(text);
    if (kept === undefined) return;
    // Whole or not at all: another desk may read it already.
    await writeFile(`${kept}.${process.pid}`, stripTypeScriptTypes(text));
    await rename(`${kept}.${process.pid}`, kept);
  }
}

/** What stands in the page's folder, and what it shares with the server. */
async function pageFiles(): Promise<readonly string[]> {
  const folder = join(import.meta.dirname, 'page');
  const own = (await readdir(folder)).map((name) => join(folder, name));
  return [...own, join(import.meta.dirname, 'render.ts')].filter((file) => Object.hasOwn(types, extname(file)));
}

async function load(file: string): Promise<Asset> {
  const text = await readFile(file, 'utf8');
  return { type: types[extname(file)] ?? '', body: extname(file) === '.ts' ? await scriptOf(text) : text };
}

async function scriptOf(text: string): Promise<string> {
  const kept = keptPlace(text);
  if (kept === undefined) return stripTypeScriptTypes(text);
  // It is only a copy: where it cannot be read, it is made again.
  return readFile(kept, 'utf8').catch(() => stripTypeScriptTypes(text));
}

/** For this very text; undefined where Node keeps no compiled code. */
function keptPlace(text: string): string | undefined {
  const folder = getCompileCacheDir();
  return folder && join(folder, `tokki-page-${createHash('sha256').update(text).digest('hex')}`);
}
