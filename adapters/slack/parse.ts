/** The events of Slack -> Message (pure). Bolt has verified the signature; what a body may lack is optional here. */
import type { Message } from '../../src/index.ts';
import { personAddress, threadAddress } from './address.ts';
import { mentions, mentionsOthers, plainText } from './text.ts';

/** Who the bot is in its workspace. */
export interface Self {
  readonly team: string;
  readonly user: string;
}

/** Where in the private conversation a person has spoken: Slack's channel, and the thread in it. */
export interface Place {
  readonly channel: string;
  readonly thread?: string;
}

/** A Message without what has to be looked up. */
export interface Heard extends Message {
  /** Where the answer is expected; known only where the person has written to the bot itself. */
  readonly place?: Place;
  /** It is meant for the bot only if the bot takes part in that thread. */
  readonly followUp?: true;
}

export interface SlackEvent {
  readonly type?: string;
  readonly subtype?: string;
  readonly hidden?: boolean;
  readonly channel?: string;
  readonly channel_type?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly text?: string;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly event_ts?: string;
  readonly tab?: string;
  readonly assistant_thread?: { readonly user_id: string; readonly channel_id: string; readonly thread_ts: string };
}

/** What people write; edits, deletions, joins and the like are other subtypes. */
const spoken = new Set(['file_share', 'thread_broadcast', 'me_message']);

/** `message` and `app_mention`. A mention comes as both: they have one key. */
export function parseMessage(event: SlackEvent, self: Self): Heard | undefined {
  const { channel, user, ts, thread_ts: thread, subtype, text = '' } = event;
  if (!channel || !user || !ts || event.hidden || event.bot_id || user === self.user) return undefined;
  if (subtype !== undefined && !spoken.has(subtype)) return undefined;
  const said = {
    key: `slack:${self.team}:${channel}:${ts}`,
    user,
    at: instantOf(ts),
    text: plainText(text, self.user),
  };
  const direct = personAddress(self.team, user);
  if (isDirect(event))
    return { ...said, address: direct, private: true, place: { channel, ...(thread && { thread }) } };
  const mentioned = event.type === 'app_mention' || mentions(text, self.user);
  if (!mentioned && (thread === undefined || mentionsOthers(text, self.user))) return undefined;
  const address = threadAddress(self.team, channel, thread ?? ts);
  return { ...said, address, private: false, direct, ...(!mentioned && { followUp: true }) };
}

/** `app_home_opened`: each opening is a Message of its own. */
export function parseHome(event: SlackEvent, id: string | undefined, self: Self): Heard | undefined {
  const { user, tab, event_ts: at = '0' } = event;
  if (!user || tab !== 'home') return undefined;
  const key = `slack:${self.team}:home:${user}:${id ?? at}`;
  return { ...alone(key, user, self, instantOf(at)), choice: { id: 'home' } };
}

/** What a person says to the bot alone. */
export function alone(key: string, user: string, self: Self, at: number) {
  return { key, address: personAddress(self.team, user), user, private: true, at } as const;
}

/** Slack's `1700000000.000100`, seconds since the epoch, in milliseconds. */
export function instantOf(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** `channel_type` may be missing; the id of a private conversation begins with D. */
function isDirect({ channel_type: type, channel = '' }: SlackEvent): boolean {
  return type === 'im' || (type === undefined && channel.startsWith('D'));
}
