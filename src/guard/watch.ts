/** Looks at new lines of the access log and tells the administrators what is unusual (6.8.3.c). */
import { scopeOf } from '../rights.ts';
import { guard as words } from '../strings/guard.ts';
import { say } from '../strings/say.ts';
import type { Desk, LogReader, Person, Post, Records, Timer } from '../types.ts';
import { adminAct, type GuardDeps, machine, nameOf, readableDay, readableTime, self } from './room.ts';
import { type Catch, caught, reachOf, wakers } from './rules.ts';

/** @param timer its subject is the instant from which on lines are new */
export async function watch({ log, rules }: GuardDeps, timer: Timer, desk: Desk, now: number): Promise<Records> {
  const fresh = Number(timer.subject);
  const since = fresh - reachOf(rules);
  const lines = await log.accesses({ since, until: now + 1, limit: 20_000 });
  // What the desk does by itself, its backup at night for instance, is nobody's access.
  const who = [...new Set(lines.filter(({ at, by }) => at >= fresh && by !== 'tokki').map(({ by }) => by))];
  const theirs = lines.filter(({ by }) => who.includes(by));
  const people = await desk.people();
  const woken = wakers(rules, theirs);
  // An account is what somebody was given: each guest and each door would have the whole archive read for nothing.
  const old = who.filter((id) => woken.has(id) && (machine.test(id) || people.some((person) => person.id === id)));
  const seen = await log.lastSeen(since, who, old);
  const found = caught(rules, theirs, seen).filter(({ last }) => last >= fresh);
  if (found.length === 0) return {};
  const told = people.filter((person) => scopeOf(person, 'watch.get') === 'all');
  return {
    posts: found.flatMap((one) => told.map((to) => alert(one, to, people))),
    access: (await newToday(log, found, now)).map((subject) => adminAct(self, subject, now)),
  };
}

/** What goes on for hours is one line a day, as it is one alert. */
async function newToday(log: LogReader, found: readonly Catch[], now: number): Promise<readonly string[]> {
  const midnight = Date.parse(`${readableDay(now)}T00:00:00+09:00`);
  const known = await log.accesses({ since: midnight, acts: ['admin'], subject: 'watch:', limit: 10_000 });
  const told = new Set(known.map(({ subject }) => subject));
  return found.map(({ rule, by }) => alertSubject(rule.id, by)).filter((subject) => !told.has(subject));
}

/** The alert as a line of the log: what the readiness report counts, and the digest of the month. */
function alertSubject(rule: string, by: string): string {
  return `watch:${rule}:${by}`;
}

/** One alert a day for each rule and person: what goes on is not told again every five minutes. */
function alert({ rule, by, count, first, last }: Catch, to: Person, people: readonly Person[]): Post {
  const { lang } = to;
  const values = { name: nameOf(by, people, lang), count, from: readableTime(first), to: readableTime(last) };
  return {
    key: `guard:watch:${rule.id}:${by}:${readableDay(last)}:${to.id}`,
    to: to.id,
    urgent: true,
    reply: {
      kind: 'alert',
      lang,
      title: rule.title[lang],
      text: `${say(words.watchText, lang, values)}\n${rule.advice[lang]}`,
    },
  };
}
