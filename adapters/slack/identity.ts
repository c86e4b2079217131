/** Who the bot is in its workspace: asked of Slack once, and again only while it does not answer. */
import type { webApi } from '@slack/bolt';
import { asked } from './failures.ts';
import type { Self } from './parse.ts';

export interface Identity extends Self {
  /** The bot's own id as the author of messages. */
  readonly bot: string;
  /** The organisation of an Enterprise Grid. */
  readonly enterprise?: string;
}

export function createIdentity(client: webApi.WebClient): () => Promise<Identity> {
  let known: Promise<Identity> | undefined;
  async function ask(): Promise<Identity> {
    const { team_id: team = '', user_id: user = '', bot_id: bot = '', enterprise_id } = await asked(client.auth.test());
    return { team, user, bot, ...(enterprise_id && { enterprise: enterprise_id }) };
  }
  return () => {
    const asking = known ?? ask();
    known = asking;
    asking.catch(() => {
      if (known === asking) known = undefined;
    });
    return asking;
  };
}
