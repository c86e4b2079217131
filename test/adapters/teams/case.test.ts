/** A case from the first message to its end in the Agents Playground. */
import assert from 'node:assert/strict';
import { createTeams } from '../../../adapters/teams/index.ts';
import { playMisSentMail } from '../../incident/script.ts';
import { createPlayer, type MovedDesk, startMoved } from '../moved.ts';
import { until } from '../slack/until.ts';
import { createScreen, type Drive, startDrive } from './player.ts';
import { hana, ichiro, type Playground, startPlayground } from './playground.ts';

describe('a case in Teams', function () {
  this.timeout(180_000);
  let moved: MovedDesk;
  let drive: Drive;
  let plays: Readonly<Record<string, Playground>> = {};

  before(async () => {
    drive = await startDrive();
    const open = { appId: '', type: 'MultiTenant', allowedTenants: [], serviceUrls: [] } as const;
    moved = await startMoved(createTeams({ ...open, now: Date.now }));
    const endpoint = `${moved.desk.url}/api/messages`;
    const [staff, boss] = await Promise.all([startPlayground(hana, endpoint), startPlayground(ichiro, endpoint)]);
    plays = { hana: staff, ichiro: boss };
  });
  after(async () => {
    await Promise.all(Object.values(plays).map((play) => play.stop()));
    await moved?.desk.stop();
    await drive.stop();
  });

  it('runs from the first message to its end, with what reporter and manager say, press, fill in and open', async () => {
    const { desk } = moved;
    for (const play of Object.values(plays)) await play.install(play.personal);
    await until(() => moved.heard() >= 2);
    const player = createPlayer(createScreen(plays, drive, desk), moved);
    await playMisSentMail(player);
    const report = await desk.store.report('2026-0001');
    assert.equal(report?.status, 'closed');
    assert.deepEqual(
      [...drive.files].map(([name, bytes]) => `${name} ${Buffer.from(bytes.subarray(0, 2))}`),
      ['2026-0001_第一報_第2版.docx PK', '2026-0001_第2報_第2版.docx PK', '2026-0001_最終報_第2版.docx PK'],
    );
    // The Playground cannot take away the offer of a document that was taken.
    const failures = desk.log.filter((line) => /"level":[45]0/u.test(line));
    assert.deepEqual(
      failures.filter((line) => !line.includes('DeleteActivityAPINotImplemented')),
      [],
    );
  });
});
