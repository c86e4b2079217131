/** A case from the first message to its end in an emulated Slack. */
import assert from 'node:assert/strict';
import { createSlack } from '../../../adapters/slack/index.ts';
import { playMisSentMail } from '../../incident/script.ts';
import { createPlayer, type MovedDesk, startMoved } from '../moved.ts';
import { signingSecret } from './desk.ts';
import { startWorkspace, type Workspace } from './emulator.ts';
import { createScreen } from './player.ts';

describe('a case on Slack', function () {
  this.timeout(120_000);
  let workspace: Workspace;
  let moved: MovedDesk;

  before(async () => {
    workspace = await startWorkspace();
    const { apiUrl } = workspace;
    const slack = { token: 'xoxb-tokki', signingSecret, apiUrl, allowedTeams: [], timeout: 5_000, retries: 0 };
    moved = await startMoved(createSlack({ ...slack, now: Date.now }));
    workspace.deliverTo(`${moved.desk.url}/slack/events`);
  });
  after(async () => {
    await moved?.desk.stop();
    await workspace.stop();
  });

  it('runs from the first message to its end, with what reporter and manager say, press, fill in and open', async () => {
    const { desk } = moved;
    const player = createPlayer(await createScreen(workspace, desk.url), moved);
    await playMisSentMail(player);
    const report = await desk.store.report('2026-0001');
    assert.equal(report?.status, 'closed');
    const { bytes } = await player.file('ichiro', '最終報');
    assert.equal(Buffer.from(bytes.subarray(0, 4)).toString('latin1'), 'PK\u0003\u0004');
    assert.deepEqual(
      desk.log.filter((line) => /"level":[45]0/u.test(line)),
      [],
    );
  });
});
