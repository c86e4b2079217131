/** The whole desk with the Slack adapter. */
import { createSlack, type SlackOptions } from '../../../adapters/slack/index.ts';
import { startDesk as start } from '../desk.ts';

export type { RunningDesk } from '../desk.ts';

export const signingSecret = 'a secret that only Slack and we know';

export function startDesk(
  slack: Partial<SlackOptions> & { readonly apiUrl: string },
  how?: Parameters<typeof start>[1],
) {
  const transport = slack.appToken ? {} : { signingSecret };
  const options = { token: 'xoxb-tokki', allowedTeams: [], timeout: 1_000, retries: 0, now: Date.now };
  return start(createSlack({ ...options, ...transport, ...slack }), how);
}
