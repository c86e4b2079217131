import assert from 'node:assert/strict';
import type { Store } from '../../src/store/store.ts';
import type { Contact } from '../../src/types.ts';
import { noon, refused, send } from './store-fixtures.ts';

const contact = (over: Partial<Contact> = {}): Contact => ({
  address: 'slack:T1:U1',
  platform: 'slack',
  user: 'U1',
  mail: 'Hana@example.jp',
  reference: '{"channel":"D1"}',
  at: noon,
  ...over,
});

/** Where people can be told something, and what has come of a Post. */
export function contactsContract(store: () => Store): void {
  const keep = (...contacts: readonly Contact[]) => store().commit({ now: noon, contacts });

  it('finds a contact by its address, and by the mail address whatever its case', async () => {
    await keep(contact());
    assert.deepEqual(await store().contact('slack:T1:U1'), contact());
    assert.deepEqual(await store().contactByMail('slack', 'hana@EXAMPLE.jp'), contact());
    assert.equal(await store().contactByMail('teams', 'hana@example.jp'), undefined);
    assert.equal(await store().contact('slack:T1:U2'), undefined);
  });

  it('replaces a contact, and of two with the same mail address takes the one used last', async () => {
    await keep(contact(), contact({ address: 'slack:T1:U2', user: 'U2', at: noon + 1 }));
    await keep(contact({ reference: '{"channel":"D9"}', at: noon + 2 }));
    assert.equal((await store().contactByMail('slack', 'hana@example.jp'))?.reference, '{"channel":"D9"}');
    assert.equal((await store().contacts()).length, 2);
  });

  it('never takes an empty mail address for somebody', async () => {
    await keep(contact({ mail: '' }));
    assert.equal(await store().contactByMail('slack', ''), undefined);
  });

  it('refuses what the database cannot hold', async () => {
    await refused('input', keep(contact({ user: 'U\0' })));
  });

  it('knows how far a post has come at each address', async () => {
    const post = { key: 'alert:1', to: 'boss' };
    const job = (key: string, address: string) => {
      const one = send(key, { address });
      return one.work.kind === 'send' ? { ...one, work: { ...one.work, post } } : one;
    };
    await store().commit({ now: noon, jobs: [job('a', 'web:boss'), job('b', 'slack:boss'), send('c')] });
    const [first] = await store().claim(noon, 60_000, 1);
    assert.ok(first);
    await store().fail({ id: first.id, attempt: first.attempt, now: noon, reason: 'unreachable' });
    const states = await store().statesOf('alert:1');
    assert.deepEqual(states.map(({ address, state }) => `${address} ${state}`).sort(), [
      'slack:boss open',
      'web:boss dead',
    ]);
    assert.deepEqual(await store().statesOf('alert'), []);
  });
}
