import assert from 'node:assert/strict';
import { createChance } from './chance.ts';
import { type Act, planned } from './chaos.ts';

function plan(seed: number, can: (act: Act) => boolean = () => true) {
  const chance = createChance(seed, 'instances');
  return Array.from({ length: 200 }, () => planned(chance, can));
}

describe('the chaos of the torture', () => {
  it('comes again with its seed, and differs with another one', () => {
    assert.deepEqual(plan(1), plan(1));
    assert.notDeepEqual(plan(1), plan(2));
  });

  it('does everything that can be done sooner or later, and nothing else', () => {
    const acts = (can?: (act: Act) => boolean) => new Set(plan(1, can).map(({ act }) => act));
    assert.deepEqual([...acts()].toSorted(), ['full disk', 'kill', 'kill all', 'stop', 'update']);
    assert.deepEqual([...acts((act) => act === 'update')], ['update']);
  });

  it('draws for each person alone', () => {
    const drawn = (name: string) => Array.from({ length: 9 }, (_, i) => createChance(1, name, `q${i}`).number(1_000));
    assert.deepEqual(drawn('p1'), drawn('p1'));
    assert.notDeepEqual(drawn('p1'), drawn('p2'));
    assert.ok(new Set(drawn('p1')).size > 1);
  });
});
