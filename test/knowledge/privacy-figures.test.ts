/** The guard in figures, on messages that are made from parts it was not made with. */
import assert from 'node:assert/strict';
import { guard } from '../../src/knowledge/privacy.ts';
import { chance } from '../security/rng.ts';
import { secrets, withoutSecret, withSecret } from './privacy-figures.ts';

const runs = 1_000;

describe('the guard in figures', () => {
  it('masks at least 98 of 100 messages with personal data, over all kinds and writings', () => {
    const source = chance(2026);
    const missed: string[] = [];
    let all = 0;
    for (const kind of Object.keys(secrets)) {
      for (let n = 0; n < runs; n++, all++) {
        const { text, secret } = withSecret(source, kind);
        const { masked } = guard(text);
        // Of a list, each name by itself.
        if (secret.split(/[、,・/\n]\s?/u).some((part) => masked.includes(part.trim())))
          missed.push(`${kind}: ${text} -> ${masked}`);
      }
    }
    const recall = 100 * (1 - missed.length / all);
    assert.ok(recall >= 98, `${recall.toFixed(2)} % masked; missed for instance\n${missed.slice(0, 30).join('\n')}`);
  });

  it('leaves at least 99 of 100 messages without personal data as they are', () => {
    const source = chance(2027);
    const stopped: string[] = [];
    for (let n = 0; n < 4 * runs; n++) {
      const text = withoutSecret(source);
      if (guard(text).masked !== text) stopped.push(`${text} -> ${guard(text).masked}`);
    }
    const rate = (100 * stopped.length) / (4 * runs);
    assert.ok(rate <= 1, `${rate.toFixed(2)} % stopped, for instance\n${stopped.slice(0, 20).join('\n')}`);
  });
});
