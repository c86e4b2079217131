/** The room that watches, in tests that look at another one: it takes nothing. */
import type { Guard } from '../src/guard/handler.ts';

export const noGuard: Guard = {
  takes: () => false,
  handle: async ({ conversation }) => ({ conversation, replies: [] }),
  rings: () => false,
  onTimer: async () => ({}),
  timers: () => [],
};
