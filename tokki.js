#!/usr/bin/env node
// The only JavaScript file: an older Node cannot read TypeScript, so it has to be told so from here.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Tokki needs Node 24 and this is ${process.versions.node}. Start it with "npm start" or "npm run tokki -- …": they use the Node that npm ci installed.`,
  );
  process.exit(1);
}
const [{ spawnSync }, { createHash }, { existsSync, globSync, readFileSync, writeFileSync }, modules, { join }] =
  await Promise.all([
    import('node:child_process'),
    import('node:crypto'),
    import('node:fs'),
    import('node:module'),
    import('node:path'),
  ]);
// Keeps the code without its types: a warm start is twice as fast and needs less memory.
const { directory } = modules.enableCompileCache();
const [command] = process.argv.slice(2);
if (command === 'compile') process.exitCode = await compile();
else {
  // What takes the types away needs 50 MB, and a desk that runs for months would never give them back. Where it cannot be
  // done before, nothing else is lost by it.
  if (command === 'start' && directory && !existsSync(mark(directory)))
    spawnSync(process.execPath, [...process.execArgv, import.meta.filename, 'compile'], { stdio: 'ignore' });
  const { main } = await import('./src/main.ts');
  process.exitCode = await main(process.argv.slice(2));
}

/** All but the page, which runs in browsers. */
function sources() {
  return globSync('{src,adapters}/**/*.ts', { cwd: import.meta.dirname, exclude: ['adapters/web/page'] }).sort();
}

/** The file in the cache that tells that these very sources are in it, as this Node takes them with these flags. */
function mark(folder) {
  const hash = createHash('sha256').update(JSON.stringify([import.meta.dirname, process.version, process.execArgv]));
  for (const file of sources()) hash.update(readFileSync(join(import.meta.dirname, file)));
  return join(folder, `tokki-${hash.digest('hex').slice(0, 16)}`);
}

/** Loads everything once, so that all of it is in the cache. */
async function compile() {
  for (const file of sources()) await import(`./${file.replaceAll('\\', '/')}`);
  modules.flushCompileCache();
  if (directory) writeFileSync(mark(directory), '');
  return 0;
}
