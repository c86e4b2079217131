#!/usr/bin/env node
// The only JavaScript file: an older Node cannot read TypeScript, so it has to be told so from here.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Tokki needs Node 24 and this is ${process.versions.node}. Start it with "npm start" or "npm run tokki -- …": they use the Node that npm ci installed.`,
  );
  process.exit(1);
}
const { spawnSync } = await import('node:child_process');
const { createHash } = await import('node:crypto');
const { existsSync, globSync, readFileSync, writeFileSync } = await import('node:fs');
const { enableCompileCache, flushCompileCache } = await import('node:module');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { cachedDataVersionTag } = await import('node:v8');

// Keeps the code without its types: a warm start is twice as fast and needs less memory. Where the folder that
// NODE_COMPILE_CACHE names cannot be written, another one may.
const folder = enableCompileCache().directory ?? enableCompileCache(join(tmpdir(), 'tokki-compiled')).directory;
const [command] = process.argv.slice(2);
if (command === 'compile') process.exit(await compile());
if (command === 'start') compileElsewhere();
const { main } = await import('./src/main.ts');
process.exitCode = await main(process.argv.slice(2));

/** What takes the types away needs 50 MB, and a desk that runs for months would never give them back. */
function compileElsewhere() {
  if (folder === undefined || existsSync(mark())) return;
  // What goes wrong there goes wrong here too, where it is told.
  const args = [...process.execArgv, import.meta.filename, 'compile'];
  spawnSync(process.execPath, args, { stdio: 'ignore', timeout: 60_000 });
}

/** Loads everything once, so that all of it is in the cache. */
async function compile() {
  if (folder === undefined) return 1;
  for (const file of sources()) await import(`./${file.replaceAll('\\', '/')}`);
  flushCompileCache();
  writeFileSync(mark(), '');
  return 0;
}

/** All but the page, which runs in browsers. */
function sources() {
  return globSync('{src,adapters}/**/*.ts', { cwd: import.meta.dirname, exclude: ['adapters/web/page'] }).sort();
}

/** The file in the cache that tells that these very sources are in it, in the form that this Node takes. */
function mark() {
  const form = [process.version, process.arch, cachedDataVersionTag(), process.getuid?.()];
  const hash = createHash('sha256').update(JSON.stringify([import.meta.dirname, ...form]));
  for (const file of sources()) hash.update(readFileSync(join(import.meta.dirname, file)));
  return join(folder, `tokki-${hash.digest('hex').slice(0, 16)}`);
}
