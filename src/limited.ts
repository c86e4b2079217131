/** Telling people that they send too much. */
import type { Limited } from './intake.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { limitJob, platformOf } from './outbox.ts';
import type { Store } from './store/store.ts';
import type { Message } from './types.ts';

export interface TellParts {
  readonly store: Pick<Store, 'conversation' | 'commit'>;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'received'>;
}

/** Whoever is forgotten is told again, by a job with the same key, which changes nothing. */
const most = 10_000;

/** @returns what tells it once a minute at each address; the rest of a flood costs nothing */
export function createTellLimited({ store, now, log, metrics }: TellParts) {
  const told = new Set<string>();
  return async (message: Message, limited: Limited): Promise<void> => {
    const platform = platformOf(message.address);
    metrics.received(platform, 'limited');
    const about = `${limited.key} ${message.address}`;
    if (told.has(about)) return;
    log.warn('message.limited', { platform });
    const lang = (await store.conversation(message.address))?.lang ?? 'ja';
    await store.commit({ now: now(), jobs: [limitJob(message, limited, lang, now())] });
    if (told.size >= most) told.clear();
    told.add(about);
  };
}
