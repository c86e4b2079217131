/** What goes out: finds the place, posts there, and looks after the question that waited before. */
import { type Address, type Host, type Reply, TokkiError } from '../../src/index.ts';
import type { Assistant } from './assistant.ts';
import type { createDeliver, Posted } from './deliver.ts';
import type { Found, Places } from './places.ts';
import type { Questions } from './questions.ts';

export interface SpeakParts {
  readonly places: Places;
  readonly questions: Questions;
  readonly assistant: Assistant;
  readonly deliver: ReturnType<typeof createDeliver>;
  readonly host: Pick<Host, 'report'>;
}

type Send = (to: Address, reply: Reply, key: string, attempt: number) => Promise<void>;

const asking: ReadonlySet<Reply['kind']> = new Set(['question', 'summary', 'form']);

export function createSpeak({ places, questions, assistant, deliver, host }: SpeakParts): Send {
  async function speak(to: Address, reply: Reply, key: string, attempt: number): Promise<void> {
    const found = await places.find(to);
    if (reply.kind === 'home') return deliver.publish(found.user, reply);
    const place = placeFor(reply, found);
    await assistant.settled(place);
    const last = await post(place, reply, key, attempt);
    if (last && asking.has(reply.kind)) questions.opened(found.address, last);
    if (found.user) assistant.name(place, reply);
  }

  /** Posts it; where the channel that was kept for a person is gone, in the one that Slack opens now. */
  async function post(place: Found, reply: Reply, key: string, attempt: number): Promise<Posted | undefined> {
    try {
      return await deliver.deliver(place, reply, key, attempt);
    } catch (error) {
      if (!place.user || !isRefused(error) || !error.message.includes('channel_not_found')) throw error;
      return deliver.deliver(await places.renew(place), reply, key, attempt);
    }
  }

  return async (to, reply, key, attempt) => {
    try {
      await speak(to, reply, key, attempt);
    } catch (error) {
      // The Bot says only that nobody can be reached: why is what has to be mended.
      if (isRefused(error) && error.cause) host.report(error.cause);
      throw error;
    }
  };
}

/** What nobody asked for does not belong into the thread of another question. */
function placeFor({ kind }: Reply, { thread, ...found }: Found): Found {
  return kind === 'alert' && found.user ? found : { ...found, ...(thread && { thread }) };
}

function isRefused(error: unknown): error is TokkiError {
  return error instanceof TokkiError && error.code === 'unreachable';
}
