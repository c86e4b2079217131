/** Server-sent events: each open page is a cursor over its conversation's history. */
import type { Response } from 'express';
import type { Address, HistoryLine, Host } from '../../src/index.ts';

/** Lines looked at in one go; more than a page misses between two looks. */
const window = 100;
/** Another instance may have written the line: look again by itself. It also keeps proxies from closing the stream. */
const lookAgain = 2_000;

interface Page {
  readonly address: Address;
  readonly res: Response;
  readonly after: number;
  readonly sent: Set<number>;
  busy: Promise<void>;
}

export interface Streams {
  /** Serves the lines after `after`, then each new one, until the page goes away. */
  open(res: Response, address: Address, after: number): void;
  /** Tells the pages of an address that there is something new. */
  poke(address: Address): void;
  close(): void;
}

export function createStreams(host: Host): Streams {
  const pages = new Set<Page>();
  const timer = setInterval(() => {
    for (const page of pages) look(page);
  }, lookAgain).unref();

  function look(page: Page): void {
    page.busy = page.busy.then(() => push(page)).catch((error: unknown) => host.report(error));
  }

  /** Ids are not a gapless order while transactions overlap, so the last lines are compared, not just the newest. */
  async function push(page: Page): Promise<void> {
    if (page.res.writableEnded) return;
    const lines = await host.history(page.address, window);
    const fresh = lines.filter(({ id }) => id > page.after && !page.sent.has(id));
    for (const line of fresh) {
      page.sent.add(line.id);
      page.res.write(eventOf(line));
    }
    if (fresh.length === 0) page.res.write(': still here\n\n');
  }

  return {
    open(res, address, after) {
      res.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const page: Page = { address, res, after, sent: new Set(), busy: Promise.resolve() };
      pages.add(page);
      res.on('close', () => pages.delete(page));
      look(page);
    },
    poke(address) {
      for (const page of pages) if (page.address === address) look(page);
    },
    close() {
      clearInterval(timer);
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
  const { id, key, at } = line;
  if ('reply' in line) return { id, key, at, reply: line.reply };
  const { text, choice } = line.message;
  return { id, key, at, message: { ...(text !== undefined && { text }), ...(choice && { choice }) } };
}
