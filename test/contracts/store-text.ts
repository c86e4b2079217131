import assert from 'node:assert/strict';
import type { Store } from '../../src/store/store.ts';
import { conversation, file, home, noon, person, receive, refused, report } from './store-fixtures.ts';

const texts: Readonly<Record<string, string>> = {
  nothing: '',
  NUL: 'a\0b',
  'a lone surrogate': '\ud83d and \ude00',
  emoji: '👩‍👩‍👧‍👦🇯🇵',
  'old and rare characters': '髙﨑𠮷野家 ㍿ ﾊﾟｿｺﾝ',
  'invisible and bidirectional marks': '\u200b\u202e\ufeff',
  quotes: `'; drop table job; -- " \\ $1 ? {{x}}`,
  '40,000 characters': '漏'.repeat(40_000),
};

export function textContract(store: () => Store): void {
  describe('text that a person wrote', () => {
    for (const [name, text] of Object.entries(texts)) {
      it(`survives: ${name}`, async () => {
        const topic = { provision: '6.5', case: 'x', text, turns: 0 };
        const filed = report('2026-0001', { told: [text], answers: { [`step ${text}`]: { value: [text] } } });
        await store().commit({
          now: noon,
          jobs: [receive('m1', { text })],
          conversation: conversation(1, { topic }),
          report: filed,
          events: [{ report: '2026-0001', at: noon, by: 'E1', act: 'filed', detail: { [text]: { value: text } } }],
          question: {
            key: 'm1',
            at: noon,
            person: 'E1',
            lang: 'ja',
            text,
            intent: 'question',
            citations: [],
            confidence: 'none',
          },
        });
        assert.deepEqual((await store().claim(noon, 1, 1))[0]?.work, receive('m1', { text }).work);
        assert.deepEqual((await store().history(home, 1))[0]?.work, receive('m1', { text }).work);
        assert.deepEqual((await store().conversation(home))?.topic, topic);
        assert.deepEqual(await store().report('2026-0001'), filed);
        assert.deepEqual((await store().events('2026-0001'))[0]?.detail, { [text]: { value: text } });
      });
    }
  });

  describe('a value that stands in a plain column', () => {
    for (const [name, bad] of Object.entries({
      NUL: 'a\0b',
      'a lone surrogate': '\ud83d',
      'too much': 'x'.repeat(501),
    })) {
      it(`is refused with ${name}, and nothing is written`, async () => {
        await refused('input', store().commit({ now: noon, jobs: [receive('m1'), receive(bad)] }));
        await refused('input', store().commit({ now: noon, jobs: [receive('m1', { address: bad })] }));
        await refused('input', store().commit({ now: noon, jobs: [receive('m1', { group: bad })] }));
        await refused('input', store().commit({ now: noon, conversation: conversation(1, { address: bad }) }));
        await refused('input', store().commit({ now: noon, report: report('2026-0001', { reporter: bad }) }));
        await refused('input', store().commit({ now: noon, people: [person('E1', { name: bad })] }));
        await refused(
          'input',
          store().commit({ now: noon, access: [{ at: noon, by: 'E1', act: 'read', subject: bad }] }),
        );
        assert.deepEqual(await store().counts(), []);
        assert.deepEqual(await store().people(), []);
        assert.deepEqual(await store().verifyLog(), { rows: 0 });
      });
    }

    it('is kept up to 500 characters of the widest kind', async () => {
      const wide = '髙'.repeat(500);
      await store().commit({
        now: noon,
        people: [person(wide, { mail: wide })],
        jobs: [receive(wide, { address: wide, group: wide })],
      });
      await file(store(), report('2026-0001', { reporter: wide, contract: wide, owner: wide }));
      assert.equal((await store().personByMail(wide))?.id, wide);
      assert.equal((await store().history(wide, 1))[0]?.key, wide);
    });

    it('is refused where a time or a count is not a whole number', async () => {
      for (const bad of [Number.NaN, 1.5, Number.POSITIVE_INFINITY]) {
        await refused('input', store().commit({ now: noon, jobs: [receive('m1', { due: bad })] }));
        await refused('input', store().commit({ now: noon, report: report('2026-0001', { filed: bad }) }));
      }
    });

    it('that is looked up with NUL is refused; with a quote or an unknown one nothing is found', async () => {
      await refused('input', store().conversation('a\0b'));
      await refused('input', store().report('a\0b'));
      await refused('input', store().personByMail('a\0b'));
      assert.equal(await store().conversation("' or 1=1 --"), undefined);
      assert.deepEqual(await store().reports({ reporter: "' or 1=1 --" }), []);
    });
  });
}
