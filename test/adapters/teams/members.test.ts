import assert from 'node:assert/strict';
import { said, setUp } from './wire.ts';

describe('who speaks in Teams', () => {
  it('asks the directory again soon: nobody files a whole report as a stranger because it was away for a moment', async () => {
    let now = Date.now();
    const desk = await setUp({ clock: () => now });
    try {
      desk.connector.fail(/\/members\//u, { status: 500 });
      const mailAfter = async (milliseconds: number) => {
        now += milliseconds;
        assert.equal((await desk.post(said(desk, '落としました'))).status, 200);
        await desk.settle();
        return desk.messages.at(-1)?.mail;
      };
      assert.deepEqual([await mailAfter(0), await mailAfter(1_000)], [undefined, undefined]);
      assert.equal(await mailAfter(4_000), 'hana@example.jp');
    } finally {
      await desk.stop();
    }
  });
});
