/** The ledger of 6.8.4, made of the lines of the access log. */
import assert from 'node:assert/strict';
import { dayOfEntry, entriesOf, entrySubject, handlingLabel, handlings } from '../../src/guard/ledger.ts';
import type { Access } from '../../src/types.ts';

/** Tue 24 Nov 2026, 12:00 JST. */
const noon = Date.UTC(2026, 10, 24, 3);
const read = (act: Access['act'], subject: string, at = noon) =>
  entriesOf([{ id: 7, at, by: 'E1', act, subject }]).map((one) => `${dayOfEntry(one)} ${one.handling} ${one.subject}`);

describe('the ledger of handling', () => {
  it('names each act of the annex, in both languages', () => {
    for (const one of handlings) assert.notEqual(handlingLabel(one, 'ja'), handlingLabel(one, 'en'));
    assert.deepEqual(read('write', 'report:1'), ['2026-11-24 receive report:1']);
    assert.deepEqual(read('read', 'report:1'), ['2026-11-24 use report:1']);
    assert.deepEqual(read('copy', 'backup:1'), ['2026-11-24 copy backup:1']);
    assert.deepEqual(read('export', 'reports'), ['2026-11-24 carry reports']);
    assert.deepEqual(read('export', 'contract:A'), ['2026-11-24 return contract:A'], 'the copy for 甲');
    assert.deepEqual(read('erase', 'expired:questions:3'), ['2026-11-24 erase expired:questions:3']);
  });

  it('leaves out what handles no information of 甲', () => {
    for (const subject of ['log', 'inspection', 'people', 'training', 'training:team', 'masked:phone'])
      assert.deepEqual(read('read', subject), []);
    assert.deepEqual(read('refuse', 'report:1'), []);
    assert.deepEqual(read('admin', 'people:import'), []);
  });

  it('takes what was entered by hand with the day on which it was handled', () => {
    for (const one of handlings)
      assert.deepEqual(read('admin', entrySubject(one, '2026-11-20', 'USB-12: 甲')), [`2026-11-20 ${one} USB-12: 甲`]);
    assert.deepEqual(read('admin', 'ledger:carry:USB-12'), ['2026-11-24 carry USB-12'], 'as older versions wrote it');
    assert.deepEqual(read('write', entrySubject('carry', '2026-11-20', 'x')), [
      '2026-11-24 receive ledger:carry:2026-11-20:x',
    ]);
  });

  it('counts the day in Japan', () => {
    assert.deepEqual(read('read', 'report:1', Date.UTC(2026, 10, 24, 15)), ['2026-11-25 use report:1']);
  });
});
