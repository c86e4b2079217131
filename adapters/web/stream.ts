/** Server-sent events: each open page is a cursor over its conversation's history. */
import type { Response } from 'express';
import type { Address, HistoryLine, Host } from '../../src/index.ts';
import { placeOf } from './parse.ts';

/** Lines read in one go. */
const window = 100;
/**
 * Another instance may have written the line: look again by itself, so often at most. It also keeps proxies from closing
 * the stream.
 */
const lookAgain = 2_000;
/** Pages that are open at once for one conversation: more is no person with tabs, and would take the connections of others. */
const mostPages = 20;

/** A page that does not take what is sent to it is let go; it comes back for the rest by itself. */
const mostUnread = 1_000_000;

interface Page {
  readonly res: Response;
  /** The last line sent of each conversation. Lines of one conversation are numbered in the order of their commits. */
  readonly cursors: Map<Address, number>;
  /** The look that is under way, and whether another one was asked for meanwhile. */
  looking?: Promise<void>;
  again: boolean;
}

export interface Streams {
  /** Serves the lines after those, then each new one, until the page goes away; refuses more pages than anybody has. */
  open(res: Response, cursors: Map<Address, number>): void;
  /** Tells the pages of an address that there is something new. */
  poke(address: Address): void;
  close(): void;
}

export function createStreams(host: Host): Streams {
  const pages = new Set<Page>();
  let timer = setTimeout(lookAtAll, lookAgain).unref();

  function lookAtAll(): void {
    for (const page of pages) look(page);
    timer = setTimeout(lookAtAll, Math.max(lookAgain, host.lookEvery())).unref();
  }

  function countOf(address: Address): number {
    return [...pages].filter(({ cursors }) => cursors.has(address)).length;
  }

  /** One look at a time: while the store is away, nothing piles up. */
  function look(page: Page): void {
    page.again = page.looking !== undefined;
    page.looking ??= push(page)
      .catch((error: unknown) => host.report(error))
      .finally(() => {
        delete page.looking;
        if (page.again) look(page);
      });
  }

  async function push({ res, cursors }: Page): Promise<void> {
    for (const [address, after] of cursors) {
      let lines: readonly HistoryLine[];
      let cursor = after;
      do {
        lines = await host.history(address, window, cursor, placeOf(address).person);
        for (const line of lines) res.write(eventOf(line));
        if (res.writableLength > mostUnread) return void res.destroy();
        cursor = lines.at(-1)?.id ?? cursor;
        cursors.set(address, cursor);
      } while (lines.length === window);
    }
    res.write(': still here\n\n');
  }

  return {
    open(res, cursors) {
      const isFull = [...cursors.keys()].some((address) => countOf(address) >= mostPages);
      if (isFull) return void res.status(429).set('retry-after', '5').json({ error: 'too_many_pages' });
      res.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const page: Page = { res, cursors, again: false };
      pages.add(page);
      res.on('close', () => pages.delete(page));
      look(page);
    },
    poke(address) {
      for (const page of pages) if (page.cursors.has(address)) look(page);
    },
    close() {
      clearTimeout(timer);
      for (const { res } of pages) res.end();
    },
  };
}

function eventOf(line: HistoryLine): string {
  const name = 'reply' in line ? 'reply' : 'message';
  return `id: ${line.id}\nevent: ${name}\ndata: ${JSON.stringify(viewOf(line))}\n\n`;
}

/** A line as the page gets it: what the person said, or the Reply; nothing of how it was delivered. */
export function viewOf(line: HistoryLine): object {
  const { id, key, address, at } = line;
  const where = placeOf(address);
  if ('reply' in line) return { id, key, ...where, at, reply: line.reply };
  const { text, choice } = line.message;
  return { id, key, ...where, at, message: { ...(text !== undefined && { text }), ...(choice && { choice }) } };
}
