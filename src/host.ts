/** What the desk offers to an adapter, put together from the Bot, the rooms and the store. */
import type { Bot } from './bot.ts';
import type { Rooms } from './desk.ts';
import { TokkiError } from './errors.ts';
import type { HistoryLine, Host } from './index.ts';
import { causeOf, type Log } from './log.ts';
import { guarded, watchJob } from './outbox.ts';
import type { Store } from './store/store.ts';
import type { Access, Person } from './types.ts';

export interface HostParts {
  readonly store: Store;
  readonly bot: Pick<Bot, 'receive' | 'turn' | 'lookEvery'>;
  readonly rooms: Pick<Rooms, 'form' | 'check' | 'file'>;
  readonly now: () => number;
  readonly log: Log;
}

/** What is older than this has been shown before. */
const fresh = 60_000;

/** True for a line that shows what is in a report. */
function isContent(line: HistoryLine): boolean {
  return 'reply' in line && /^(?:alert|summary|list)$/u.test(line.reply.kind);
}
/** A door tells of those whom it turns away no more often than that. */
const doorEvery = 60_000;
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function createHost({ store, bot, rooms, now, log }: HostParts): Host {
  const doors = new Map<string, number>();
  return {
    async refused(door) {
      const at = now();
      if (at - (doors.get(door) ?? Number.NEGATIVE_INFINITY) < doorEvery) return;
      doors.set(door, at);
      const access: Access = { at, by: `door:${door}`, act: 'refuse', subject: `door:${door}` };
      await store.commit({ now: at, access: [access], jobs: [watchJob(at)] });
    },
    receive: bot.receive,
    lookEvery: bot.lookEvery,
    people: () => store.people(),
    async person(named) {
      // No id and no mail address has NUL in it, and no database takes one.
      if (named.includes('\0')) return undefined;
      const person = (await store.person(named)) ?? (await store.personByMail(named));
      // The store looks for addresses regardless of width; whoever signs in is meant by the very letters.
      return person && isNamed(person, named) ? person : undefined;
    },
    personByMail: (mail) => store.personByMail(mail),
    knows: async (address) => (await store.conversation(address)) !== undefined,
    remember: async (contact) => void (await store.commit({ now: contact.at, contacts: [contact] })),
    contact: (address) => store.contact(address),
    contactByMail: (platform, mail) => store.contactByMail(platform, mail),
    async form(message) {
      const { form, access } = await rooms.form(await bot.turn(guarded(message)), store);
      if (access.length > 0) await store.commit({ now: now(), access, jobs: [watchJob(now())] });
      return form;
    },
    check: async (message) => rooms.check(await bot.turn(guarded(message)), store),
    async file(id, named, at) {
      const reader = named ?? (at === undefined ? undefined : (await store.conversation(at))?.person);
      const person = reader === undefined ? undefined : await store.person(reader);
      const isStranger = reader !== undefined && !person;
      const file = isStranger ? undefined : await rooms.file(id, person, store, now());
      const act = file ? 'export' : 'refuse';
      const line = { at: now(), by: reader ?? 'link', act, subject: `file:${file ? id : kindOf(id)}` } as const;
      await store.commit({ now: now(), access: [line], jobs: [watchJob(now())] });
      if (!file) throw new TokkiError('input', 'there is no such file');
      if ('text' in file) return { name: file.name, type: file.type, bytes: new TextEncoder().encode(file.text) };
      // Loaded when the first document is made: most desks make one a year.
      const { wordFile } = await import('./documents/word.ts');
      return { name: file.name, type: wordType, bytes: await wordFile(file) };
    },
    report: (error) => log.error('adapter.failed', causeOf(error)),
    async history(address, limit, after, by) {
      const stored = await store.history(address, limit, after);
      const lines = stored.flatMap(({ work, ...line }): HistoryLine[] => {
        if (work.kind === 'receive') return [{ ...line, address, message: work.message }];
        return work.kind === 'send' ? [{ ...line, address, reply: work.reply }] : [];
      });
      const at = now();
      if (by !== undefined && lines.some((line) => isContent(line) && line.at < at - fresh)) {
        const access: Access = { at, by, act: 'read', subject: `conversation:${address}` };
        await store.commit({ now: at, access: [access], jobs: [watchJob(at)] });
      }
      return lines;
    },
  };
}

function isNamed({ id, mail }: Person, name: string): boolean {
  return id === name || mail.toLowerCase() === name.toLowerCase();
}

/** What the log may say of a file that there is not: nothing that was made up, since nobody can erase it there. */
function kindOf(id: string): string {
  return /^(?:case:\d{4}-\d{4,8}:\d{1,6}$|csv(?=:)|training(?=:))/u.exec(id)?.[0] ?? '?';
}
