import assert from 'node:assert/strict';
import { z } from 'zod';
import { createPrometheus } from '../../src/prometheus.ts';
import { alone } from '../../src/signals.ts';
import { read } from './files.ts';

describe('the Grafana dashboard', () => {
  const dashboard = z
    .object({
      panels: z.array(
        z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() }).loose()) }).loose(),
      ),
    })
    .loose()
    .parse(JSON.parse(read('deploy/grafana.json')));
  const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

  it('asks only for metrics that there are', async () => {
    const store = { counts: async () => [], clock: async () => 0 };
    const signals = { ...alone, state: () => 'up' as const };
    const text = await createPrometheus({ store, signals, now: () => 0 }).text();
    const names = new Set([...text.matchAll(/^# TYPE (\w+)/gmu)].map((match) => match[1] ?? ''));
    const asked = expressions.flatMap((expr) =>
      [...expr.matchAll(/\b(?:tokki|process|nodejs)_\w+/gu)].map(([name]) => name),
    );
    assert.ok(asked.length > 10);
    assert.deepEqual(
      asked.filter((name) => !names.has(name.replace(/_(?:bucket|count|sum)$/u, ''))),
      [],
    );
  });

  it('tells Tokki from other programs by what it alone measures, whatever the scrape job is called', () => {
    for (const expr of expressions) {
      assert.doesNotMatch(expr, /\b(?:job|instance)\s*[=!]/u);
      if (/\b(?:process|nodejs)_/u.test(expr)) assert.match(expr, / and on \(job, instance\) tokki_store_up$/u);
    }
  });
});
