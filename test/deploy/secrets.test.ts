import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { read, root } from './files.ts';

describe('deploy/secrets.sh', () => {
  let folder: string;
  const run = (names: readonly string[] = [], input = '') =>
    spawnSync(join(folder, 'deploy/secrets.sh'), names, { input, encoding: 'utf8' });
  const written = () => readdirSync(join(folder, 'secrets'));
  const contents = () => written().map((name) => readFileSync(join(folder, 'secrets', name), 'utf8'));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokki-secrets-'));
    for (const file of ['deploy/secrets.sh', '.gitignore']) cpSync(join(root, file), join(folder, file));
    assert.equal(run().status, 0);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes the files that compose.yaml names, each one once, in a folder that nobody else enters', () => {
    const { secrets } = parse(read('compose.yaml')) as { secrets: Record<string, { file: string }> };
    assert.deepEqual(
      Object.values(secrets).map(({ file }) => file),
      Object.keys(secrets).map((name) => `./secrets/${name}`),
    );
    assert.deepEqual(written(), Object.keys(secrets).toSorted());
    assert.equal(statSync(join(folder, 'secrets')).mode & 0o777, 0o700);
    const before = contents();
    assert.equal(run().status, 0);
    assert.deepEqual(contents(), before);
  });

  it('asks for what others give, and changes nothing else', () => {
    const token = join(folder, 'secrets/slack_bot_token');
    assert.equal(readFileSync(token, 'utf8'), '');
    assert.equal(run(['slack_bot_token'], 'xoxb-1\n').status, 0);
    assert.equal(readFileSync(token, 'utf8'), 'xoxb-1');
    const before = contents();
    assert.notEqual(run(['tokki_keys'], 'x\n').status, 0);
    assert.notEqual(run(['slack_bot_token'], '').status, 0);
    assert.deepEqual(contents(), before);
  });

  it('writes what neither git nor an image takes in, as little as .env, the data and the people', () => {
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const paths = [...written().map((name) => `secrets/${name}`), '.env', 'data/tokki.db', 'data/keys', 'people.csv'];
    const isIgnored = (path: string) => spawnSync('git', ['check-ignore', '-q', path], { cwd: folder }).status === 0;
    const left = read('.dockerignore').split('\n');
    assert.deepEqual(
      paths.filter((path) => !isIgnored(path) || !left.includes(path.split('/')[0] ?? '')),
      [],
    );
    assert.ok(!isIgnored('knowledge/people.example.csv'));
  });
});
