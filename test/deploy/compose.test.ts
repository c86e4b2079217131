import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { variables } from '../../src/config.ts';
import { freePort, redisInstalled } from '../servers.ts';
import { isKnownVariable, read, root } from './files.ts';

const limits = z.object({ resources: z.object({ limits: z.object({ memory: z.string() }).loose() }).loose() }).strict();
const service = z
  .object({
    image: z.string(),
    build: z.string().optional(),
    user: z.string().optional(),
    restart: z.literal('unless-stopped'),
    read_only: z.boolean().optional(),
    tmpfs: z.array(z.string()).optional(),
    cap_drop: z.array(z.string()),
    security_opt: z.array(z.string()),
    stop_grace_period: z.string().optional(),
    depends_on: z.union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))]).optional(),
    env_file: z.array(z.object({ path: z.string(), required: z.boolean() }).strict()).optional(),
    environment: z.record(z.string(), z.string()).optional(),
    secrets: z.array(z.string()).optional(),
    command: z.array(z.string()).optional(),
    ports: z.array(z.string()).optional(),
    volumes: z.array(z.string()).optional(),
    networks: z.record(z.string(), z.object({ ipv4_address: z.string() })),
    healthcheck: z
      .object({ test: z.array(z.string()) })
      .loose()
      .optional(),
    deploy: limits,
    logging: z.object({ driver: z.string(), options: z.record(z.string(), z.string()) }).strict(),
  })
  .strict();
const compose = z
  .object({
    name: z.string(),
    'x-service': z.unknown(),
    'x-tokki': z.unknown(),
    services: z.record(z.string(), service),
    networks: z.record(z.string(), z.unknown()),
    volumes: z.record(z.string(), z.unknown()),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
  })
  .strict();

describe('compose.yaml', () => {
  const { services, secrets, volumes } = compose.parse(parse(read('compose.yaml'), { merge: true }));

  it('runs two instances that write nowhere but into their volume', () => {
    const instances = Object.values(services).filter(({ image }) => image === 'tokki');
    assert.equal(instances.length, 2);
    for (const { read_only, environment = {} } of instances) {
      assert.ok(read_only);
      assert.deepEqual(
        Object.keys(environment).filter((name) => !isKnownVariable(name)),
        [],
      );
    }
  });

  it('runs nothing as root or with its rights, and lets no log fill the disk', () => {
    for (const { image, user, cap_drop, security_opt, logging } of Object.values(services)) {
      // The image of Tokki names its user itself; nginx, PostgreSQL and Redis begin as root where they are not told otherwise.
      assert.equal(user === undefined, image === 'tokki', image);
      assert.doesNotMatch(user ?? '', /^(?:root|0)(?::|$)/u);
      assert.deepEqual([cap_drop, security_opt], [['ALL'], ['no-new-privileges:true']]);
      assert.ok(logging.options['max-size'] && logging.options['max-file']);
    }
  });

  it('lets in from .env what an installation sets, but not where the desk listens and keeps its data', () => {
    for (const { env_file, environment = {} } of [services.one, services.two].flatMap((one) => one ?? [])) {
      assert.deepEqual(env_file, [{ path: '.env', required: false }]);
      for (const name of ['HOST', 'PORT', 'DATA_DIR', 'BACKUP_DIR']) assert.ok(environment[name], name);
    }
  });

  it('takes every variable that is secret from a file of its name', () => {
    const isSecret = /^(?:DATABASE|REDIS)_URL$|_(?:TOKEN|SECRET|PASSWORD|KEYS?)$/u;
    const secret = variables.filter((name) => isSecret.test(name));
    const { environment = {}, secrets: own } = services.one ?? {};
    const expected = secret.map((name) => [`${name}_FILE`, `/run/secrets/${name.toLowerCase()}`]);
    const given = Object.entries(environment).filter(([, value]) => value.startsWith('/run/secrets/'));
    assert.deepEqual(given.toSorted(), expected.toSorted());
    assert.deepEqual(own?.toSorted(), secret.map((name) => name.toLowerCase()).toSorted());
  });

  it('counts Redis as healthy where it takes the password, and nowhere else', async function () {
    if (!redisInstalled) {
      assert.notEqual(process.env.TOKKI_DEMAND_SERVERS, '1', 'TOKKI_DEMAND_SERVERS=1, but Redis is not installed');
      return this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'tokki-compose-'));
    const port = await freePort();
    const password = join(folder, 'password');
    const shell = (text: string | undefined) =>
      (text ?? '').replaceAll('$$', () => '$').replaceAll('/run/secrets/redis_password', password);
    const { command, healthcheck } = services.redis ?? {};
    const check = shell(healthcheck?.test[1]).replace('redis-cli', `redis-cli -p ${port}`);
    const isHealthy = () => spawnSync('sh', ['-c', check], { stdio: 'ignore' }).status === 0;
    writeFileSync(password, 'right');
    const start = `${shell(command?.[2])} --bind 127.0.0.1 --port ${port}`;
    const redis = spawn('sh', ['-c', start], { cwd: folder, stdio: 'ignore' });
    const exit = once(redis, 'exit');
    try {
      for (let n = 0; n < 200 && !isHealthy(); n++) await pause(25);
      assert.ok(isHealthy());
      for (const wrong of ['', 'wrong']) {
        writeFileSync(password, wrong);
        assert.ok(!isHealthy());
      }
      writeFileSync(password, 'right');
      redis.kill('SIGKILL');
      await exit;
      assert.ok(!isHealthy());
    } finally {
      redis.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    }
  });

  it('names only secrets, volumes and files that there are', () => {
    const all = Object.values(services);
    const asked = all.flatMap((one) => one.secrets ?? []);
    assert.deepEqual(
      asked.filter((secret) => !(secret in secrets)),
      [],
    );
    const places = all.flatMap((one) => (one.volumes ?? []).map((volume) => volume.split(':', 1)[0] ?? ''));
    const isThere = (place: string) => (place.startsWith('./') ? existsSync(join(root, place)) : place in volumes);
    assert.deepEqual(
      places.filter((place) => !isThere(place)),
      [],
    );
    for (const { environment = {}, secrets: own = [] } of all) {
      const files = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
      assert.deepEqual(
        files.filter((file) => !own.includes(basename(file))),
        [],
      );
    }
  });
});
