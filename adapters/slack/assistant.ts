/** Slack's Assistant container, where the workspace has it: prompts, "is thinking", titles. Nothing depends on it. */
import type { webApi } from '@slack/bolt';
import type { Host, Lang, Reply } from '../../src/index.ts';
import { failure, slackError } from './failures.ts';
import type { Place } from './parse.ts';
import { onTheWay, within } from './patience.ts';
import { clip } from './text.ts';
import { type Prompt, prompts, words } from './words.ts';

export interface AssistantParts {
  readonly client: webApi.WebClient;
  readonly host: Pick<Host, 'report'>;
}

export interface Assistant {
  /** Suggests what to ask in a thread that was just opened. */
  greet(place: Place, lang: Lang): Promise<void>;
  /** Shows that an answer is on its way. It goes away when the answer is posted. */
  think(place: Place, lang: Lang): void;
  /** Waits until what `think` has begun is done: a status that came after the answer would stay. */
  settled(place: Place): Promise<void>;
  /** Names the thread after its first answer, never after what the person wrote. */
  name(place: Place, reply: Reply): void;
}

/** Answers of a workspace that does not have the feature, or of an app without its scope. */
const missing = new Set(['missing_scope', 'unknown_method', 'not_allowed_token_type', 'feature_not_enabled']);
const titleLength = 60;
const most = 1_000;

export function createAssistant({ client, host }: AssistantParts): Assistant {
  const thinking = new Map<string, Promise<void>>();
  const named = new Set<string>();
  let isOff = false;

  async function attempt(call: () => Promise<unknown>): Promise<void> {
    if (isOff) return;
    try {
      await call();
    } catch (error) {
      const name = slackError(error);
      if (name === undefined) return host.report(failure(error));
      // Other refusals say only that this is an ordinary thread.
      if (!missing.has(name) || isOff) return;
      isOff = true;
      host.report(failure(error));
    }
  }

  const keyOf = ({ channel, thread }: Place) => `${channel}:${thread}`;

  return {
    greet({ channel, thread }, lang) {
      const one = ({ title, message }: Prompt) => ({ title: title[lang], message: message[lang] });
      const [first, ...others] = prompts;
      return attempt(() =>
        client.assistant.threads.setSuggestedPrompts({
          channel_id: channel,
          thread_ts: thread ?? '',
          title: words.promptsTitle[lang],
          prompts: [one(first), ...others.map(one)],
        }),
      );
    },
    think(place, lang) {
      const { channel, thread } = place;
      if (!thread) return;
      const status = { channel_id: channel, thread_ts: thread, status: words.thinking[lang] };
      const showing = attempt(() => within(client.assistant.threads.setStatus(status), onTheWay)).finally(() => {
        if (thinking.get(keyOf(place)) === showing) thinking.delete(keyOf(place));
      });
      thinking.set(keyOf(place), showing);
    },
    settled: async (place) => thinking.get(keyOf(place)),
    name(place, { title, verdictLabel, quotes: [quote] = [] }) {
      const { channel, thread } = place;
      const label = quote && verdictLabel ? `${quote.label} ${verdictLabel}` : undefined;
      const name = title ?? label;
      if (!thread || !name || named.has(keyOf(place))) return;
      if (named.size >= most) named.clear();
      named.add(keyOf(place));
      const titled = { channel_id: channel, thread_ts: thread, title: clip(name, titleLength) };
      void attempt(() => client.assistant.threads.setTitle(titled));
    },
  };
}
