/** A year of a company of 200 people: who is there, who learns when, and a clock that jumps to what falls due next. */
import { createBot } from '../../src/bot.ts';
import { isoOf, momentOf, readIso } from '../../src/forms/calendar.ts';
import { timerJob } from '../../src/outbox.ts';
import { createCipher, newKey, parseKeys } from '../../src/store/crypt.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { fulfil } from '../../src/training/finish.ts';
import { armed, assigning, onTimer } from '../../src/training/run.ts';
import type { Person, Reply, TrainingRecord } from '../../src/types.ts';
import { course, deps } from './samples.ts';

const dayLength = 86_400_000;
const courses = [
  course('基本'),
  course('派遣', {
    audience: { roles: ['staff'], dispatched: true },
    validity: { onStart: { days: 14 }, everyMonths: 6 },
  }),
];
const year = deps(courses, ['2026-08-13', '2026-08-14']);

/** The start of a day in Japan. */
export function at(iso: string): number {
  const moment = readIso(iso);
  return ((moment?.day ?? 0) * 1440 + (moment?.minute ?? 0)) * 60_000 - 9 * 3_600_000;
}

const two = (n: number) => `p${String(n).padStart(3, '0')}`;

/** Ten groups of twenty; the first of each leads it, and answers to p000. The last person is the administrator. */
export function staff(n: number): Person {
  const lead = Math.floor(n / 20) * 20;
  const manager = n === 0 || n === 199 ? undefined : n === lead ? two(0) : two(lead);
  const abroad = n === 30 ? 'Europe/Berlin' : n === 31 ? 'America/New_York' : undefined;
  return {
    id: two(n),
    name: `社員${n}`,
    mail: `${two(n)}@example.jp`,
    role: n === 199 ? 'admin' : n === lead ? 'responsible' : 'staff',
    lang: n % 25 === 3 ? 'en' : 'ja',
    contracts: n % 50 === 7 ? ['K1', 'K2'] : [`K${(lead / 20) % 4}`],
    ...(manager !== undefined && { manager }),
    ...(n % 9 === 4 && { agency: '人材社' }),
    ...(abroad !== undefined && { zone: abroad, calendar: 'weekdays' as const }),
  };
}

/** After how many days a person takes a course; some need to be reminded, one in fifty never does it. */
function patience(n: number): number {
  const kind = n % 10;
  if (kind < 6) return 1 + (n % 3);
  if (kind < 8) return 15;
  if (kind === 8) return 25;
  return n % 50 === 9 ? Number.POSITIVE_INFINITY : 40;
}

interface Instance {
  readonly store: Store;
  drain(): Promise<void>;
}

export interface Year {
  /** What was sent, a line each, in the order of time and person. */
  lines(): readonly string[];
  run(until: number): Promise<void>;
  /** Nothing runs until then. */
  sleep(until: number): void;
  change(people: readonly Person[], leavers: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** @param file where the two instances meet */
export async function startYear(file: string, from: number): Promise<Year> {
  const cipher = createCipher(parseKeys(newKey()));
  const clock = { now: from };
  const sent: { at: number; to: string; reply: Reply }[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const instances: Instance[] = [];
  for (const _ of [1, 2]) {
    const store = await openSqlite(file, cipher);
    const adapter = {
      name: 'fake',
      start: async () => undefined,
      stop: async () => undefined,
      direct: (person: Person) => `fake:${person.id}`,
      send: async (to: string, reply: Reply) => void sent.push({ at: clock.now, to, reply }),
    };
    const bot = createBot({
      store,
      handler: async ({ conversation }) => ({ conversation, replies: [] }),
      onTimer: (timer, desk, now) => onTimer(year, timer, desk, now),
      adapters: [adapter],
      now: () => clock.now,
      log,
    });
    instances.push({ store, drain: bot.drain });
  }
  const [{ store }] = instances as [Instance, Instance];

  async function arm(occasion: number): Promise<void> {
    const zones = await store.zones();
    const timers = [...armed(year, zones, clock.now), ...assigning(year, zones, clock.now, occasion)];
    await store.commit({ now: clock.now, jobs: timers.map(timerJob) });
  }

  /** In the afternoon those learn whose patience has run out. */
  async function learn(): Promise<void> {
    const { day } = momentOf(clock.now);
    const people = await store.trainees({ limit: 1_000 });
    for (const { person, assignments } of people) {
      const ready = assignments.filter(
        (one) => one.closed === undefined && day - one.since >= patience(Number(person.id.slice(1))),
      );
      for (const { course: id } of ready) {
        const record: TrainingRecord = {
          id: `T${day}-${person.id}-${id}`,
          person: person.id,
          course: id,
          version: 1,
          material: 'x',
          at: clock.now,
          means: 'chat',
          minutes: 12,
          lang: person.lang,
        };
        await store.commit({ now: clock.now, ...(await fulfil({ desk: store, today: day }, record)) });
      }
    }
  }

  return {
    lines: () =>
      sent
        .map(({ at: when, to, reply }) => `${isoOf(momentOf(when)).replace('T', ' ')} ${to.slice(5)} ${shown(reply)}`)
        .sort(),
    async run(until) {
      await Promise.all(instances.map(({ drain }) => drain()));
      while (clock.now < until) {
        const afternoon = (Math.floor((clock.now - 6 * 3_600_000) / dayLength) + 1) * dayLength + 6 * 3_600_000;
        const due = (await store.nextDue()) ?? until;
        clock.now = Math.min(Math.max(due, clock.now + 1), afternoon, until);
        if (clock.now === afternoon) await learn();
        await Promise.all(instances.map(({ drain }) => drain()));
      }
    },
    sleep(until) {
      clock.now = until;
    },
    async change(people, leavers) {
      await store.commit({ now: clock.now, people, leavers });
      await arm(clock.now);
    },
    async close() {
      for (const one of instances) await one.store.close();
    },
  };
}

function shown({ title, facts = [], sections = [] }: Reply): string {
  const all = [{ title: '', facts }, ...sections];
  const parts = all.map((section) => {
    const lines = (section.facts ?? []).map(({ label, value }) => `${label}: ${value}`);
    const head =
      'text' in section && section.text && section.title !== ''
        ? `［${section.title}］${section.text.split('\n')[0]}`
        : '';
    return [head, ...lines].filter(Boolean).join('; ');
  });
  return `${title ?? ''} | ${parts.filter(Boolean).join(' | ')}`;
}
