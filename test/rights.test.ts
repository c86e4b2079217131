/** Role by action, all of them: whoever changes the table changes this one too, and has thought twice. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Action, actions, may, type Scope, scopeOf } from '../src/rights.ts';
import type { Person, Role } from '../src/types.ts';

const roles: readonly Role[] = ['stranger', 'guest', 'staff', 'responsible', 'admin', 'auditor'];
const expected: Readonly<Record<Action, readonly Scope[]>> = {
  ask: ['none', 'own', 'own', 'own', 'own', 'own'],
  'question.hand': ['none', 'none', 'own', 'own', 'own', 'own'],
  'question.answer': ['none', 'none', 'none', 'contract', 'all', 'none'],
  'report.file': ['none', 'own', 'own', 'own', 'own', 'own'],
  'report.read': ['none', 'none', 'own', 'contract', 'all', 'own'],
  'report.manage': ['none', 'none', 'none', 'contract', 'all', 'none'],
  'report.export': ['none', 'none', 'none', 'contract', 'all', 'none'],
  'training.take': ['none', 'none', 'own', 'own', 'own', 'own'],
  'training.lead': ['none', 'none', 'own', 'contract', 'all', 'own'],
  'training.confirm': ['none', 'none', 'none', 'contract', 'none', 'none'],
  'digest.get': ['none', 'none', 'none', 'all', 'all', 'all'],
  'log.read': ['none', 'none', 'none', 'none', 'all', 'all'],
  'watch.get': ['none', 'none', 'none', 'none', 'all', 'all'],
  'destroy.approve': ['none', 'none', 'none', 'none', 'all', 'none'],
};
const root = fileURLToPath(new URL('..', import.meta.url));
const sources = globSync('{src,adapters}/**/*.ts', { cwd: root }).map((file) => ({
  file: file.replaceAll('\\', '/'),
  text: readFileSync(`${root}/${file}`, 'utf8'),
}));
/** They name the 業務責任者 on a certificate, say whose rows go with a contract, or choose a greeting; they allow nothing. */
const others =
  /^(?:src\/rights\.ts|src\/cli\/erase\.ts|src\/store\/contract\.ts|adapters\/web\/page\/(?:app|chat)\.ts)$/u;

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

  it('asks each of its rights somewhere', () => {
    const code = sources.filter(({ file }) => file !== 'src/rights.ts').map(({ text }) => text);
    const isAsked = (action: Action) =>
      code.some((text) => new RegExp(`\\b(?:may|mayEver|scopeOf|withScope)\\([^;]*?'${action}'`, 'u').test(text));
    assert.deepEqual(
      actions.filter((action) => !isAsked(action)),
      [],
    );
  });

  it('decides alone: no other file compares a role', () => {
    const compares =
      /\brole\s*[!=]==|[!=]==\s*'(?:stranger|guest|staff|responsible|auditor)'|switch\s*\([^)]*\brole\b/u;
    assert.deepEqual(
      sources.filter(({ file, text }) => !others.test(file) && compares.test(text)).map(({ file }) => file),
      [],
    );
  });
});
