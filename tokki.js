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
const { homedir } = await import('node:os');
const { join } = await import('node:path');
const { cachedDataVersionTag } = await import('node:v8');

// Keeps the code without its types: a warm start is twice as fast and needs less memory. What lies there is run, so it lies
// where nobody else can write, and not in the common /tmp. NODE_COMPILE_CACHE goes first: Node has read it already.
const places = [join(import.meta.dirname, 'node_modules/.cache/tokki'), ...ofUser('.cache/tokki')];
const folder = places.map((place) => enableCompileCache(place).directory).find((directory) => directory !== undefined);
const [command] = process.argv.slice(2);
if (command === 'compile') process.exit(await compile());
if (command === 'start') compileElsewhere();
const { main } = await import('./src/main.ts');
process.exitCode = await main(process.argv.slice(2));

/** A user of a container may have no home. */
function ofUser(path) {
  try {
    return [join(homedir(), path)];
  } catch {
    return [];
  }
}

/** What takes the types away needs 50 MB, and a desk that runs for months would never give them back. */
function compileElsewhere() {
  if (folder === undefined || existsSync(mark())) return;
  // What goes wrong there goes wrong here too, where it is told.
  const args = [...process.execArgv, import.meta.filename, 'compile'];
  spawnSync(process.execPath, args, { stdio: 'ignore', timeout: 60_000 });
}

/** Loads everything once, so that all of it is in the cache; what browsers load is kept beside it. */
async function compile() {
  if (folder === undefined) return 1;
  const exclude = ['adapters/web/page'];
  for (const file of sources({ exclude })) await import(`./${file.replaceAll('\\', '/')}`);
  const { keepScripts } = await import('./adapters/web/assets.ts');
  await keepScripts();
  flushCompileCache();
  writeFileSync(mark(), '');
  return 0;
}

function sources(options) {
  return globSync('{src,adapters}/**/*.ts', { cwd: import.meta.dirname, ...options }).sort();
}

/** The file in the cache that tells that these very sources are in it, in the form that this Node takes. */
function mark() {
  const form = [process.version, process.arch, cachedDataVersionTag(), process.getuid?.()];
  const hash = createHash('sha256').update(JSON.stringify([import.meta.dirname, ...form]));
  for (const file of sources()) hash.update(readFileSync(join(import.meta.dirname, file)));
  return join(folder, `tokki-${hash.digest('hex').slice(0, 16)}`);
}
