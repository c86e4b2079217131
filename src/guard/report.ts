/** The digest as people read it, and getting it: monthly by itself, or when an auditor asks. */
import { civilOf, dayNumber, momentOf } from '../forms/calendar.ts';
import { scopeOf } from '../rights.ts';
import { guard as words } from '../strings/guard.ts';
import { listed, say } from '../strings/say.ts';
import type { Desk, Fact, Lang, LogReader, Person, Records, Reply } from '../types.ts';
import { type Digest, digestOf, type Share } from './digest.ts';
import { adminAct, type GuardDeps, nameOf } from './room.ts';

const day = 86_400_000;
const jst = 9 * 3_600_000;

/** When a month begins in Japan. @param month `2026-11` */
export function monthStart(month: string, later = 0): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + later;
  return (dayNumber(Math.floor(months / 12), (months % 12) + 1, 1) ?? 0) * day - jst;
}

export function monthOf(at: number): string {
  const { year, month } = civilOf(momentOf(at).day);
  return `${year}-${String(month).padStart(2, '0')}`;
}

export async function readDigest(log: LogReader, people: readonly Person[], month: string, now: number) {
  const [since, end] = [monthStart(month), monthStart(month, 1)];
  const until = Math.min(end, now + 1);
  const [tallies, seen, head] = [await log.tally(since, until), await log.lastSeen(until), await log.logHead()];
  const alerts = (await log.accesses({ since, until, acts: ['admin'], subject: 'watch:', limit: 10_000 })).length;
  return digestOf({ month, tallies, people, seen, alerts, log: head, until });
}

/** @param month the one that is over */
export async function sendDigest({ log }: GuardDeps, month: string, desk: Desk, now: number): Promise<Records> {
  const people = await desk.people();
  const digest = await readDigest(log, people, month, now);
  const told = people.filter((person) => scopeOf(person, 'digest.get') === 'all');
  return {
    posts: told.map((to) => ({
      key: `guard:digest:${month}:${to.id}`,
      to: to.id,
      reply: digestReply(digest, people, to.lang),
    })),
    access: [adminAct('tokki', `digest:${month}`, now)],
  };
}

export function digestReply(digest: Digest, people: readonly Person[], lang: Lang): Reply {
  return {
    kind: 'summary',
    lang,
    title: say(words.digestTitle, lang, { month: digest.month }),
    text: words.digestText[lang],
    facts: digestFacts(digest, people, lang),
  };
}

export function digestFacts(digest: Digest, people: readonly Person[], lang: Lang): readonly Fact[] {
  const { rows, hash, archived } = digest.log;
  const shared = (all: readonly Share[]) =>
    listed(
      all.map(({ by, count }) => say(words.times, lang, { name: nameOf(by, people, lang), count })),
      lang,
    ) || words.none[lang];
  return [
    { label: words.total[lang], value: digest.total.toLocaleString('en-US') },
    { label: words.readers[lang], value: shared(digest.readers) },
    { label: words.night[lang], value: shared(digest.night) },
    { label: words.exporters[lang], value: shared(digest.exporters) },
    { label: words.refused[lang], value: shared(digest.refused) },
    { label: words.watched[lang], value: digest.alerts.toLocaleString('en-US') },
    { label: words.erased[lang], value: (digest.acts.erase ?? 0).toLocaleString('en-US') },
    { label: words.dormant[lang], value: dormant(digest.dormant, people, lang) },
    { label: words.chain[lang], value: say(words.chainValue, lang, { rows, hash: hash.slice(0, 16), archived }) },
  ];
}

const namesAtMost = 10;

function dormant(ids: readonly string[], people: readonly Person[], lang: Lang): string {
  if (ids.length === 0) return words.none[lang];
  const names = listed(
    ids.slice(0, namesAtMost).map((id) => nameOf(id, people, lang)),
    lang,
  );
  const count = ids.length - namesAtMost;
  return count > 0 ? say(words.more, lang, { names, count }) : names;
}
