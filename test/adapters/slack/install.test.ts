/** What an administrator sees: the manifest, and what the doctor says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { checkSlack } from '../../../adapters/slack/check.ts';
import { optionalScopes, scopes } from '../../../adapters/slack/scopes.ts';
import { signingSecret } from './desk.ts';
import { type SlackDouble, startDouble } from './double.ts';

interface Manifest {
  readonly display_information: { readonly name: string; readonly description: string };
  readonly features: {
    readonly shortcuts: readonly { readonly name: string; readonly description: string }[];
    readonly slash_commands: readonly { readonly command: string }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
}

const text = readFileSync(new URL('../../../adapters/slack/manifest.yaml', import.meta.url), 'utf8');
const manifest = parse(text) as Manifest;

describe('the manifest of the Slack app', () => {
  it('asks for the scopes that the code needs and no others, and says for what', () => {
    const wanted = [...Object.keys(scopes), ...Object.keys(optionalScopes)];
    assert.deepEqual([...manifest.oauth_config.scopes.bot], wanted);
    const bare = text.split('\n').filter((line, i, lines) => /^ {6}- /u.test(line) && /^\S/u.test(lines[i - 1] ?? ''));
    assert.deepEqual(bare, []);
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    for (const scope of wanted) assert.ok(readme.includes(`\`${scope}\``), scope);
  });

  it("stays within Slack's limits for names and descriptions", () => {
    const { name, description } = manifest.display_information;
    assert.ok(name.length <= 35 && description.length <= 140);
    for (const shortcut of manifest.features.shortcuts)
      assert.ok(shortcut.name.length <= 24 && shortcut.description.length <= 150, shortcut.name);
  });

  it('subscribes to what the adapter hears', () => {
    assert.deepEqual(
      [...manifest.settings.event_subscriptions.bot_events],
      [
        ...['app_home_opened', 'app_mention', 'assistant_thread_context_changed', 'assistant_thread_started'],
        'message.im',
        'message.channels',
        'message.groups',
      ],
    );
  });
});

describe('the doctor on Slack', () => {
  let slack: SlackDouble;
  before(async () => {
    slack = await startDouble();
  });
  after(() => slack.stop());

  const check = (more: object = {}) =>
    checkSlack({
      ...{ token: 'xoxb-tokki', signingSecret, apiUrl: slack.apiUrl, allowedTeams: [] },
      ...{ timeout: 300, retries: 0, now: Date.now, ...more },
    });
  const granted = (...list: readonly string[]) => ({
    headers: { 'x-oauth-scopes': list.join(',') },
    body: { ok: true, team: 'Tokki Test' },
  });

  it('finds nothing where all is well', async () => {
    slack.fail('auth.test', granted(...Object.keys(scopes)));
    const findings = await check();
    assert.ok(findings.every(({ ok }) => ok));
    assert.deepEqual(
      findings.map(({ finding }) => finding),
      ['Tokki Test, without assistant:write', 'HTTP, /slack/events'],
    );
  });

  it('names the scopes that are missing', async () => {
    slack.fail('auth.test', granted('chat:write', 'im:write', 'commands'));
    const bad = (await check()).find(({ ok }) => !ok);
    assert.match(bad?.finding ?? '', /missing: .*users:read\.email/u);
  });

  it('says which token Slack refuses, and when Slack is away', async () => {
    slack.fail('auth.test', { body: { ok: false, error: 'token_revoked' } });
    slack.fail('apps.connections.open', { status: 500 });
    const findings = await check({ appToken: 'xapp-tokki' });
    assert.match(findings[0]?.finding ?? '', /SLACK_BOT_TOKEN: Slack refuses it \(token_revoked\)/u);
    assert.match(findings[1]?.finding ?? '', /does not answer/u);
    assert.equal((await check({ appToken: 'xapp-tokki' })).find(({ rule }) => rule === 'slack-transport')?.ok, true);
  });
});
