/** Serves the page: HTML and CSS as they are, TypeScript with its types stripped. No build, nothing from outside. */
import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
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

/** Reads the folder once, at start; `/` is index.html. A path that is no file of the folder goes on to the next handler. */
export async function loadPage(folder: string): Promise<RequestHandler> {
  const names = (await readdir(folder)).filter((name) => Object.hasOwn(types, extname(name)));
  const assets = new Map<string, Asset>(
    await Promise.all(names.map(async (name) => [`/${name}`, await load(join(folder, name))] as const)),
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
