/** What the desk offers to an adapter, put together from the Bot, the rooms and the store. */
import type { Bot } from './bot.ts';
import type { Rooms } from './desk.ts';
import type { HistoryLine, Host } from './index.ts';
import { causeOf, type Log } from './log.ts';
import { guarded } from './outbox.ts';
import type { Store } from './store/store.ts';

export interface HostParts {
  readonly store: Store;
  readonly bot: Pick<Bot, 'receive' | 'turn'>;
  readonly rooms: Pick<Rooms, 'form' | 'check' | 'file'>;
  readonly now: () => number;
  readonly log: Log;
}

export function createHost({ store, bot, rooms, now, log }: HostParts): Host {
  return {
    receive: bot.receive,
    people: () => store.people(),
    knows: async (address) => (await store.conversation(address)) !== undefined,
    remember: async (contact) => void (await store.commit({ now: contact.at, contacts: [contact] })),
    contact: (address) => store.contact(address),
    contactByMail: (platform, mail) => store.contactByMail(platform, mail),
    form: async (message) => rooms.form(await bot.turn(message), store),
    check: async (message) => rooms.check(await bot.turn(guarded(message)), store),
    async file(id, person) {
      const asking = person === undefined ? undefined : await store.person(person);
      return rooms.file(id, asking, store, now());
    },
    report: (error) => log.error('adapter.failed', causeOf(error)),
    async history(address, limit, after) {
      const lines = await store.history(address, limit, after);
      return lines.flatMap(({ work, ...line }): HistoryLine[] => {
        if (work.kind === 'receive') return [{ ...line, address, message: work.message }];
        return work.kind === 'send' ? [{ ...line, address, reply: work.reply }] : [];
      });
    },
  };
}
