/** Doctor says where nothing is backed up, once there is something to lose. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBackups } from '../../src/cli/doctor-keeping.ts';
import { parseConfig } from '../../src/config.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 20);
const shared = { WEB_USER_HEADER: 'x-user' };

describe('the doctor, looking at backups', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokki-doctor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const found = async (env: object, days: number, isSettled = false) => {
    const config = parseConfig({ DATA_DIR: folder, ...env });
    const [finding] = await checkBackups(config, { since: now - days * day, settled: isSettled }, now);
    return finding;
  };

  it('lets a trial and the first days go without', async () => {
    for (const finding of [await found({}, 30), await found(shared, 1), await found({ BACKUP_DIR: folder }, 30)]) {
      assert.deepEqual([finding?.finding, finding?.ok], ['none', true]);
      assert.notEqual(finding?.advice, '');
    }
    assert.ok((await checkBackups(parseConfig({ DATA_DIR: folder, ...shared }), { settled: false }, now))[0]?.ok);
  });

  it('finds fault with it where others use the desk, however they reach it', async () => {
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };
    const teams = { TEAMS_APP_ID: 'a', TEAMS_APP_PASSWORD: 'p', TEAMS_APP_TENANT: 't' };
    for (const env of [shared, slack, teams]) {
      const finding = await found(env, 3);
      assert.deepEqual([finding?.ok, finding?.finding], [undefined, 'none, and the desk has been used for 3 days']);
      assert.match(finding?.advice ?? '', /^Set BACKUP_DIR.*6\.8\.6.*checklist done backup/u);
    }
    const set = await found({ ...shared, BACKUP_DIR: folder }, 3);
    assert.equal(set?.ok, undefined);
    assert.match(set?.advice ?? '', /running at night/u);
  });

  it('takes the operator at their word that the data is copied by other means', async () => {
    assert.ok((await found(shared, 30, true))?.ok);
    // What the desk has been told to do by itself is another matter.
    assert.ok(!(await found({ ...shared, BACKUP_DIR: folder }, 30, true))?.ok);
  });

  it('is content with one of last night, and not with an old one', async () => {
    writeFileSync(join(folder, 'tokki-20261119T171500Z.backup'), '');
    assert.ok((await found({ ...shared, BACKUP_DIR: folder }, 30))?.ok);
    rmSync(join(folder, 'tokki-20261119T171500Z.backup'));
    writeFileSync(join(folder, 'tokki-20261110T171500Z.backup'), '');
    assert.equal((await found({ ...shared, BACKUP_DIR: folder }, 30))?.finding, 'the last one 9 days ago');
  });
});
