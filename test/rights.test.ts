/** Role by action, all of them: whoever changes the table changes this one too, and has thought twice. */
import assert from 'node:assert/strict';
import { type Action, actions, may, type Scope, scopeOf } from '../src/rights.ts';
import type { Person, Role } from '../src/types.ts';

const roles: readonly Role[] = ['guest', 'staff', 'responsible', 'admin', 'auditor'];
const expected: Readonly<Record<Action, readonly Scope[]>> = {
  ask: ['own', 'own', 'own', 'own', 'own'],
  'report.file': ['own', 'own', 'own', 'own', 'own'],
  'report.read': ['none', 'own', 'contract', 'all', 'own'],
  'report.manage': ['none', 'none', 'contract', 'all', 'none'],
  'digest.get': ['none', 'none', 'all', 'all', 'all'],
  'log.read': ['none', 'none', 'none', 'all', 'all'],
  'watch.get': ['none', 'none', 'none', 'all', 'all'],
  'destroy.approve': ['none', 'none', 'none', 'all', 'none'],
};
const person = (role: Role): Person => ({ id: 'me', name: '', mail: '', role, lang: 'ja', contracts: ['k'] });
const mine = { owner: 'me', contracts: ['other'] };
const ours = { owner: 'you', contracts: ['other', 'k'] };
const theirs = { owner: 'you', contracts: ['other'] };
const unknown = { owner: '', contracts: [] };

describe('the table of rights', () => {
  it('has each action, and no other', () => assert.deepEqual(Object.keys(expected), [...actions]));

  for (const action of actions) {
    for (const [i, role] of roles.entries()) {
      const scope = expected[action][i];
      it(`gives ${role} ${scope} of ${action}`, () => {
        assert.equal(scopeOf(person(role), action), scope);
        const allowed = [mine, ours, theirs, unknown].map((thing) => may(person(role), action, thing));
        const reach = {
          none: [false, false, false, false],
          own: [true, false, false, false],
          contract: [true, true, false, false],
          all: [true, true, true, true],
        };
        assert.deepEqual(allowed, reach[scope ?? 'none']);
      });
    }
  }

  it('lets an auditor read logs and no contents', () => {
    assert.equal(scopeOf(person('auditor'), 'log.read'), 'all');
    assert.equal(may(person('auditor'), 'report.read', ours), false);
  });
});
