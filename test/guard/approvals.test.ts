import assert from 'node:assert/strict';
import { requestsIn, subjects } from '../../src/guard/approvals.ts';
import type { Access, Person, Role } from '../../src/types.ts';

const line = (by: string, subject: string, at = 1): Access => ({ at, by, act: 'admin', subject });
const asked = line('cli:x', subjects.request('abc123', 'erase:契約:A'));
const stateOf = (lines: readonly Access[], now = 10) => requestsIn(lines, now)[0]?.state;

describe('what two have to agree to', () => {
  it('waits until two different administrators agree', () => {
    assert.deepEqual(requestsIn([asked], 10), [
      { id: 'abc123', what: 'erase:契約:A', by: 'cli:x', at: 1, state: 'waiting', approvers: [] },
    ]);
    const one = line('A', subjects.approve('abc123'));
    assert.equal(stateOf([asked, one]), 'waiting');
    assert.equal(stateOf([asked, one, one, one]), 'waiting', 'one who agrees three times counts once');
    assert.equal(stateOf([asked, one, line('B', subjects.approve('abc123'))]), 'approved');
  });

  it('does not count who is no administrator any more', () => {
    const both = ['A', 'B'].map((by) => line(by, subjects.approve('abc123')));
    const one = (id: string, role: Role) => ({ id, name: id, mail: '', role, lang: 'ja', contracts: [] }) as const;
    const stateNow = (people: readonly Person[]) => requestsIn([asked, ...both], 10, people)[0]?.state;
    assert.equal(stateNow([one('A', 'admin'), one('B', 'admin')]), 'approved');
    assert.equal(stateNow([one('A', 'admin'), one('B', 'staff')]), 'waiting');
    assert.equal(stateNow([one('A', 'admin')]), 'waiting', 'one who has left');
  });

  it('is over once somebody refuses, it was done, or three days have passed', () => {
    const both = ['A', 'B'].map((by) => line(by, subjects.approve('abc123')));
    assert.equal(stateOf([asked, ...both, line('C', subjects.reject('abc123'))]), 'rejected');
    assert.equal(stateOf([asked, ...both, line('cli:x', subjects.done('abc123'))]), 'done');
    assert.equal(stateOf([asked, ...both], 4 * 86_400_000), 'expired');
  });

  it('stays approved once its rows are erased, until it is done', () => {
    const both = ['A', 'B'].map((by) => line(by, subjects.approve('abc123')));
    const erased = line('cli:x', `${subjects.erased('abc123')}reports=1`, 5);
    const later = 40 * 86_400_000;
    assert.equal(stateOf([asked, ...both, erased], later), 'approved');
    assert.deepEqual(requestsIn([asked, ...both, erased], later, [])[0]?.approvers, ['A', 'B'], 'who agreed has left');
    assert.equal(stateOf([asked, ...both, line('cli:x', `${subjects.erased('fff999')}reports=1`)], later), 'expired');
    assert.equal(stateOf([asked, ...both, erased, line('cli:x', subjects.done('abc123'))], later), 'done');
  });

  it('takes no agreement to another request, before the request, or that is no act of an administrator', () => {
    const both = (subject: string, at = 1) => ['A', 'B'].map((by) => line(by, subject, at));
    assert.equal(stateOf([asked, ...both(subjects.approve('zzz999'))]), 'waiting');
    assert.equal(stateOf([...both(subjects.approve('abc123'), 0), asked]), 'waiting');
    const reads = both(subjects.approve('abc123')).map((one) => ({ ...one, act: 'read' as const }));
    assert.equal(stateOf([asked, ...reads]), 'waiting');
  });

  it('reads nothing else as a request', () => {
    assert.deepEqual(
      requestsIn([line('A', 'people:import'), line('A', 'request:abc'), { ...asked, act: 'write' }], 9),
      [],
    );
  });
});
