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

/** Reads the page once, at start: the files of its folder and those that it shares with the server. `/` is index.html. */
export async function loadPage(folder: string, shared: readonly string[]): Promise<RequestHandler> {
  const own = (await readdir(folder)).map((name) => join(folder, name));
  const files = [...own, ...shared].filter((file) => Object.hasOwn(types, extname(file)));
  const assets = new Map<string, Asset>(
    await Promise.all(files.map(async (file) => [`/${basename(file)}`, await load(file)] as const)),
  );
  return (req, res, next) => {
    const asset = assets.get(req.path === '/' ? '/index.html' : req.path);
    if (!asset || (req.method !== 'GET' && req.method !== 'HEAD')) return next();
    res.type(asset.type).send(asset.body);
  };
}

async function load(file: string): Promise<Asset> {
  const text = await readFile(file, 'utf8');
  const type = types[extname(file)] ?? '';
  return { type, body: extname(file) === '.ts' ? stripTypeScriptTypes(text) : text };
}
