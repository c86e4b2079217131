/** What `tokki doctor` says of Slack: asks Slack itself whether it takes the tokens, and for what. */
import { webApi } from '@slack/bolt';
import { apiOf, createClients, silent } from './client.ts';
import { slackError } from './failures.ts';
import type { SlackOptions } from './index.ts';
import { optionalScopes, scopes } from './scopes.ts';

export interface SlackFinding {
  readonly rule: string;
  readonly finding: string;
  readonly advice: string;
  readonly ok?: true;
}

const tokenAdvice = 'Copy the tokens anew from the settings of the app at https://api.slack.com/apps and start again.';
const awayAdvice = 'Check that this machine reaches slack.com (or SLACK_API_URL).';

export async function checkSlack(options: SlackOptions): Promise<readonly SlackFinding[]> {
  return [...(await checkBot(options)), ...(await checkTransport(options))];
}

async function checkBot(options: SlackOptions): Promise<readonly SlackFinding[]> {
  try {
    const { team, response_metadata: metadata } = await createClients(options).read.auth.test();
    const granted = metadata?.scopes ?? [];
    const lacks = (wanted: object) => Object.keys(wanted).filter((scope) => !granted.includes(scope));
    const missing = granted.length === 0 ? [] : lacks(scopes);
    const advice = 'Add them under OAuth & Permissions (or paste manifest.yaml again) and reinstall the app.';
    const less = granted.length === 0 ? [] : lacks(optionalScopes);
    const shown = less.length > 0 ? `${team}, without ${less.join(', ')}` : String(team);
    return [
      { rule: 'slack', finding: shown, advice: '', ok: true },
      ...(missing.length > 0 ? [{ rule: 'slack-scopes', finding: `missing: ${missing.join(', ')}`, advice }] : []),
    ];
  } catch (error) {
    return [refused('slack', 'SLACK_BOT_TOKEN', error)];
  }
}

async function checkTransport({ appToken, timeout, ...options }: SlackOptions): Promise<readonly SlackFinding[]> {
  if (!appToken) return [{ rule: 'slack-transport', finding: 'HTTP, /slack/events', advice: '', ok: true }];
  const client = new webApi.WebClient(appToken, {
    ...apiOf(options),
    timeout,
    logger: silent,
    retryConfig: { retries: 0 },
  });
  try {
    await client.apps.connections.open();
    return [{ rule: 'slack-transport', finding: 'Socket Mode', advice: '', ok: true }];
  } catch (error) {
    return [refused('slack-transport', 'SLACK_APP_TOKEN', error)];
  }
}

function refused(rule: string, variable: string, error: unknown): SlackFinding {
  const name = slackError(error);
  if (name === undefined) return { rule, finding: 'Slack does not answer', advice: awayAdvice };
  return { rule, finding: `${variable}: Slack refuses it (${name})`, advice: tokenAdvice };
}
