import assert from 'node:assert/strict';
import type { Store } from '../../src/store/store.ts';
import type { Assignment, TrainingRecord, TrainingSession } from '../../src/types.ts';
import { noon, outcomes, person, refused } from './store-fixtures.ts';

const duty = (over: Partial<Assignment> = {}): Assignment => ({
  person: 'E1',
  course: 'a',
  since: 100,
  edition: 1,
  due: 114,
  reason: 'start',
  ...over,
});

const record = (id: string, over: Partial<TrainingRecord> = {}): TrainingRecord => ({
  id,
  person: 'E1',
  course: 'a',
  version: 1,
  material: 'hash',
  at: noon,
  means: 'chat',
  minutes: 12,
  lang: 'ja',
  score: 7,
  asked: 8,
  ...over,
});

const session: TrainingSession = {
  id: 'S1',
  course: 'a',
  at: noon,
  minutes: 45,
  place: '会議室',
  theme: '事故の事例',
  trainer: '講師',
  by: 'E9',
};

/** Training: assignments, evidence, reminders, and people with all of it. */
export function trainingContract(store: () => Store): void {
  const write = (assignments: readonly Assignment[]) => store().commit({ now: noon, assignments });
  const staff = (...ids: readonly string[]) => store().commit({ now: noon, people: ids.map((id) => person(id)) });

  it('keeps assignments, and changes only what nobody else has changed', async () => {
    await write([duty(), duty({ person: 'E2' })]);
    await write([duty({ edition: 2, due: 120 })]);
    await refused('conflict', write([duty({ edition: 2, due: 130 })]));
    await refused('conflict', write([duty()]));
    assert.deepEqual(await store().assignments({ person: 'E1' }), [duty({ edition: 2, due: 120 })]);
    const closed = duty({ edition: 3, closed: noon, record: 'T1' });
    await write([closed]);
    assert.deepEqual(await store().assignments({ person: 'E1' }), [closed]);
  });

  it('lets of a person and course only one be open', async () => {
    await write([duty()]);
    await refused('conflict', write([duty({ since: 101 })]));
    await write([duty({ edition: 2, closed: noon })]);
    await write([duty({ since: 101 })]);
    assert.equal((await store().assignments({ person: 'E1' })).length, 2);
  });

  it('takes one of two that close the same assignment at once', async () => {
    await write([duty()]);
    const close = (id: string) => ({
      now: noon,
      assignments: [duty({ edition: 2, closed: noon, record: id })],
      trainings: [record(id)],
    });
    assert.deepEqual(await outcomes(store(), [close('T1'), close('T2')]), { written: 1, conflict: 1 });
    assert.equal((await store().trainings({})).length, 1);
  });

  it('finds assignments by the day on which they fall due', async () => {
    await write([duty(), duty({ person: 'E2', due: 115 }), duty({ person: 'E3', due: 116, course: 'b' })]);
    const found = await store().assignments({ course: 'a', from: 114, to: 115 });
    assert.deepEqual(
      found.map((one) => one.person),
      ['E1', 'E2'],
    );
    assert.deepEqual(await store().assignments({ from: 117 }), []);
  });

  it('keeps records, sessions and events for ever, and each of them once', async () => {
    const event = { key: 'k', at: noon, by: 'E9', act: 'extended', course: 'a', person: 'E1', detail: '理由' } as const;
    const commit = { now: noon, trainings: [record('T1')], sessions: [session], trainingEvents: [event] };
    await store().commit(commit);
    await store().commit({ ...commit, trainings: [record('T1', { minutes: 99 })] });
    assert.deepEqual(await store().trainings({ person: 'E1' }), [record('T1')]);
    assert.deepEqual(await store().sessions(['S1', 'S2']), [session]);
    assert.deepEqual(await store().trainingEvents({ course: 'a', since: noon }), [event]);
    assert.deepEqual(await store().trainings({ since: noon + 1 }), []);
    assert.deepEqual(await store().trainings({ until: noon }), []);
  });

  it('changes of a reminder only what is named', async () => {
    await staff('E1');
    const state = async () => (await store().trainees({ ids: ['E1'], limit: 1 }))[0]?.state;
    const change = (reminders: object) => store().commit({ now: noon, reminders: [{ person: 'E1', ...reminders }] });
    await change({ reminded: 100 });
    await change({ snoozed: 105, snoozes: 1 });
    await change({ digested: 101 });
    assert.deepEqual(await state(), { reminded: 100, digested: 101, snoozed: 105, snoozes: 1 });
    await change({ reminded: 105, snoozed: null });
    assert.deepEqual(await state(), { reminded: 105, digested: 101, snoozes: 1 });
  });

  it('shows people page by page with the newest assignment of each course', async () => {
    await staff('E1', 'E2', 'E3');
    await write([duty({ closed: noon, record: 'T1' }), duty({ since: 465 }), duty({ course: 'b' })]);
    const first = await store().trainees({ limit: 2 });
    assert.deepEqual(
      first.map((one) => one.person.id),
      ['E1', 'E2'],
    );
    assert.deepEqual(first[0]?.assignments, [duty({ since: 465 }), duty({ course: 'b' })]);
    assert.deepEqual(
      (await store().trainees({ after: 'E2', limit: 2 })).map((one) => one.person),
      [person('E3')],
    );
  });

  it('finds people by manager, contract, zone, and what is due', async () => {
    const people = [
      person('E1', { manager: 'B1' }),
      person('E2', { manager: 'B2', contracts: ['契約"A"', 'C2'] }),
      person('E3', { contracts: ['契約"A"'], zone: 'Europe/Berlin', calendar: 'weekdays' }),
      person('E4', { contracts: ['C22'] }),
    ];
    await store().commit({ now: noon, people });
    await write([
      duty(),
      duty({ person: 'E2', due: 200 }),
      duty({ person: 'E3', due: 90, closed: noon, record: 'T3' }),
      duty({ person: 'E4' }),
    ]);
    const ids = async (query: object) => (await store().trainees({ limit: 9, ...query })).map((one) => one.person.id);
    assert.deepEqual(await ids({ managers: ['B1', 'B2'] }), ['E1', 'E2']);
    assert.deepEqual(await ids({ managers: [] }), []);
    assert.deepEqual(await ids({ contracts: ['契約"A"'] }), ['E2', 'E3']);
    assert.deepEqual(await ids({ contracts: ['C2'] }), ['E2']);
    assert.deepEqual(await ids({ unmanaged: ['契約"A"', 'C22'] }), ['E3', 'E4']);
    assert.deepEqual(await ids({ zone: 'Europe/Berlin' }), ['E3']);
    assert.deepEqual(await ids({ zone: '' }), ['E1', 'E2', 'E4']);
    assert.deepEqual(await ids({ due: { until: 114, since: noon } }), ['E1', 'E4']);
    assert.deepEqual(await ids({ due: { until: 114, since: noon }, after: 'E1' }), ['E4']);
    assert.deepEqual(await ids({ unmanaged: ['契約"A"'], due: { until: 114, since: noon - 1 } }), ['E3']);
    assert.deepEqual(await ids({ managers: ['B1', 'B2'], due: { until: 114, since: 0 } }), ['E1']);
    assert.deepEqual(await store().zones(), ['', 'Europe/Berlin']);
  });

  it('forgets nobody who has left: their names and records stay, they themselves are not here', async () => {
    await staff('E1', 'E2');
    await store().commit({ now: noon, trainings: [record('T1')] });
    await store().commit({ now: noon + 1, leavers: ['E1'] });
    assert.deepEqual(
      (await store().people()).map(({ id }) => id),
      ['E2'],
    );
    assert.equal(await store().person('E1'), undefined);
    assert.equal(await store().personByMail('E1@example.jp'), undefined);
    assert.deepEqual(
      (await store().trainees({ limit: 9 })).map((one) => one.person.id),
      ['E2'],
    );
    const [left] = await store().trainees({ limit: 9, leavers: true });
    assert.deepEqual([left?.person.id, left?.left], ['E1', noon + 1]);
    assert.equal((await store().names(['E1', 'E9'])).get('E1'), '佐藤花子');
    assert.equal((await store().trainings({ person: 'E1' })).length, 1);
  });

  it('lets who comes back join anew, and who stays keep the day of joining', async () => {
    const days = 86_400_000;
    await staff('E1', 'E2');
    await store().commit({ now: noon + days, leavers: ['E1'] });
    const people = [person('E1'), person('E2', { name: '新しい名' })];
    await store().commit({ now: noon + 9 * days, people });
    const [back, stayed] = await store().trainees({ limit: 9 });
    assert.deepEqual([(back?.joined ?? 0) - (stayed?.joined ?? 0), back?.left], [9, undefined]);
    assert.equal(stayed?.person.name, '新しい名');
  });

  it('finds more people than one statement takes', async () => {
    const many = Array.from({ length: 1_300 }, (_, n) => person(`E${10_000 + n}`, { manager: 'B' }));
    await store().commit({ now: noon, people: many, assignments: many.map(({ id }) => duty({ person: id })) });
    const due = { until: 200, since: 0 };
    for (const query of [{ managers: ['B'], due }, { due }, { ids: many.map(({ id }) => id) }]) {
      assert.equal((await store().trainees({ limit: 2_000, ...query })).length, 1_300);
    }
    assert.equal((await store().persons(many.map(({ id }) => id))).length, 1_300);
  });
}
