/** Telling a person, without the store, that what was written could not be taken. */
import type { Lang } from '../../src/index.ts';
import type { Clients } from './client.ts';
import { asked } from './failures.ts';
import { keepNewest } from './newest.ts';
import type { Place } from './parse.ts';
import { words } from './words.ts';

const most = 5_000;
/** Milliseconds in which a channel is told once. */
const once = 60_000;

/**
 * Slack delivers an event three more times, and shows nothing of it: a person who waits in vain must hear it.
 * @returns says it at that place, once a minute
 */
export function createExcuse({ post }: Pick<Clients, 'post'>, now: () => number) {
  const told = new Map<string, number>();
  return async ({ channel, thread }: Place, lang: Lang): Promise<void> => {
    if (now() - (told.get(channel) ?? Number.NEGATIVE_INFINITY) < once) return;
    keepNewest(told, channel, now(), most);
    const where = { channel, ...(thread && { thread_ts: thread }) };
    await asked(post.chat.postMessage({ ...where, text: words.notTaken[lang] }));
  };
}
