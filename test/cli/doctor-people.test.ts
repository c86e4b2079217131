/** Doctor says whom a report could not reach. */
import assert from 'node:assert/strict';
import { checkPeople } from '../../src/cli/doctor.ts';
import type { Person, Role } from '../../src/types.ts';

const someone = (role: Role): Person => ({
  id: role,
  name: 'x',
  mail: `${role}@x`,
  role,
  lang: 'ja',
  contracts: ['k'],
});
const found = async (...roles: readonly Role[]) =>
  (await checkPeople({ people: async () => roles.map(someone) })).flatMap(({ ok, rule }) => (ok ? [] : [rule]));

describe('the doctor, looking at people', () => {
  it('names contracts without a responsible person, and a list without administrators', async () => {
    assert.deepEqual(await found(), ['people']);
    assert.deepEqual(await found('staff'), ['responsible', 'administrators']);
    assert.deepEqual(await found('staff', 'responsible'), ['administrators']);
    assert.deepEqual(await found('staff', 'admin', 'responsible'), []);
  });
});
