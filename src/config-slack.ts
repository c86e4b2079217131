/** The variables of Slack, what must go together, and what the adapter is made from. */
import { z } from 'zod';

const text = z.string().trim();
const list = text
  .default('')
  .transform((value) => value.split(',').map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ''));

export const slackVariables = {
  SLACK_BOT_TOKEN: text.regex(/^xoxb-/u, 'must begin with xoxb-').optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_APP_TOKEN: text.regex(/^xapp-/u, 'must begin with xapp-').optional(),
  SLACK_API_URL: z.url().optional(),
  SLACK_ALLOWED_TEAMS: list,
  SLACK_TIMEOUT_MS: z.coerce.number().int().min(100).max(20_000).default(5_000),
  SLACK_RETRIES: z.coerce.number().int().min(0).max(5).default(1),
};

type SlackConfig = z.output<z.ZodObject<typeof slackVariables>>;

/** What is missing, as `VARIABLE: what is wrong`. */
export function slackFindings(config: SlackConfig): readonly string[] {
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: appToken } = config;
  const isTransport = secret !== undefined || appToken !== undefined;
  if (token !== undefined && !isTransport)
    return ['SLACK_BOT_TOKEN: needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode) beside it'];
  return token === undefined && isTransport ? ['SLACK_BOT_TOKEN: is missing beside the other variables of Slack'] : [];
}

/** What the Slack adapter is made from; undefined where Slack is not configured. */
export function slackOptions(config: SlackConfig) {
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = config;
  const { SLACK_API_URL: apiUrl, SLACK_ALLOWED_TEAMS: allowedTeams, SLACK_TIMEOUT_MS: timeout } = config;
  if (!token) return undefined;
  const ways = { ...(signingSecret && { signingSecret }), ...(appToken && { appToken }), ...(apiUrl && { apiUrl }) };
  return { token, ...ways, allowedTeams, timeout, retries: config.SLACK_RETRIES, now: Date.now };
}
