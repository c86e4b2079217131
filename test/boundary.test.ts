/** Who may import whom (AGENTS.md): reads the imports of every file. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{src,adapters}/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** What a file imports: paths from the root for our own files, names for packages. Types count too. */
function importsOf(file: string): readonly string[] {
  const code = read(file);
  const statements = code.matchAll(/^(?:import|export)\s(?:[^;']*?\sfrom\s)?'([^']+)'/gmu);
  const dynamic = code.matchAll(/\bimport\('([^']+)'\)/gu);
  const names = [...statements, ...dynamic].map((match) => match[1] ?? '');
  return names.map((name) =>
    name.startsWith('.') ? relative(root, join(root, dirname(file), name)).replaceAll('\\', '/') : name,
  );
}

function breaches(of: RegExp, allowed: readonly RegExp[]): readonly string[] {
  return files
    .filter((file) => of.test(file))
    .flatMap((file) => importsOf(file).map((name) => ({ file, name })))
    .filter(({ name }) => !allowed.some((rule) => rule.test(name)))
    .map(({ file, name }) => `${file} imports ${name}`);
}

const pureKnowledge = /^src\/knowledge\/(?:types|citation|privacy|figures)\.ts$/u;
const always = [/^src\/(?:types|errors|rights)\.ts$/u, /^src\/strings\//u];

describe('the layers', () => {
  it('leave the types without imports but each other', () => {
    assert.deepEqual(breaches(/^src\/types(?:\.ts$|\/)/u, [/^src\/types\//u]), []);
  });

  it('let an adapter see only the door, its own folder and its SDK', () => {
    const sdks = [
      ['web', /^express$/u],
      ['slack', /^@slack\/bolt$/u],
      ['teams', /^botbuilder$/u],
    ] as const;
    for (const [name, sdk] of sdks) {
      const own = new RegExp(`^adapters/${name}/`, 'u');
      assert.deepEqual(breaches(own, [own, /^src\/index\.ts$/u, /^node:/u, sdk]), []);
    }
  });

  it('keep asking, incidents and forms apart from the store, the clock and the machine', () => {
    const room = (name: string) => new RegExp(`^src/${name}/`, 'u');
    const shared = [...always, room('forms'), room('calendar'), pureKnowledge, /^zod$/u];
    for (const name of ['incident', 'training']) assert.deepEqual(breaches(room(name), [room(name), ...shared]), []);
    assert.deepEqual(breaches(room('ask'), [room('ask'), ...shared, /^openai$/u]), []);
    assert.deepEqual(breaches(room('guard'), [room('guard'), ...shared]), []);
    const inspecting = /^src\/inspect\/(?!gather)/u;
    assert.deepEqual(breaches(inspecting, [room('inspect'), room('guard'), /^src\/regions\.ts$/u, ...shared]), []);
    assert.deepEqual(breaches(room('forms'), [...always, room('forms'), pureKnowledge, /^zod$/u]), []);
  });

  it('let the calendar know days and holidays only', () => {
    const days = /^src\/forms\/calendar\.ts$/u;
    assert.deepEqual(breaches(/^src\/calendar\//u, [/^src\/calendar\//u, days, /^@holiday-jp\/holiday_jp$/u]), []);
  });

  it('let one file know the format of a document', () => {
    const allowed = [...always, /^src\/forms\/text\.ts$/u, /^docx$/u];
    assert.deepEqual(breaches(/^src\/documents\//u, allowed), []);
    assert.deepEqual(
      files.filter((file) => importsOf(file).includes('docx')),
      ['src/documents/word.ts'],
    );
  });

  it('leave knowledge below the rooms that use it', () => {
    const packages = [/^node:/u, /^(?:zod|yaml)$/u];
    assert.deepEqual(breaches(/^src\/knowledge\//u, [...always, /^src\/knowledge\//u, ...packages]), []);
  });

  it('keep the clock, chance and the process out of the rooms that decide', () => {
    const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\./u;
    const rooms = files.filter((file) => /^src\/(?:ask|incident|training|forms|guard|inspect\/(?!gather))/u.test(file));
    assert.deepEqual(
      rooms.filter((file) => impure.test(read(file))),
      [],
    );
  });

  it('keep each database driver and the language model in a file of its own', () => {
    for (const [driver, home] of [
      ['node:sqlite', 'src/store/sqlite.ts'],
      ['pg', 'src/store/postgres.ts'],
      ['ioredis', 'src/redis.ts'],
      ['prom-client', 'src/prometheus.ts'],
      ['openai', 'src/ask/llm.ts'],
    ]) {
      assert.deepEqual(
        files.filter((file) => importsOf(file).includes(driver ?? '')),
        [home],
      );
    }
  });

  it('leave incidents no way to the language model, however long', () => {
    const reached = new Set(files.filter((file) => /^src\/incident\//u.test(file)));
    for (const file of reached) for (const name of importsOf(file)) if (files.includes(name)) reached.add(name);
    assert.ok(reached.size > 20);
    assert.deepEqual(
      [...reached].filter((file) => file === 'src/ask/llm.ts' || importsOf(file).includes('openai')),
      [],
    );
  });

  it('let only config.ts read the environment', () => {
    assert.deepEqual(
      files.filter((file) => /\bprocess\.env\b/u.test(read(file))),
      ['src/config.ts'],
    );
  });

  it('let the bot see the Store interface and no store', () => {
    const allowed = [
      ...always,
      /^src\/(?:again|clock|in-turn|index|limited|log|worker|outbox|intake|metrics|retries|signals|throttle)\.ts$/u,
      /^src\/store\/store\.ts$/u,
      pureKnowledge,
    ];
    assert.deepEqual(
      breaches(
        /^src\/(?:again|bot|clock|in-turn|limited|worker|outbox|intake|metrics|retries|signals|throttle)\.ts$/u,
        allowed,
      ),
      [],
    );
  });

  it('hold no file of more than 300 lines', () => {
    const tests = globSync('{test,bench}/**/*.ts', { cwd: root });
    assert.deepEqual(
      [...files, ...tests].filter((file) => read(file).split('\n').length > 301),
      [],
    );
  });
});
