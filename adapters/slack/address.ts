/** Addresses of Slack (pure): a person's private conversation, a thread of a channel, or a person by mail. */
import type { Address } from '../../src/index.ts';

export type Target =
  | { readonly mail: string }
  | { readonly team: string; readonly user: string }
  | { readonly team: string; readonly channel: string; readonly thread: string };

/** One conversation for each person, wherever it is held: messages, App Home, commands, shortcuts. */
export function personAddress(team: string, user: string): Address {
  return `slack:${team}:${user}`;
}

export function threadAddress(team: string, channel: string, thread: string): Address {
  return `slack:${team}:${channel}:${thread}`;
}

/** A person who has not written yet: `send` finds out who that is in Slack. */
export function mailAddress(mail: string): Address {
  return `slack:@${mail.toLowerCase()}`;
}

/** What an address stands for; undefined where it is none of Slack's. */
export function targetOf(address: Address): Target | undefined {
  const mail = /^slack:@(.+)$/u.exec(address)?.[1];
  if (mail !== undefined) return { mail };
  const [platform, team, who, thread, ...rest] = address.split(':');
  if (platform !== 'slack' || !team || !who || rest.length > 0) return undefined;
  return thread === undefined ? { team, user: who } : { team, channel: who, thread };
}
