/** What the desk offers to an adapter, put together from the Bot, the rooms and the store. */
import type { Bot } from './bot.ts';
import type { Rooms } from './desk.ts';
import { TokkiError } from './errors.ts';
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

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function createHost({ store, bot, rooms, now, log }: HostParts): Host {
  return {
    receive: bot.receive,
    people: () => store.people(),
    knows: async (address) => (await store.conversation(address)) !== undefined,
    remember: async (contact) => void (await store.commit({ now: contact.at, contacts: [contact] })),
    contact: (address) => store.contact(address),
    contactByMail: (platform, mail) => store.contactByMail(platform, mail),
    async form(message) {
      const { form, access } = await rooms.form(await bot.turn(message), store);
      if (access.length > 0) await store.commit({ now: now(), access });
      return form;
    },
    check: async (message) => rooms.check(await bot.turn(guarded(message)), store),
    async file(id, reader) {
      const person = reader === undefined ? undefined : await store.person(reader);
      const isStranger = reader !== undefined && !person;
      const file = isStranger ? undefined : await rooms.file(id, person, store, now());
      const act = file ? 'export' : 'refuse';
      const line = { at: now(), by: reader ?? 'link', act, subject: `file:${id.slice(0, 40)}` } as const;
      await store.commit({ now: now(), access: [line] });
      if (!file) throw new TokkiError('input', 'there is no such file');
      if ('text' in file) return { name: file.name, type: file.type, bytes: new TextEncoder().encode(file.text) };
      // Loaded when the first document is made: most desks make one a year.
      const { wordFile } = await import('./documents/word.ts');
      return { name: file.name, type: wordType, bytes: await wordFile(file) };
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
