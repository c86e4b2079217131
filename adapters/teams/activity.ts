/** What matters of a Bot Framework activity, read from what came over the wire. Pure; knows no SDK. */

type Data = Readonly<Record<string, unknown>>;

interface Speaker {
  /** The id within Teams, `29:…`. */
  readonly id: string;
  /** The person's object id in Microsoft Entra; empty where Teams gives none. */
  readonly aad: string;
}

export interface Incoming {
  readonly type: string;
  /** Of an invoke: what is asked for. */
  readonly name: string;
  /** Of an installation or a change: what happened. */
  readonly action: string;
  readonly id: string;
  readonly replyTo: string;
  readonly at: number;
  readonly locale: string;
  readonly channel: string;
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly conversation: { readonly id: string; readonly kind: 'personal' | 'groupChat' | 'channel' };
  readonly team: string;
  readonly from: Speaker;
  readonly bot: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly mentions: readonly { readonly id: string; readonly text: string }[];
  readonly added: readonly string[];
  readonly value: Data;
}

/** @param now stands in where the activity has no time of its own */
export function readActivity(body: unknown, now: number): Incoming {
  const raw = record(body);
  const conversation = record(raw.conversation);
  const channelData = record(raw.channelData);
  const from = record(raw.from);
  const bot = record(raw.recipient);
  return {
    type: string(raw.type),
    name: string(raw.name),
    action: string(raw.action),
    id: string(raw.id),
    replyTo: string(raw.replyToId),
    at: timeOf(raw.timestamp) ?? now,
    locale: string(raw.locale),
    channel: string(raw.channelId),
    serviceUrl: string(raw.serviceUrl),
    tenant: string(conversation.tenantId) || string(record(channelData.tenant).id),
    conversation: { id: string(conversation.id), kind: kindOf(conversation) },
    team: string(record(channelData.team).id),
    from: { id: string(from.id), aad: string(from.aadObjectId) },
    bot: { id: string(bot.id), name: string(bot.name) },
    text: string(raw.text),
    mentions: list(raw.entities)
      .map(record)
      .filter(({ type }) => type === 'mention')
      .map(({ mentioned, text }) => ({ id: string(record(mentioned).id), text: string(text) })),
    added: list(raw.membersAdded).map((member) => string(record(member).id)),
    value: record(raw.value),
  };
}

function kindOf({ conversationType, isGroup }: Data): Incoming['conversation']['kind'] {
  if (conversationType === 'channel' || conversationType === 'groupChat') return conversationType;
  return conversationType === 'personal' || isGroup !== true ? 'personal' : 'groupChat';
}

function timeOf(value: unknown): number | undefined {
  const time = value instanceof Date ? value.getTime() : Date.parse(string(value));
  return Number.isNaN(time) ? undefined : time;
}

export function record(value: unknown): Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
