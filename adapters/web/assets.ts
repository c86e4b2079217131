/** Serves the page: HTML and CSS as they are, TypeScript with its types stripped. No build, nothing from outside. */
import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
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

/**
 * The files of the page's folder and those that it shares with the server; `/` is index.html. Each is read and stripped
 * when it is first asked for: a desk whose page nobody opens need not load the stripper.
 */
export async function servePage(folder: string, shared: readonly string[]): Promise<RequestHandler> {
  const own = (await readdir(folder)).map((name) => join(folder, name));
  const files = [...own, ...shared].filter((file) => Object.hasOwn(types, extname(file)));
  const places = new Map<string, string>(files.map((file) => [`/${basename(file)}`, file]));
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

async function load(file: string): Promise<Asset> {
  const text = await readFile(file, 'utf8');
  const type = types[extname(file)] ?? '';
  return { type, body: extname(file) === '.ts' ? stripTypeScriptTypes(text) : text };
}
