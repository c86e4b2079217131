/** Posts a Reply where it belongs, each part once as far as Slack allows. */
import type { webApi } from '@slack/bolt';
import { type FileLink, type Host, type Reply, TokkiError } from '../../src/index.ts';
import { sdkBlocks, sdkView } from './client.ts';
import { asked, failure, slackError } from './failures.ts';
import type { Found } from './places.ts';
import { type Post, render, renderHome } from './render.ts';

export interface DeliverParts {
  readonly clients: { readonly read: webApi.WebClient; readonly post: webApi.WebClient };
  readonly host: Pick<Host, 'file' | 'report'>;
  readonly now: () => number;
}

/** A message of ours that waits for an answer. */
export interface Posted extends Post {
  readonly channel: string;
  readonly ts: string;
}

type Message = NonNullable<webApi.ConversationsHistoryResponse['messages']>[number];

/** How many messages are looked through for what an attempt before has posted: of a chat the last, of a thread all since. */
const lookedThrough = { chat: 100, thread: 1_000 };
/** Longer than a job is tried, and than a desk stands still, in milliseconds. */
const tried = 3 * 86_400_000;

export function createDeliver({ clients: { read, post }, host, now }: DeliverParts) {
  /**
   * @param key of the job: each message carries it, so that a later attempt finds what is there already
   * @returns the last message, where the buttons are
   */
  async function deliver(to: Found, reply: Reply, key: string, attempt: number): Promise<Posted | undefined> {
    const before = attempt > 1 ? await recent(to) : [];
    let last: Posted | undefined;
    let begun = '';
    for (const [i, one] of render(reply).entries()) {
      const part = `${key}#${i}`;
      const there = before.find((message) => keyOf(message) === part);
      const ts = there?.ts ?? (await say(to, one, part, reply.only));
      begun ||= there?.ts ?? ts;
      last = { ...one, channel: to.channel, ts };
    }
    // A file carries no key: it is there if one of its name came after the reply.
    const since = before.filter(({ ts = '' }) => ts > begun).flatMap(({ files = [] }) => files.map(({ name }) => name));
    for (const file of reply.files ?? []) if (!since.includes(file.name)) await upload(to, file);
    return last;
  }

  async function say(to: Found, { text, blocks }: Post, key: string, only: string | undefined): Promise<string> {
    const where = { channel: to.channel, ...(to.thread && { thread_ts: to.thread }) };
    if (only !== undefined && to.user === undefined) {
      const near = (await isBegun(to)) ? where : { channel: to.channel };
      const whisper = { ...near, user: only, text, blocks: sdkBlocks(blocks) };
      return (await asked(post.chat.postEphemeral(whisper))).message_ts ?? '';
    }
    const metadata = { event_type: 'tokki_reply', event_payload: { key } };
    const message = { ...where, text, metadata, unfurl_links: false, unfurl_media: false };
    try {
      return (await post.chat.postMessage({ ...message, blocks: sdkBlocks(blocks) })).ts ?? '';
    } catch (error) {
      if (!/^invalid_blocks|^msg_blocks_too_long/u.test(slackError(error) ?? '')) throw failure(error);
      // Better without buttons than not at all: everything can be typed too.
      host.report(failure(error));
      return (await asked(post.chat.postMessage(message))).ts ?? '';
    }
  }

  /** Slack shows a whisper in a thread only where somebody has replied there; in the channel it is seen in any case. */
  async function isBegun({ channel, thread }: Found): Promise<boolean> {
    if (!thread) return false;
    try {
      const { messages = [] } = await read.conversations.replies({ channel, ts: thread, limit: 2 });
      return messages.some(({ ts }) => ts !== thread);
    } catch {
      return false;
    }
  }

  async function recent({ channel, thread }: Found): Promise<readonly Message[]> {
    const look = { channel, include_all_metadata: true };
    // Slack gives a chat with the newest first, and a thread with the oldest.
    const since = { oldest: String((now() - tried) / 1_000), limit: lookedThrough.thread };
    const { messages = [] } = thread
      ? await asked(read.conversations.replies({ ...look, ...since, ts: thread }))
      : await asked(read.conversations.history({ ...look, limit: lookedThrough.chat }));
    return messages as readonly Message[];
  }

  async function upload({ address, channel, thread }: Found, { id, name }: FileLink): Promise<void> {
    const { bytes } = await host.file(id, undefined, address);
    const file = { filename: name, file: Buffer.from(bytes), channel_id: channel };
    await asked(post.files.uploadV2(thread ? { ...file, thread_ts: thread } : file));
  }

  async function publish(user: string | undefined, reply: Reply): Promise<void> {
    if (user === undefined) throw new TokkiError('unreachable', 'an App Home belongs to a person');
    await asked(read.views.publish({ user_id: user, view: sdkView(renderHome(reply)) }));
  }

  return { deliver, publish };
}

function keyOf({ metadata }: Message): unknown {
  return (metadata as { event_payload?: { key?: unknown } } | undefined)?.event_payload?.key;
}
