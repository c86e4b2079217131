/** Rules about what stands on the platforms: alerts, names, and what came more than once. */
import type { Evidence } from './evidence.ts';
import type { Seen } from './platform.ts';

/** Escalations come later and are others; a repeat has the same key. */
export function missingAlerts({ reports, told, jobs }: Evidence): readonly string[] {
  return told.flatMap(({ person, platform, seen }) => {
    const keys = seen.map(({ key }) => key).filter((key) => /^alert:\d{4}-\d{4,}:[^:]+>/u.test(key));
    const alerts = Map.groupBy(new Set(keys), (key) => key.split(':')[1]);
    return reports.flatMap(({ number }) => {
      const found = alerts.get(number) ?? [];
      if (found.length === 1) return [];
      const states = [...jobs].filter(([key]) => key.startsWith(`alert:${number}:${person}>${platform}:`));
      const known = states.map(([key]) => stateOf(jobs, key)).join(', ') || 'no job';
      return [`${number}: ${found.length} alerts to ${person} on ${platform} (${known})`];
    });
  });
}

export function nameless(evidence: Evidence): readonly string[] {
  return shownTo(evidence).flatMap(({ who, seen }) =>
    seen.flatMap(({ key }) => (evidence.jobs.has(key) ? [] : [`${who} was shown something under ${key || 'no key'}`])),
  );
}

/** How long the desk may take to note that a post has arrived, in milliseconds. */
const noting = 3_000;
/** How long a database takes to answer again after it was started, or a post to arrive that was under way. */
const after = 5_000;

/**
 * A send whose arrival the desk could not know comes again under the same key: nobody told it, or it was stopped or without
 * its store before it could note that. It never comes more often than it was tried.
 */
export function tooOften(evidence: Evidence): readonly string[] {
  const isInDoubt = ({ heard }: Seen) =>
    heard === undefined || evidence.troubles.some(({ from, to }) => from - noting <= heard && heard <= to + after);
  return shownTo(evidence).flatMap(({ who, repeats, seen }) =>
    [...Map.groupBy(seen, ({ key }) => key)].flatMap(([key, copies]) => {
      const doubts = repeats === 'none' ? 0 : copies.slice(0, -1).filter(isInDoubt).length;
      const allowed = Math.min(1 + doubts, Math.max(1, evidence.jobs.get(key)?.attempt ?? 1));
      return copies.length <= allowed ? [] : [`${who} was shown ${key} ${copies.length} times, ${allowed} may be`];
    }),
  );
}

/** How many of the Replies that were shown had been shown before, by platform. */
export function repeatsOf(evidence: Evidence): Readonly<Record<string, number>> {
  const platforms = Map.groupBy(shownTo(evidence), ({ platform }) => platform);
  const again = (seen: readonly Seen[]) => seen.length - new Set(seen.map(({ key }) => key)).size;
  const counts = [...platforms].map(([platform, all]) => [
    platform,
    all.reduce((sum, { seen }) => sum + again(seen), 0),
  ]);
  return Object.fromEntries(counts);
}

/** What each person was shown on one platform. */
function shownTo({ people, conversations, told }: Evidence) {
  const alerted = told.map(({ person, ...rest }) => ({ who: `${person} on ${rest.platform}`, ...rest }));
  const talked = people.map(({ id: who, platform: { name: platform, repeats } }) => {
    const seen = conversations.get(who)?.seen ?? [];
    return { who, platform, repeats, seen };
  });
  return [...talked, ...alerted];
}

export function stateOf(jobs: Evidence['jobs'], key: string): string {
  const job = jobs.get(key);
  return job ? `${job.state} after ${job.attempt} attempts ${job.reason}`.trim() : 'no job';
}
