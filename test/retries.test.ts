import assert from 'node:assert/strict';
import { TokkiError } from '../src/errors.ts';
import { delayAfter } from '../src/retries.ts';
import { message } from './bot-set-up.ts';

describe('what the store cannot take', () => {
  it('is given up never, and tried less often after the first minute', () => {
    const work = { kind: 'receive', message: message('m1') } as const;
    for (const code of ['storage', 'database'] as const) {
      const delays = [1, 30, 31, 100_000].map((attempt) => delayAfter({ work, attempt }, new TokkiError(code, 'away')));
      assert.deepEqual(delays, [2_000, 2_000, 60_000, 60_000]);
    }
  });
});
