/** What cannot be built here is read closely, and its start command is run in the same layout. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { variables } from '../src/config.ts';
import { createPrometheus } from '../src/prometheus.ts';
import { alone } from '../src/signals.ts';
import { freePort } from './servers.ts';
import { flags } from './torture/server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** A Dockerfile as instructions, continued lines joined. */
const instructions = read('Dockerfile')
  .replace(/\\\n\s*/gu, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ', 1)[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const only = (name: string) => lastStage.filter((one) => one.name === name).map(({ rest }) => rest);

function knownVariable(name: string): boolean {
  return variables.includes(name.replace(/_FILE$/u, ''));
}

describe('the container', () => {
  it('has a fixed Node 24, no root, a health check, and no development packages', () => {
    const froms = instructions.filter(({ name }) => name === 'FROM').map(({ rest }) => rest);
    const { node } = (JSON.parse(read('package.json')) as { optionalDependencies: Record<string, string> })
      .optionalDependencies;
    for (const from of froms) assert.match(from, new RegExp(`^node:${node}-`, 'u'));
    assert.deepEqual(only('USER'), ['node']);
    assert.equal(only('HEALTHCHECK').length, 1);
    const install = instructions.find(({ rest }) => rest.startsWith('npm ci'))?.rest ?? '';
    for (const flag of ['--omit=dev', '--omit=optional']) assert.ok(install.includes(flag));
    const set = only('ENV').flatMap((line) => [...line.matchAll(/(\w+)=/gu)].map((match) => match[1] ?? ''));
    assert.deepEqual(
      set.filter((name) => !/^NODE_(?:ENV|COMPILE_CACHE)$/u.test(name) && !knownVariable(name)),
      [],
    );
  });

  it('holds every folder that the program reads from', () => {
    const copied = only('COPY').map((line) => line.split(' ')[0]);
    const code = globSync('src/**/*.ts', { cwd: root }).map(read).join('\n');
    const folders = new Set([...code.matchAll(/new URL\('\.\.\/(\w+)\//gu)].map((match) => match[1]));
    assert.ok(folders.has('knowledge') && folders.has('prompts'));
    assert.deepEqual(
      [...folders].filter((folder) => !copied.includes(folder)),
      [],
    );
  });

  it('starts Node as the start script does', () => {
    const [, ...args] = JSON.parse(only('ENTRYPOINT')[0] ?? '[]') as string[];
    assert.deepEqual(args, [...flags, 'tokki.js']);
  });

  it('holds what it runs in its compiled form, made with the same flags by the same user', () => {
    const compiles = lastStage.findIndex(({ rest }) => rest.includes('"compile"'));
    const [, ...args] = JSON.parse(lastStage[compiles]?.rest ?? '[]') as string[];
    assert.deepEqual(args, [...flags, 'tokki.js', 'compile']);
    assert.ok(lastStage.findIndex(({ name }) => name === 'USER') < compiles);
  });

  it('starts with what is copied into it, and answers its health check', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'tokki-container-'));
    let child: ChildProcess | undefined;
    try {
      for (const line of only('COPY').filter((copy) => !copy.startsWith('--from')))
        for (const source of line.split(' ').slice(0, -1))
          cpSync(join(root, source), join(folder, basename(source)), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      const [, ...args] = JSON.parse(only('ENTRYPOINT')[0] ?? '[]') as string[];
      const command = JSON.parse(only('CMD')[0] ?? '[]') as string[];
      const port = String(await freePort());
      const kept = { DATA_DIR: join(folder, 'data'), NODE_COMPILE_CACHE: join(folder, 'compiled') };
      const env = { PATH: process.env.PATH, NODE_ENV: 'production', PORT: port, ...kept };
      child = spawn(process.execPath, [...args, ...command], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout ?? child, 'data');
      const check = JSON.parse(/CMD (?<command>\[.*\])$/u.exec(only('HEALTHCHECK')[0] ?? '')?.groups?.command ?? '[]');
      const [code] = await once(spawn(process.execPath, check.slice(1), { env }), 'exit');
      assert.equal(code, 0);
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      assert.deepEqual(await exit, [0, null]);
    } finally {
      child?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

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
        Object.keys(environment).filter((name) => !knownVariable(name)),
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

const named = z.object({ apiVersion: z.string(), kind: z.string(), metadata: z.object({ name: z.string() }).loose() });
const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) }).loose();
const deployment = named.extend({
  spec: z.object({
    replicas: z.number().min(2),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    strategy: z.object({
      type: z.literal('RollingUpdate'),
      rollingUpdate: z.object({ maxUnavailable: z.literal(0) }).loose(),
    }),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z
        .object({
          terminationGracePeriodSeconds: z.number().min(15),
          securityContext: z.object({ runAsNonRoot: z.literal(true) }).loose(),
          containers: z.array(
            z
              .object({
                securityContext: z.object({ readOnlyRootFilesystem: z.literal(true) }).loose(),
                livenessProbe: probe,
                readinessProbe: probe,
                volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
                resources: z.object({ limits: z.object({ memory: z.string() }).loose() }).loose(),
              })
              .loose(),
          ),
          volumes: z.array(z.object({ name: z.string() }).loose()),
        })
        .loose(),
    }),
  }),
});

describe('the Kubernetes manifest', () => {
  const all = parseAllDocuments(read('deploy/kubernetes.yaml')).map((document) => named.loose().parse(document.toJS()));
  const find = (kind: string) => all.find((one) => one.kind === kind);

  it('updates two instances one after the other, and never takes both away', () => {
    const { spec } = deployment.parse(find('Deployment'));
    const { labels } = spec.template.metadata;
    assert.deepEqual(spec.selector.matchLabels, labels);
    const budget = z.object({
      spec: z.object({ minAvailable: z.literal(1), selector: z.object({ matchLabels: z.unknown() }) }),
    });
    assert.deepEqual(budget.parse(find('PodDisruptionBudget')).spec.selector.matchLabels, labels);
    const served = z.object({ spec: z.object({ selector: z.unknown() }) }).parse(find('Service'));
    assert.deepEqual(served.spec.selector, labels);
  });

  it('mounts what it has, and sets variables that there are', () => {
    const { containers, volumes } = deployment.parse(find('Deployment')).spec.template.spec;
    const mounted = containers.flatMap(({ volumeMounts }) => volumeMounts.map(({ name }) => name));
    assert.deepEqual(
      mounted,
      volumes.map(({ name }) => name),
    );
    const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(find('ConfigMap'));
    assert.deepEqual(
      Object.keys(data).filter((name) => !knownVariable(name)),
      [],
    );
  });
});

describe('the Grafana dashboard', () => {
  it('asks only for metrics that there are', async () => {
    const dashboard = z
      .object({
        panels: z.array(
          z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() }).loose()) }).loose(),
        ),
      })
      .loose()
      .parse(JSON.parse(read('deploy/grafana.json')));
    const store = { counts: async () => [], clock: async () => 0 };
    const signals = { ...alone, state: () => 'up' as const };
    const text = await createPrometheus({ store, signals, now: () => 0 }).text();
    const names = new Set([...text.matchAll(/^# TYPE (\w+)/gmu)].map((match) => match[1] ?? ''));
    const asked = dashboard.panels
      .flatMap(({ targets }) => targets.map(({ expr }) => expr))
      .flatMap((expr) => [...expr.matchAll(/\b(?:tokki|process|nodejs)_\w+/gu)].map(([name]) => name));
    assert.ok(asked.length > 10);
    assert.deepEqual(
      asked.filter((name) => !names.has(name.replace(/_(?:bucket|count|sum)$/u, ''))),
      [],
    );
  });
});
