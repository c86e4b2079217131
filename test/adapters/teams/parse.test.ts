import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readActivity } from '../../../adapters/teams/activity.ts';
import { fieldsOf, inputBlock } from '../../../adapters/teams/inputs.ts';
import { addressOf, choiceOf, linkOf, messageOf, pressedOf, spokenText } from '../../../adapters/teams/parse.ts';
import type { Input } from '../../../src/types.ts';

/** What a client sends for inputs that were left as they are shown. */
function untouched(input: Input): Readonly<Record<string, unknown>> {
  const { items } = inputBlock(input, 'ja') as unknown as { items: readonly Record<string, unknown>[] };
  const columns = items.flatMap(({ columns = [] }) => columns as { items: Record<string, unknown>[] }[]);
  const inputs = [...items, ...columns.flatMap((column) => column.items)].filter(({ type }) =>
    String(type).startsWith('Input.'),
  );
  return Object.fromEntries(inputs.map(({ id, value = '' }) => [String(id), value]));
}

describe('what comes back from a card', () => {
  it('is what was chosen, whatever the values hold', () => {
    const value = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(fc.uniqueArray(value, { minLength: 2, maxLength: 6 }), (values) => {
        const options = values.map((one) => ({ value: one, label: one }));
        const several: Input = { id: 'a:b', kind: 'choices', label: 'x', options, values };
        assert.deepEqual(fieldsOf(untouched(several)), { 'a:b': values });
        const [first = ''] = values;
        const one: Input = { id: 'a:b', kind: 'choice', label: 'x', options, values: [first] };
        assert.deepEqual(fieldsOf(untouched(one)), { 'a:b': [first] });
      }),
    );
  });

  it('is a time, a date alone, a time alone or nothing', () => {
    const times: Input = { id: 't', kind: 'datetime', label: 'x' };
    for (const value of ['2026-11-23T15:00', '2026-11-23', '15:00']) {
      assert.deepEqual(fieldsOf(untouched({ ...times, values: [value] })), { t: [value] });
    }
    assert.deepEqual(fieldsOf(untouched(times)), { t: [] });
  });

  it('is a check box that stands alone', () => {
    const options = [{ value: 'read', label: '読みました' }];
    const box: Input = { id: 'ok', kind: 'choices', label: 'x', options };
    assert.deepEqual(fieldsOf(untouched(box)), { ok: [] });
    assert.deepEqual(fieldsOf(untouched({ ...box, values: ['read'] })), { ok: ['read'] });
  });
});

describe('what comes from Teams', () => {
  it('never breaks the parser, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const raw = {
          text: one,
          conversation: other,
          value: one,
          entities: other,
          membersAdded: one,
          channelData: other,
        };
        for (const body of [one, raw]) {
          const incoming = readActivity(body, 5);
          assert.ok(addressOf(incoming).startsWith('teams:'));
          assert.equal(typeof spokenText(incoming), 'string');
          assert.equal(
            messageOf(incoming, { mail: '', stranger: false }).private,
            incoming.conversation.kind === 'personal',
          );
          const pressed = pressedOf(incoming.value);
          if (pressed) assert.equal(typeof choiceOf(pressed).id, 'string');
          assert.equal(linkOf(one), undefined);
        }
      }),
    );
  });
});
