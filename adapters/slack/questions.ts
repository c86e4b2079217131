/** Which message waits for an answer: an answered question loses its controls. Only a convenience, kept in memory. */
import type { webApi } from '@slack/bolt';
import type { Address, Host } from '../../src/index.ts';
import { answered, type Block } from './blocks.ts';
import { sdkBlocks } from './client.ts';
import { failure } from './failures.ts';
import { keepNewest } from './newest.ts';

/** A message of ours that can be changed. */
interface Shown {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

export interface Questions {
  /** A question was posted: the one before it at that address no longer waits. */
  opened(address: Address, question: Shown): void;
  /** It was answered by its own controls: they go, and the answer stands there instead. */
  answered(address: Address, question: Shown, answer: string): void;
  /** Waits for what is under way. */
  settled(): Promise<void>;
}

const most = 5_000;

export function createQuestions(client: webApi.WebClient, host: Pick<Host, 'report'>): Questions {
  const open = new Map<Address, Shown>();
  const busy = new Set<Promise<unknown>>();

  function update({ channel, ts, text, blocks }: Shown, answer?: string): void {
    const changed = { channel, ts, text, blocks: sdkBlocks(answered(blocks, answer)) };
    const work = client.chat.update(changed).catch((error: unknown) => host.report(failure(error)));
    busy.add(work);
    void work.finally(() => busy.delete(work));
  }

  return {
    opened(address, question) {
      const before = open.get(address);
      keepNewest(open, address, question, most);
      if (before && before.ts !== question.ts) update(before);
    },
    answered(address, question, answer) {
      if (open.get(address)?.ts === question.ts) open.delete(address);
      update(question, answer);
    },
    settled: async () => void (await Promise.all(busy)),
  };
}
