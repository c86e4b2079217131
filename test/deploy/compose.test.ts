import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isKnownVariable, read, root } from './files.ts';

const limits = z.object({ resources: z.object({ limits: z.object({ memory: z.string() }).loose() }).loose() }).strict();
const service = z
  .object({
    image: z.string(),
    build: z.string().optional(),
    restart: z.literal('unless-stopped'),
    read_only: z.boolean().optional(),
    tmpfs: z.array(z.string()).optional(),
    cap_drop: z.array(z.string()).optional(),
    security_opt: z.array(z.string()).optional(),
    stop_grace_period: z.string().optional(),
    depends_on: z.union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))]).optional(),
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
    logging: z.object({ driver: z.string(), options: z.record(z.string(), z.string()) }).optional(),
  })
  .strict();
const compose = z
  .object({
    name: z.string(),
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
    for (const { read_only, cap_drop, environment = {} } of instances) {
      assert.ok(read_only);
      assert.deepEqual(cap_drop, ['ALL']);
      assert.deepEqual(
        Object.keys(environment).filter((name) => !isKnownVariable(name)),
        [],
      );
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
    const written = [...read('deploy/secrets.sh').matchAll(/^write (\w+)/gmu)].map((match) => match[1]);
    assert.deepEqual(written.toSorted(), Object.keys(secrets).toSorted());
  });
});
