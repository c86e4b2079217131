/** The jobs that a Message or an Outcome becomes. Pure. */

import type { Limited } from './intake.ts';
import { guard } from './knowledge/privacy.ts';
import type { Job, Lane, NewJob } from './store/store.ts';
import { desk } from './strings/desk.ts';
import { say } from './strings/say.ts';
import type {
  Access,
  Address,
  Choice,
  Lang,
  Message,
  Outcome,
  PersonalKind,
  Records,
  Reply,
  Timer,
  Turn,
} from './types.ts';

export function platformOf(address: Address): string {
  return address.slice(0, address.indexOf(':'));
}

export function laneOf({ urgent = false, work: { kind }, address }: Pick<Job, 'urgent' | 'work' | 'address'>): Lane {
  return { urgent, kind, platform: platformOf(address) };
}

export function sendJob(key: string, address: Address, reply: Reply, due: number, urgent = false) {
  // An alert has a group of its own: a conversation that is stuck must not hold it up.
  const group = urgent ? `urgent:${address}` : `out:${address}`;
  return { key, group, address, due, urgent, work: { kind: 'send', to: address, reply } } as const;
}

export function timerJob(timer: Timer): NewJob {
  const { key, name, due } = timer;
  // What falls due does not wait behind what is to be sent: an escalation, the rest of a daily run.
  return { key, group: key, address: `timer:${name}`, due, urgent: true, work: { kind: 'timer', timer } };
}

/** The HTTP request that a job goes back to; what falls due by itself goes back to none. */
export function requestOf({ work }: Pick<Job, 'work'>): string | undefined {
  return work.kind === 'timer' ? undefined : work.request;
}

/** The same job, which says in each line of the log to which request it goes back. */
export function traced({ work, ...job }: NewJob, request: string | undefined): NewJob {
  const isTraced = request !== undefined && work.kind !== 'timer';
  return { ...job, work: isTraced ? { ...work, request } : work };
}

/** Tells who has sent too many. The key is that of the minute: it is said once. */
export function limitJob({ address, user, private: alone }: Message, { key, limit }: Limited, lang: Lang, due: number) {
  const only = alone ? {} : { only: user };
  const reply: Reply = { kind: 'notice', lang, text: say(desk.tooMany, lang, { limit }), ...only };
  return sendJob(`${key}>${address}`, address, reply, due);
}

const watchEvery = 300_000;

/** Looks at what the access log has got since the last look; armed by each commit that writes to it, so at most once. */
export function watchJob(now: number): NewJob {
  const since = now - (now % watchEvery);
  const due = since + watchEvery;
  return timerJob({ key: `guard:watch:${since}`, name: 'guard:watch', subject: String(since), due });
}

/** Whoever tells the desk something writes to it, whichever room takes it; what rooms log themselves comes first. */
export function accessOf({ message, conversation: before, person, now }: Turn, outcome: Outcome): readonly Access[] {
  const { question, conversation: after } = outcome;
  // Moved to where nobody else reads, it comes again.
  const masked = outcome.inPrivate ? undefined : message.masked;
  const access = writesOf(outcome, person.id, now);
  const write = (subject: string): Access => ({ at: now, by: person.id, act: 'write', subject });
  const isTold = after.form !== undefined && after.form.told !== before.form?.told;
  const isAnswered = after.form !== undefined && after.form.answers !== before.form?.answers;
  return [
    ...access,
    ...(masked ? [write(`masked:${masked.join(',')}`)] : []),
    ...(question ? [write('question')] : []),
    ...(after.form && (isTold || isAnswered) ? [write(`form:${after.form.form}`)] : []),
  ];
}

/** What the records write, told by the room or not. @param by whose records they are */
export function writesOf(records: Records, by: string, at: number): readonly Access[] {
  const { access = [], questionEvents = [], assignments = [], sessions = [] } = records;
  const { trainings = [], trainingEvents = [], reminders = [] } = records;
  const lessons = [assignments, sessions, trainings, trainingEvents, reminders].flat().length;
  const isTold = access.some(({ act, subject }) => act === 'write' && subject.startsWith('training'));
  const subjects = [
    ...new Set(questionEvents.map(({ question }) => `question:${question}`)),
    ...(lessons > 0 && !isTold ? ['training'] : []),
  ];
  return [...access, ...subjects.map((subject) => ({ at, by, act: 'write', subject }) as const)];
}

/** The same Message at the address where nobody else reads; none where the platform gives no such address. */
export function moveJob(job: string, { direct: address, ...message }: Message, due: number): readonly NewJob[] {
  if (address === undefined) return [];
  const key = `${job}>private`;
  const work = { kind: 'receive', message: { ...message, key, address, private: true } } as const;
  return [{ key, group: `in:${address}`, address, due, work }];
}

/** More than any room takes: each asks for something shorter, and masking a book would hold up everybody else. */
const longest = 8_000;

/** Personal data of data subjects is masked before anything is stored (DESIGN §8); the desk tells the person. */
export function guarded(message: Message): Message {
  const found = new Set<PersonalKind>();
  const mask = (text: string): string => {
    const kept = text.slice(0, longest);
    const seen = guard(kept);
    for (const { kind } of seen.found) found.add(kind);
    return seen.found.length > 0 ? seen.masked : kept;
  };
  const { text, choice } = message;
  const clean = {
    ...message,
    ...(text !== undefined && { text: mask(text) }),
    ...(choice && { choice: maskedChoice(choice, mask) }),
  };
  return found.size === 0 ? clean : { ...clean, masked: [...found] };
}

/** What no id can hold, no database either, is left out of one: it then means nothing to any room. */
const noId = /[\p{Cc}\p{Cs}]/gu;

function maskedChoice({ id, values, fields, ...choice }: Choice, mask: (text: string) => string): Choice {
  const masked = Object.entries(fields ?? {}).map(([id, given]) => [id, given.map(mask)] as const);
  return {
    ...choice,
    id: id.replace(noId, ''),
    ...(values && { values: values.map(mask) }),
    ...(fields && { fields: Object.fromEntries(masked) }),
  };
}
