import assert from 'node:assert/strict';
import { createHost } from '../src/host.ts';
import type { Host } from '../src/index.ts';
import { createCipher, newKey, parseKeys } from '../src/store/crypt.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import type { Person } from '../src/types.ts';

const person = (id: string, mail: string): Person => ({
  id,
  mail,
  name: '氏名',
  role: 'staff',
  lang: 'ja',
  contracts: [],
});
const unused = () => assert.fail('nobody asks for this here');
const log = { info: unused, warn: unused, error: unused };

describe('who is meant by a name', () => {
  let store: Store;
  let host: Host;
  const idOf = async (named: string) => (await host.person(named))?.id;

  before(async () => {
    store = await openSqlite(':memory:', createCipher(parseKeys(newKey())));
    const people = [
      person('hana', 'Hana.Sato@x.jp'),
      person('ken', ''),
      person('gone', 'gone@x.jp'),
      person('ｱｲ', 'ai@x.jp'),
    ];
    await store.commit({ now: 1, people });
    await store.commit({ now: 2, leavers: ['gone'] });
    const bot = { receive: unused, turn: unused, lookEvery: () => 1_000 };
    host = createHost({ store, bot, rooms: { form: unused, check: unused, file: unused }, now: () => 2, log });
  });
  after(() => store.close());

  it('is whoever has this id or this mail address, in whatever case the address is written', async () => {
    assert.equal(await idOf('hana'), 'hana');
    assert.equal(await idOf('hana.sato@X.JP'), 'hana');
    assert.equal(await idOf('HANA'), undefined);
  });

  it('is nobody where the name is empty, of somebody who has left, or impossible', async () => {
    for (const named of ['', 'gone', 'gone@x.jp', 'hana\0', '\0', '\ud800', 'x'.repeat(5_000)])
      assert.equal(await idOf(named), undefined, JSON.stringify(named.slice(0, 9)));
  });

  it('is nobody where the name only looks like an address: whoever signs in is meant by the very letters', async () => {
    assert.equal((await store.personByMail('ｈana.sato@x.jp'))?.id, 'hana');
    assert.equal(await idOf('ｈana.sato@x.jp'), undefined);
    assert.equal(await idOf('hªna.sato@x.jp'), undefined);
  });
});
