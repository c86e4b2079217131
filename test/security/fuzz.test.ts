/**
 * Inputs that nobody means well, through every parser. Seeded, so that a find can be repeated (FUZZ_SEED). `npm test` takes a
 * share of the 100,000, `npm run fuzz` all of them.
 */
import assert from 'node:assert/strict';
import { TokkiError } from '../../src/errors.ts';
import { drained, forgotten, readers } from './readers.ts';
import { chance, fuzzed } from './rng.ts';

const { seed, inputs } = fuzzed;

/** What looks like a reader of a text and is none: these get the name of a file, or what another one has read. */
const notOfTexts = [
  'src/company-days.ts: readCompanyDays',
  'src/forms/show.ts: readableTime',
  'src/knowledge/load.ts: readDocument',
  'src/knowledge/model-file.ts: readModel',
  'src/knowledge/read.ts: readText',
];
/** These are reached by the routes: fuzz-http.test.ts. */
const behindRoutes = ['adapters/slack/interact.ts: parseSubmission'];

describe('inputs that nobody means well', function () {
  this.timeout(600_000);

  it('are given to each function that reads', () => {
    assert.deepEqual(forgotten().toSorted(), [...notOfTexts, ...behindRoutes].toSorted());
  });

  it('make no reader fail in another way than by a refusal', async () => {
    const { number, text } = chance(seed);
    const faults: string[] = [];
    for (let n = 0; n < inputs.readers; n++) {
      const input = text(30);
      const reader = n % (readers.length + 1);
      try {
        await (readers[reader] ?? drained)(input, number);
      } catch (error) {
        if (!(error instanceof TokkiError)) faults.push(`${reader} ${JSON.stringify(input)} ${error}`);
      }
    }
    assert.deepEqual(faults, []);
  });
});
