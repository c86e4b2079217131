import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig, variables, withFiles } from '../src/config.ts';
import { slackOptions } from '../src/config-slack.ts';
import { teamsOptions } from '../src/config-teams.ts';
import { TokkiError } from '../src/errors.ts';

const rejected = (env: Record<string, string>, code: string, words: RegExp) =>
  assert.throws(
    () => parseConfig(env),
    (error) => error instanceof TokkiError && error.code === code && words.test(error.message),
  );

describe('the configuration', () => {
  it('needs no variable at all', () => {
    const config = parseConfig({});
    assert.equal(config.PORT, 3978);
    assert.equal(config.HOST, '127.0.0.1');
    assert.equal(config.DATABASE_URL, undefined);
  });

  it('takes an empty variable for an absent one', () => {
    assert.equal(parseConfig({ PORT: '', DATABASE_URL: ' ' }).PORT, 3978);
  });

  it('names each bad variable', () => {
    rejected({ PORT: 'abc', LOG_LEVEL: 'loud' }, 'config', /PORT.*LOG_LEVEL/u);
    rejected({ DATABASE_URL: 'mysql://x' }, 'config', /DATABASE_URL: must begin with postgres/u);
    rejected({ PORT: '70000' }, 'config', /PORT/u);
  });

  it('refuses to show the page to others without an authenticating proxy', () => {
    rejected({ HOST: '0.0.0.0' }, 'host', /0\.0\.0\.0/u);
    assert.equal(parseConfig({ HOST: '0.0.0.0', WEB_USER_HEADER: 'X-User' }).WEB_USER_HEADER, 'x-user');
    for (const HOST of ['localhost', '::1']) assert.equal(parseConfig({ HOST }).HOST, HOST);
  });

  it('reads from a file what a variable that ends in _FILE names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokki-config-'));
    try {
      const file = join(folder, 'url');
      writeFileSync(file, 'postgres://tokki:p@db/tokki\n');
      assert.equal(parseConfig(withFiles({ DATABASE_URL_FILE: file })).DATABASE_URL, 'postgres://tokki:p@db/tokki');
      assert.throws(() => withFiles({ DATABASE_URL_FILE: join(folder, 'none') }), /DATABASE_URL_FILE: cannot read/u);
      assert.throws(() => withFiles({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x' }), /both given/u);
      writeFileSync(file, '\n');
      assert.equal(parseConfig(withFiles({ DATABASE_URL_FILE: file })).DATABASE_URL, undefined);
      assert.equal(withFiles({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x' }).DATABASE_URL, 'postgres://x');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes limits and lists', () => {
    const { LIMIT_PERSON, METRICS_FROM } = parseConfig({ LIMIT_PERSON: '5', METRICS_FROM: '10.0.0.0/8, ::1' });
    assert.deepEqual([LIMIT_PERSON, METRICS_FROM], [5, ['10.0.0.0/8', '::1']]);
    rejected({ LIMIT_PERSON: '0', REDIS_URL: 'http://x' }, 'config', /REDIS_URL.*LIMIT_PERSON/u);
  });

  it('says what Slack needs beside the token', () => {
    rejected({ SLACK_BOT_TOKEN: 'xoxb-1' }, 'config', /SLACK_SIGNING_SECRET.*SLACK_APP_TOKEN/u);
    rejected({ SLACK_APP_TOKEN: 'xapp-1' }, 'config', /SLACK_BOT_TOKEN: is missing/u);
    rejected({ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'x' }, 'config', /xoxb-.*xapp-/u);
    assert.equal(slackOptions(parseConfig({})), undefined);
    const given = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_RETRIES: '0' };
    const { now: _, ...options } = slackOptions(parseConfig(given)) ?? {};
    assert.deepEqual(options, { token: 'xoxb-1', signingSecret: 's', allowedTeams: [], timeout: 5_000, retries: 0 });
  });

  it('says what Teams needs, and believes everybody on loopback only', () => {
    const app = { TEAMS_APP_ID: 'a', TEAMS_APP_PASSWORD: 'p', TEAMS_APP_TENANT: 't' };
    rejected({ TEAMS_APP_ID: 'a' }, 'config', /TEAMS_APP_PASSWORD.*TEAMS_APP_TENANT/u);
    rejected({ TEAMS_APP_PASSWORD: 'p' }, 'config', /TEAMS_APP_ID/u);
    rejected({ ...app, TEAMS_APP_TYPE: 'MultiTenant' }, 'config', /TEAMS_ALLOWED_TENANTS/u);
    rejected({ ...app, TEAMS_DEV_NO_AUTH: '1' }, 'config', /TEAMS_DEV_NO_AUTH/u);
    rejected({ TEAMS_DEV_NO_AUTH: '1', HOST: '0.0.0.0', WEB_USER_HEADER: 'x-user' }, 'config', /loopback/u);
    rejected({ TEAMS_SERVICE_URLS: 'nowhere' }, 'config', /TEAMS_SERVICE_URLS/u);
    assert.equal(teamsOptions(parseConfig({})), undefined);
    assert.equal(teamsOptions(parseConfig({ TEAMS_DEV_NO_AUTH: '1' }))?.appId, '');
    const { now: _, ...options } = teamsOptions(parseConfig({ ...app, TEAMS_ALLOWED_TENANTS: 't, u' })) ?? {};
    const ways = { type: 'SingleTenant', allowedTenants: ['t', 'u'], serviceUrls: [] };
    assert.deepEqual(options, { appId: 'a', password: 'p', tenant: 't', ...ways });
    const managed = { TEAMS_APP_ID: 'a', TEAMS_APP_TENANT: 't', TEAMS_APP_TYPE: 'UserAssignedMsi' };
    assert.equal(teamsOptions(parseConfig(managed))?.type, 'UserAssignedMsi');
  });

  it('is explained, variable by variable, in .env.example', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const explained = [...text.matchAll(/^#?([A-Z][A-Z_]+)=/gmu)].map((match) => match[1]);
    assert.deepEqual(explained.toSorted(), variables.toSorted());
  });
});
