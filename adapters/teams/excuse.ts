/** Telling a person, without the store, that what was written could not be taken. */
import type { Incoming } from './activity.ts';
import { createCache } from './cache.ts';
import { said } from './files.ts';
import type { Speaker } from './speak.ts';
import { langOf, words } from './words.ts';

const atMost = 5_000;
/** Milliseconds in which a conversation is told once. */
const once = 60_000;

/**
 * Teams shows nothing of a request that failed, and how often it sends it again is written nowhere (msteams-docs 8998): a
 * person who waits in vain must hear it.
 * @returns says it where the activity came from, once a minute
 */
export function createExcuse(speaker: Pick<Speaker, 'say'>, now: () => number): (incoming: Incoming) => Promise<void> {
  const told = createCache<number>(atMost, now);
  return async ({ conversation, from, serviceUrl, tenant, bot, locale }) => {
    if (now() - (told.get(conversation.id) ?? Number.NEGATIVE_INFINITY) < once) return;
    told.set(conversation.id, now());
    const where = { serviceUrl, tenant, bot, user: from.id, conversation: conversation.id, kind: conversation.kind };
    await speaker.say(where, said(words.notTaken[langOf(locale)]));
  };
}
