/** The backup of each night and its rehearsal of each month (6.8.6): when, how often they are tried, who is told of a failure. */
import { TokkiError, tokkiError } from '../errors.ts';
import { scopeOf } from '../rights.ts';
import { guard as words } from '../strings/guard.ts';
import { say } from '../strings/say.ts';
import type { Access, Desk, Person, Post, Records, Text, Timer } from '../types.ts';
import { monthOf } from './report.ts';
import { adminAct, type Copies, type GuardDeps, readableDay, self } from './room.ts';
import { daysAfter } from './terms.ts';

const minute = 60_000;
/** 2:15 in the morning in Japan, in milliseconds since midnight. */
const timeOfNight = 135 * minute;
const tries = 5;
/** A disk that is full or away may be back by then. */
const between = 10 * minute;

type Kind = 'keep:backup' | 'keep:rehearse';

interface Work {
  readonly what: keyof typeof words.copyFailed;
  readonly run: (copies: Copies, now: number) => Promise<Records>;
}

const works: Readonly<Record<Kind, Work>> = {
  'keep:backup': {
    what: 'backup',
    async run(copies, now) {
      const { made, removed } = await copies.make();
      const line = (act: Access['act'], at: number): Access => ({ at: now, by: self, act, subject: `backup:${at}` });
      const month = monthOf(now);
      return {
        access: [line('copy', made), ...removed.map((at) => line('erase', at))],
        // The key is that of the month: the first backup of a month is rehearsed, no other.
        timers: [attempt('keep:rehearse', month, 1, now)],
      };
    },
  },
  'keep:rehearse': {
    what: 'rehearsal',
    async run(copies, now) {
      await copies.rehearse();
      return { access: [adminAct(self, 'rehearsal', now)] };
    },
  },
};

/** @param of the day or the month: with it in the key, each is begun once by however many instances */
function attempt(name: Kind, of: string, number: number, due: number): Timer {
  const subject = `${of}:${number}`;
  return { key: `${name}:${subject}`, name, subject, due };
}

/** The next night after now; none where no place for backups is configured. */
export function nightly({ copies }: GuardDeps, now: number): readonly Timer[] {
  if (!copies) return [];
  const night = readableDay(daysAfter(now, 1) - timeOfNight);
  return [attempt('keep:backup', night, 1, Date.parse(`${night}T00:00:00+09:00`) + timeOfNight)];
}

/** What fails is tried again a little later; the next night is armed whatever comes of this one. */
export async function keepCopy(deps: GuardDeps, timer: Timer, desk: Desk, now: number): Promise<Records> {
  const name: Kind = timer.name === 'keep:rehearse' ? 'keep:rehearse' : 'keep:backup';
  const next = name === 'keep:backup' ? nightly(deps, now) : [];
  const { timers = [], ...records } = await tried(deps, name, timer.subject, desk, now);
  return { ...records, timers: [...timers, ...next] };
}

async function tried({ copies }: GuardDeps, name: Kind, subject: string, desk: Desk, now: number): Promise<Records> {
  const { what, run } = works[name];
  try {
    if (!copies) throw new TokkiError('config', 'BACKUP_DIR is not set');
    return await run(copies, now);
  } catch (error) {
    const [of = '', number] = subject.split(':');
    if (Number(number) < tries) return { timers: [attempt(name, of, Number(number) + 1, now + between)] };
    const told = (await desk.people()).filter((person) => scopeOf(person, 'watch.get') === 'all');
    const cause = causeOfFailure(error);
    return { posts: told.map((to) => failed(to, `guard:${what}:${of}:${to.id}`, what, cause)) };
  }
}

/** The cause in words; whoever can read codes finds them in the log. */
export function causeOfFailure(error: unknown): Text {
  const causes: Readonly<Record<string, Text>> = words.copyCauses;
  return causes[tokkiError(error)?.code ?? ''] ?? words.copyCauses.other;
}

function failed({ id: to, lang }: Person, key: string, what: Work['what'], cause: Text): Post {
  const { title, advice } = words.copyFailed[what];
  const text = `${say(words.copyFailedText, lang, { tries, cause: cause[lang] })}\n${advice[lang]}`;
  return { key, to, urgent: true, reply: { kind: 'alert', lang, title: title[lang], text } };
}
