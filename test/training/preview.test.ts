/** What a time would bring if nobody took a course meanwhile. */
import assert from 'node:assert/strict';
import { instantOf } from '../../src/calendar/zone.ts';
import { dayNumber } from '../../src/forms/calendar.ts';
import { occasionsOf } from '../../src/training/occasions.ts';
import { foresee } from '../../src/training/preview.ts';
import type { Report } from '../../src/types.ts';
import { assignment, course, deps, trainee } from './samples.ts';

const day = (year: number, month: number, date: number) => dayNumber(year, month, date) ?? 0;
const at = (one: number) => instantOf(one, 600, 'Asia/Tokyo');

describe('the preview', () => {
  const monday = day(2026, 11, 30);
  const done = monday - 60;
  const trained = trainee('x', {
    joined: day(2025, 4, 1),
    assignments: [assignment({ person: 'x', since: done - 9, due: done, closed: at(done), record: 'T' })],
  });
  const after = deps([course('a', { validity: { afterIncident: { days: 30, who: 'contract' } } })]);
  const foreseen = (known: Parameters<typeof foresee>[4]) => [...foresee(after, [trained], monday, monday + 60, known)];

  it('shows what an incident brings that is known already, from the day on which it is assigned', () => {
    const messages = foreseen([{ reporter: 'y', contract: 'K1', day: monday - 2 }]);
    assert.equal(messages[0]?.day, day(2026, 12, 14));
    assert.match(JSON.stringify(messages[0]?.post.reply), /12月28日/u);
  });

  it('counts an incident for each contract that it may belong to, and none that was a near miss', async () => {
    const report = { reporter: 'y', contract: 'K1／K2', filed: at(monday), status: 'received' };
    const near = { ...report, contract: 'K3', status: 'near_miss' };
    const desk = { reports: async () => [report, near] as unknown as readonly Report[] };
    const known = await occasionsOf(after, desk, at(monday));
    assert.deepEqual(
      known.map(({ contract }) => contract),
      ['K1／K2', 'K1', 'K2'],
    );
    assert.notDeepEqual(foreseen(known), []);
    assert.deepEqual(await occasionsOf(deps([course('a')]), desk, at(monday)), []);
  });

  it('shows nothing of an incident of another contract, before the last taking, or of long ago', () => {
    assert.deepEqual(foreseen([{ reporter: 'y', contract: 'K2', day: monday - 2 }]), []);
    assert.deepEqual(foreseen([{ reporter: 'y', contract: 'K1', day: done - 1 }]), []);
    assert.deepEqual(foreseen([{ reporter: 'x', contract: 'K1', day: monday - 91 }]), []);
    assert.deepEqual(foreseen([]), []);
  });
});
