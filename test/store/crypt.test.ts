import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { TokkiError } from '../../src/errors.ts';
import { createCipher, type Key, newKey, type Place, parseKeys } from '../../src/store/crypt.ts';

const place: Place = ['report', 'body', '2026-0001'];
const keyA: Key = { id: 'a', key: randomBytes(32) };
const keyB: Key = { id: 'b', key: randomBytes(32) };
const cipher = createCipher([keyA]);

const is = (code: string) => (error: unknown) => error instanceof TokkiError && error.code === code;
/** Any sequence of UTF-16 units: NUL and lone surrogates too. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 60 });

describe('a sealed field', () => {
  it('opens as what was sealed, whatever the text', () => {
    fc.assert(fc.property(anyText, (text) => assert.equal(cipher.open(cipher.seal(text, place), place), text)));
  });

  it('opens as what was sealed, whatever the JSON value and the place', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyText, anyText, (value, column, row) => {
        const sealed = cipher.seal(value, ['t', column, row]);
        assert.deepEqual(cipher.open(sealed, ['t', column, row]), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is refused with any character changed, taken out or added', () => {
    const sealed = cipher.seal('USBを落とした', place);
    const at = fc.nat(sealed.length - 1);
    const character = fc.string({ minLength: 0, maxLength: 1, unit: 'binary' });
    const changed = fc
      .tuple(at, character, fc.constantFrom(0, 1))
      .map(([i, c, cut]) => sealed.slice(0, i) + c + sealed.slice(i + cut));
    const other = changed.filter((text) => text !== sealed);
    fc.assert(
      fc.property(other, (text) => assert.throws(() => cipher.open(text, place), is('sealed'))),
      { numRuns: 1_000 },
    );
  });

  it('is refused with any single bit of its text flipped', () => {
    const sealed = Buffer.from(cipher.seal('x', place), 'latin1');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.throws(() => cipher.open(flipped.toString('latin1'), place), is('sealed'), `bit ${bit}`);
    }
  });

  it('is refused at any other place', () => {
    const part = fc.constantFrom('report', 'body', '2026-0001', '2026-0002', '', 'report.body', '","');
    const elsewhere = fc.tuple(part, part, part).filter((other) => other.join('\0') !== place.join('\0'));
    const sealed = cipher.seal('x', place);
    fc.assert(fc.property(elsewhere, (other) => assert.throws(() => cipher.open(sealed, other), is('sealed'))));
  });

  it('is refused when cut anywhere', () => {
    const sealed = cipher.seal('x', place);
    for (let end = 0; end < sealed.length; end++)
      assert.throws(() => cipher.open(sealed.slice(0, end), place), is('sealed'));
  });

  it('looks different each time, and shows nothing but the id of its key', () => {
    const [one, two] = [cipher.seal('x', place), cipher.seal('x', place)];
    assert.notEqual(one, two);
    assert.match(one, /^1\.a\.[\w-]+$/u);
  });

  it('is sealed with the first key and opened with any', () => {
    const old = cipher.seal('old', place);
    const rotated = createCipher([keyB, keyA]);
    assert.equal(rotated.keyId, 'b');
    assert.match(rotated.seal('new', place), /^1\.b\./u);
    assert.equal(rotated.open(old, place), 'old');
  });

  it('is refused where its key is missing, or another key has its name', () => {
    const sealed = cipher.seal('x', place);
    assert.throws(() => createCipher([keyB]).open(sealed, place), is('sealed'));
    assert.throws(() => createCipher([{ id: 'a', key: keyB.key }]).open(sealed, place), is('sealed'));
  });

  it('does not open under the name of another key of the ring', () => {
    const ring = createCipher([keyA, { id: 'b', key: keyA.key }]);
    assert.throws(() => ring.open(ring.seal('x', place).replace('1.a.', '1.b.'), place), is('sealed'));
  });

  it('says in its error where it stands, and nothing of its content or row', () => {
    const sealed = cipher.seal('秘密', ['job', 'payload', '佐藤']);
    assert.throws(
      () => cipher.open(sealed, place),
      (error: Error) => error.message === 'report.body was changed or moved',
    );
  });
});

describe('keys', () => {
  it('are read from id:base64, several with commas, spaces allowed', () => {
    const text = `a:${keyA.key.toString('base64')}, b:${keyB.key.toString('base64')}\n`;
    assert.deepEqual(parseKeys(text), [keyA, keyB]);
  });

  it('that are made anew can be read and are never the same', () => {
    const made = Array.from({ length: 20 }, newKey);
    assert.equal(new Set(made.flatMap((text) => parseKeys(text).map(({ key }) => key.toString('hex')))).size, 20);
    assert.equal(new Set(made.flatMap((text) => parseKeys(text).map(({ id }) => id))).size, 20);
  });

  it('of another form are refused, and the error shows nothing of them', () => {
    const good = keyA.key.toString('base64');
    const short = randomBytes(16).toString('base64');
    for (const text of [
      '',
      ',',
      'a',
      `:${good}`,
      good,
      `a.b:${good}`,
      `a:${short}`,
      `a:${good}x`,
      `a:${good},`,
      `a:${good}:`,
    ]) {
      assert.throws(
        () => parseKeys(text),
        (error: Error) => is('key')(error) && !error.message.includes(good.slice(0, 8)),
        text,
      );
    }
  });

  it('are refused where there is none, two have one id, or one is too short', () => {
    assert.throws(() => createCipher([]), is('key'));
    assert.throws(() => createCipher([keyA, { ...keyB, id: 'a' }]), is('key'));
    assert.throws(() => createCipher([{ id: 'a', key: Buffer.alloc(16) }]), is('key'));
  });
});
