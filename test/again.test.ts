import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { createAgain } from '../src/again.ts';
import { TokkiError } from '../src/errors.ts';
import { createInTurn } from '../src/in-turn.ts';

/** Gives the next number, and takes it one commit after another, as a database does; who is late is beaten. */
function createNumbers() {
  let taken = 0;
  let commits = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const insert = async (number: number) => {
    await turn();
    commits++;
    if (number <= taken) throw new TokkiError('conflict', 'the number is taken');
    taken = number;
    return number;
  };
  return {
    commits: () => commits,
    async file() {
      const number = taken + 1;
      await turn();
      const mine = queue.then(() => insert(number));
      queue = mine.catch(() => undefined);
      return mine;
    },
  };
}

describe('deciding anew', () => {
  it('gets a hundred who want the same number through at once, each with one of their own', async () => {
    const numbers = createNumbers();
    const again = createAgain(5, createInTurn());
    const given = await Promise.all(Array.from({ length: 100 }, () => again(numbers.file)));
    assert.deepEqual(
      given.toSorted((a, b) => a - b),
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    assert.ok(numbers.commits() <= 300, `${numbers.commits()} commits`);
  });

  it('gives up after its tries, and holds up nobody else by that', async () => {
    const again = createAgain(3, createInTurn());
    let tries = 0;
    const beaten = again(async () => {
      tries++;
      throw new TokkiError('conflict', 'x');
    });
    const other = again(async () => 'done');
    await assert.rejects(beaten, { code: 'conflict' });
    assert.deepEqual([tries, await other, await again(async () => 'later')], [3, 'done', 'later']);
  });

  it('does not try again what failed for another reason', async () => {
    let tries = 0;
    const failing = createAgain(
      5,
      createInTurn(),
    )(async () => {
      tries++;
      throw new TokkiError('storage', 'x');
    });
    await assert.rejects(failing, { code: 'storage' });
    assert.equal(tries, 1);
  });
});
