/** Commands, shortcuts, presses and forms -> Message (pure). */
import type { Choice } from '../../src/index.ts';
import { personAddress, threadAddress } from './address.ts';
import type { PostedMessage } from './blocks.ts';
import { choiceOf } from './choice.ts';
import { type FieldState, valuesOf } from './fields.ts';
import { alone, type Heard, instantOf, type Place, type Self } from './parse.ts';
import { plainText } from './text.ts';

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
  training: { id: 'training:mine' },
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
  readonly container?: { readonly thread_ts?: string; readonly message_ts?: string };
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
  const { channel, message, container } = body;
  const thread = message?.thread_ts ?? container?.thread_ts;
  const root = thread ?? message?.ts ?? container?.message_ts ?? '';
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
      : { ...said, address: threadAddress(self.team, channel.id, root), private: false, direct };
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
