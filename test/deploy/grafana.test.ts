import assert from 'node:assert/strict';
import { z } from 'zod';
import { createPrometheus } from '../../src/prometheus.ts';
import { alone } from '../../src/signals.ts';
import { read } from './files.ts';

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
