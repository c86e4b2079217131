/** What Slack sends -> Message (pure). Bolt has verified the signature; what a body may lack is optional here. */
import type { Address, Choice, Message } from '../../src/index.ts';
import { personAddress, threadAddress } from './address.ts';
import type { Block, PostedMessage } from './blocks.ts';
import { choiceOf } from './choice.ts';
import { type FieldState, valuesOf } from './fields.ts';
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

export interface CommandBody {
  readonly user_id: string;
  readonly text?: string;
  readonly trigger_id: string;
  readonly channel_id?: string;
}

/** Words of `/tokki` that mean a button, in whatever language the person works. */
const commands: Readonly<Record<string, Choice>> = {
  report: { id: 'report:new' },
  reports: { id: 'reports:0' },
};

/** `/tokki …`. What is asked so stays between the person and the bot, wherever it was typed. */
export function parseCommand(body: CommandBody, self: Self, at: number): Heard {
  const said = alone(`slack:${self.team}:command:${body.trigger_id}`, body.user_id, self, at);
  const text = plainText(body.text ?? '', self.user);
  const word = text.toLowerCase();
  const choice = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (choice) return { ...said, choice };
  // A question mark is the wish for help that has no language.
  return { ...said, text: text === '' || word === 'help' ? '?' : text };
}

export interface ShortcutBody {
  readonly type: string;
  readonly user: { readonly id: string };
  readonly trigger_id: string;
  readonly team?: { readonly domain?: string } | null;
  readonly channel?: { readonly id: string };
  readonly message_ts?: string;
}

/** The global shortcut opens a report; the message shortcut also takes a link to the post, never its text. */
export function parseShortcut(body: ShortcutBody, link: string | undefined, self: Self, at: number): Heard {
  const said = alone(`slack:${self.team}:shortcut:${body.trigger_id}`, body.user.id, self, at);
  return link === undefined ? { ...said, choice: { id: 'report:new' } } : { ...said, link };
}

/** The link that `chat.getPermalink` would give, for when it cannot be asked. */
export function permalink({ team, channel, message_ts: ts }: ShortcutBody): string | undefined {
  if (!team?.domain || !channel || !ts) return undefined;
  return `https://${team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
}

export interface ActionBody {
  readonly user: { readonly id: string };
  readonly trigger_id?: string;
  readonly channel?: { readonly id: string };
  readonly message?: PostedMessage & { readonly thread_ts?: string };
  readonly container?: { readonly thread_ts?: string };
  readonly view?: { readonly id: string };
  readonly state?: { readonly values?: FieldState };
  readonly actions: readonly {
    readonly action_id: string;
    readonly action_ts?: string;
    readonly value?: string;
    readonly text?: { readonly text: string };
  }[];
}

/** A pressed button. */
export interface Press {
  readonly heard: Heard;
  /** It opens a form. */
  readonly form: boolean;
  /** It answers the message that it stands in, which then loses its controls. */
  readonly answers: boolean;
  /** What to show as the given answer. */
  readonly shown: string;
}

/** Undefined for a control that says nothing by itself, such as a date that was picked and not yet sent. */
export function parsePress(body: ActionBody, self: Self, now: number): Press | undefined {
  const [action] = body.actions;
  const choice = action && choiceOf(action, body.state?.values ?? {});
  if (!action || !choice) return undefined;
  const { action_ts: ts } = action;
  const { channel, message } = body;
  const thread = message?.thread_ts ?? body.container?.thread_ts;
  const said = {
    key: `slack:${self.team}:press:${body.user.id}:${ts ?? body.trigger_id ?? now}`,
    user: body.user.id,
    at: ts ? instantOf(ts) : now,
    choice: choice.choice,
  };
  const direct = personAddress(self.team, body.user.id);
  const place = channel && { channel: channel.id, ...(thread && { thread }) };
  const heard: Heard =
    !channel || channel.id.startsWith('D')
      ? { ...said, address: direct, private: true, ...(place && { place }) }
      : { ...said, address: threadAddress(self.team, channel.id, thread ?? message?.ts ?? ''), private: false, direct };
  return { heard, form: choice.form, answers: choice.answers, shown: choice.shown ?? action.text?.text ?? '' };
}

export interface SubmissionBody {
  readonly user: { readonly id: string };
  readonly trigger_id?: string;
  readonly view: {
    readonly id: string;
    readonly hash?: string;
    readonly private_metadata?: string;
    readonly state: { readonly values: FieldState };
    readonly blocks?: readonly Block[];
  };
}

/** A form that was sent. A second try has another trigger; taken twice, the same fields say the same. */
export function parseSubmission({ user, view, trigger_id: trigger }: SubmissionBody, self: Self, at: number): Heard {
  const { id = '', place } = metadataOf(view.private_metadata);
  const fields = valuesOf(view.state.values);
  const key = `slack:${self.team}:view:${view.id}:${trigger ?? view.hash ?? at}`;
  return { ...alone(key, user.id, self, at), choice: { id, fields }, ...(place && { place }) };
}

/** What a modal carries: the id of its form, and where it was opened. */
export interface Metadata {
  readonly id?: string;
  readonly place?: Place;
}

function metadataOf(text = '{}'): Metadata {
  try {
    return JSON.parse(text) as Metadata;
  } catch {
    return {};
  }
}

function alone(key: string, user: string, self: Self, at: number) {
  return { key, address: personAddress(self.team, user) as Address, user, private: true, at } as const;
}

/** Slack's `1700000000.000100`, seconds since the epoch, in milliseconds. */
function instantOf(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** `channel_type` may be missing; the id of a private conversation begins with D. */
function isDirect({ channel_type: type, channel = '' }: SlackEvent): boolean {
  return type === 'im' || (type === undefined && channel.startsWith('D'));
}
