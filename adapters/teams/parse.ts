/** Activity -> Message (pure). */
import type { Address, Choice, Message } from '../../src/index.ts';
import { type Incoming, list, record, string } from './activity.ts';
import type { ActionData } from './cards.ts';
import { fieldsOf } from './inputs.ts';

/** Who speaks, as the tenant's directory knows the person. */
export interface Member {
  readonly mail: string;
  /** A guest account, an anonymous participant, or somebody of another tenant. */
  readonly stranger: boolean;
}

/** Where a person is spoken to alone: one conversation for each person of a tenant. */
export function directAddress({ tenant, from }: Pick<Incoming, 'tenant' | 'from'>): Address {
  return `teams:${tenant}:${from.aad || from.id}`;
}

/** The conversation of an activity; in a channel this is the reply chain. */
export function addressOf(incoming: Incoming): Address {
  const { tenant, conversation } = incoming;
  if (conversation.kind === 'personal') return directAddress(incoming);
  return `teams:${tenant}:${Buffer.from(conversation.id).toString('base64url')}`;
}

/** What is the same in every Message of this activity. A repeated delivery has the same key. */
export function messageOf(incoming: Incoming, { mail, stranger }: Member): Message {
  const { conversation, id, from, at } = incoming;
  const isPrivate = conversation.kind === 'personal';
  return {
    key: `teams:${conversation.id}:${id || at}`,
    address: addressOf(incoming),
    user: from.aad || from.id,
    ...(from.aad && !stranger && { person: from.aad }),
    ...(mail && { mail }),
    private: isPrivate,
    ...(!isPrivate && { direct: directAddress(incoming) }),
    ...(stranger && { stranger }),
    at,
  };
}

/** The titles of the manifest's commands that the desk knows by another word. */
const commands: Readonly<Record<string, string>> = { 質問: 'ヘルプ', ask: 'help' };

/** What was written, without the mention of Tokki itself; the names of others stay, without their tags. */
export function spokenText({ text, mentions, bot }: Incoming): string {
  const own = mentions.filter(({ id, text: tag }) => id === bot.id && tag !== '').map(({ text: tag }) => tag);
  const spoken = own
    .reduce((rest, tag) => rest.replaceAll(tag, ' '), text)
    .replace(/<\/?at(?:\s[^>]*)?>/giu, '')
    .replaceAll('&nbsp;', ' ')
    .replace(/\u00a0/gu, ' ')
    .trim();
  const command = spoken.toLowerCase();
  return Object.hasOwn(commands, command) ? (commands[command] ?? spoken) : spoken;
}

/** What a card's action has sent, whichever way it came; undefined where it is none of our cards. */
export interface Pressed {
  readonly data: ActionData;
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

export function pressedOf(value: unknown): Pressed | undefined {
  const data = record(value);
  const own = record(data.tokki);
  const as = (['form', 'open', 'look', 'report'] as const).find((one) => one === own.as);
  const values = list(own.values).map(string);
  if (own.ref === undefined && own.id === undefined) return undefined;
  return {
    data: {
      ref: string(own.ref),
      ...(typeof own.id === 'string' && { id: own.id }),
      ...(own.values !== undefined && { values }),
      ...(as && { as }),
      ...(typeof own.opener === 'string' && { opener: own.opener }),
    },
    fields: fieldsOf(data),
  };
}

/** The Choice of a button, an input or a form. */
export function choiceOf({ data: { id = '', values, as }, fields }: Pressed): Choice {
  if (as === 'form') return { id, fields };
  const entered = values ?? (Object.hasOwn(fields, id) ? fields[id] : undefined);
  return { id, ...(entered && { values: entered }) };
}

const teamsLink =
  /^https:\/\/(?:teams\.microsoft\.com|teams\.cloud\.microsoft|(?:gov|dod)\.teams\.microsoft\.us)\/[^\s"<>]{1,2000}$/u;

/** The link to the message that a message action was called on. */
export function linkOf(value: unknown): string | undefined {
  const link = string(record(record(value).messagePayload).linkToMessage);
  return teamsLink.test(link) ? link : undefined;
}
