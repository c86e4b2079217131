import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { type Person, type Scene, talk } from './person.ts';
import type { Delivered, Platform, Said, Seen } from './platform.ts';

/** A desk that asks one question for each report, and takes its time; now and then it puts somebody off. */
function slowDesk(slow: () => number, puts: () => boolean): Platform & { readonly routes: Map<string, string[]> } {
  const said = new Map<string, Said>();
  const routes = new Map<string, string[]>();
  return {
    routes,
    name: 'slow',
    env: {},
    repeats: 'none',
    outages: [],
    meet: async () => undefined,
    async deliver(instance, person, key, what): Promise<Delivered> {
      await pause(slow());
      if (puts()) return 'put off';
      const name = `${person} ${key}`;
      said.set(name, what);
      routes.set(name, [...(routes.get(name) ?? []), instance]);
      return 'taken';
    },
    addressOf: (person) => person,
    keyOf: (_, key) => key,
    async answers(_instance, person, key): Promise<readonly Seen[]> {
      await pause(slow());
      const what = said.get(`${person} ${key}`);
      if (!what) return [];
      const input = { id: 'incident:1:answer:place', label: '', kind: 'text' } as const;
      const asks = key.endsWith('-0') && key.startsWith('r');
      return [{ key, text: '', buttons: [], ...(asks ? { input } : { number: '2026-0001' }) }];
    },
    everything: async () => [],
    fail: () => undefined,
    close: async () => undefined,
  };
}

/** What two people say, and where each delivery goes. */
async function run(seed: number, slow: () => number, puts = () => false) {
  const desk = slowDesk(slow, puts);
  const people = ['p1', 'p2'].map((id): Person => ({ id, platform: desk, acknowledged: [], filed: 0 }));
  const deliveries = { delayed: 0, doubled: 0, putOff: 0, refused: [] };
  await Promise.all(
    people.map((person) => {
      let more = 0;
      const scene: Scene = {
        instances: () => ['a', 'b', 'c'],
        seed,
        look: 1,
        late: [],
        deliveries,
        goesOn: () => more++ < 2,
      };
      return talk(scene, person, 1).then(() => Promise.all(scene.late));
    }),
  );
  const said = people.map(({ id, acknowledged }) => acknowledged.map(({ key, said }) => ({ id, key, said })));
  return { said, routes: desk.routes, deliveries };
}

describe('the people of the torture', function () {
  this.timeout(60_000);

  it('say the same in the same order, however long others take, and send the same late or twice to the same instances', async () => {
    const [quick, slow, other] = await Promise.all([
      run(7, () => 0),
      run(7, () => Math.random() * 20),
      run(8, () => 0),
    ]);
    // Questions are asked in one burst: whichever is acknowledged first.
    const inTurn = ({ said }: Awaited<ReturnType<typeof run>>) =>
      said.map((all) => all.filter(({ key }) => !key.startsWith('q')));
    assert.deepEqual(inTurn(slow), inTurn(quick));
    assert.deepEqual(slow.deliveries, quick.deliveries);
    assert.deepEqual(slow.routes, quick.routes);
    assert.notDeepEqual(other.routes, quick.routes);
  });

  it('come again where they are put off', async () => {
    let puts = 3;
    const { said, deliveries } = await run(
      7,
      () => 0,
      () => puts-- > 0,
    );
    assert.equal(deliveries.putOff, 3);
    assert.deepEqual(
      said.map((all) => all.filter(({ key }) => key === 'r0-0').length),
      [1, 1],
    );
  });
});
