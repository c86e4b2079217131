import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMessage } from '../../../adapters/web/parse.ts';
import { TokkiError } from '../../../src/errors.ts';

const parse = (body: unknown) => parseMessage(body, 'hana', 1, () => 'fresh');

describe('a request of the page', () => {
  it('becomes a private Message of the person', () => {
    assert.deepEqual(parse({ text: 'こんにちは', key: 'k1' }), {
      key: 'web:hana:k1',
      address: 'web:hana',
      user: 'hana',
      person: 'hana',
      private: true,
      at: 1,
      text: 'こんにちは',
    });
  });

  it('gets a key of its own where it brings none', () => {
    assert.equal(parse({ text: 'a' }).key, 'web:hana:fresh');
  });

  it('may press a button or fill an input', () => {
    assert.deepEqual(parse({ choice: 'x' }).choice, { id: 'x' });
    assert.deepEqual(parse({ choice: { id: 'x', values: ['1', '2'] } }).choice, { id: 'x', values: ['1', '2'] });
  });

  it('is refused by name where a member is wrong', () => {
    for (const [body, words] of [
      [null, /JSON object/u],
      [[], /JSON object/u],
      ['text', /JSON object/u],
      [{}, /either text or choice/u],
      [{ text: 'a', choice: 'b' }, /either text or choice/u],
      [{ text: 1 }, /text/u],
      [{ text: 'a', key: 'a b' }, /key/u],
      [{ choice: {} }, /choice/u],
      [{ choice: { id: 'x', values: 'y' } }, /values/u],
      [{ choice: { id: 'x', values: [1] } }, /values/u],
    ] as const) {
      assert.throws(
        () => parse(body),
        (error) => error instanceof TokkiError && error.code === 'input' && words.test(error.message),
      );
    }
  });

  it('never raises anything but a refusal, whatever comes in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        try {
          parse(body);
        } catch (error) {
          assert.ok(error instanceof TokkiError);
        }
      }),
    );
  });
});
