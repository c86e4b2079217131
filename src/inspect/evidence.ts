/** The evidence of each kind, from the facts of this installation. Pure. */
import { readableDay } from '../guard/room.ts';
import { openPlaces } from '../regions.ts';
import { personalKinds } from '../strings/common.ts';
import { inspect as words } from '../strings/inspect.ts';
import { filled } from '../strings/say.ts';
import type { Text } from '../types.ts';
import type { Facts } from './facts.ts';
import { placesText } from './places.ts';

export interface Evidence {
  readonly text: Text;
  /** False where something is to be done. */
  readonly ok: boolean;
}

const day = 86_400_000;
const good = (text: Text, values: Readonly<Record<string, string | number>> = {}): Evidence => ({
  text: filled(text, values),
  ok: true,
});
const open = (text: Text, values: Readonly<Record<string, string | number>> = {}): Evidence => ({
  text: filled(text, values),
  ok: false,
});

/** A day as the value that the sentences call `at`. */
const on = (at: number) => ({ at: readableDay(at) });

const kinds = {
  annex: ({ annex }) => (annex.verified ? good(words.annex, annexValues(annex)) : open(words.annexStale)),
  questions: ({ questions, keepDays }) => good(words.questions, { count: questions, days: keepDays.questions }),
  encryption: ({ sealed }) => good(words.encryption, { count: sealed.now + sealed.before }),
  keys: ({ keys, sealed, rotated }) => {
    const values = { count: keys, before: sealed.before };
    return rotated === undefined ? good(words.keys, values) : good(words.keysChanged, { ...values, ...on(rotated) });
  },
  roles: ({ roles: { staff = 0, responsible = 0, admin = 0, auditor = 0 } }) => {
    const values = { staff, responsible, admin, auditor };
    return responsible === 0 || admin < 2 || auditor === 0 ? open(words.rolesOpen, values) : good(words.roles, values);
  },
  guard: ({ masked }) => good(words.guard, { kinds: Object.keys(personalKinds).length, masked }),
  places: ({ places }) => ({ text: placesText(places), ok: openPlaces(places).length === 0 }),
  consent: (facts) => settled(facts, 'consent'),
  workplace: (facts) => settled(facts, 'workplace'),
  machine: (facts) => settled(facts, 'machine'),
  keyCopy: (facts) => settled(facts, 'keys'),
  phone: (facts) => settled(facts, 'incident'),
  end: (facts) => settled(facts, 'end'),
  exports: ({ exports: count }) => good(words.exports, { count }),
  chain: ({ log }) =>
    log.broken !== undefined
      ? open(words.chainBroken, { line: log.broken })
      : log.since === undefined
        ? good(words.chainEmpty)
        : good(words.chain, { rows: log.rows, archived: log.archived, since: readableDay(log.since) }),
  retention: ({ keepDays }) => good(words.retention, { days: keepDays.log }),
  watch: ({ rules, alerts, refusals }) => good(words.watch, { rules, alerts, refusals }),
  digest: ({ lastDigest, log, now }) =>
    lastDigest
      ? good(words.digest, { month: lastDigest })
      : { text: words.digestNone, ok: (log.since ?? now) > now - 32 * day },
  backup: ({ backups: count, lastBackup, now }) =>
    lastBackup === undefined
      ? open(words.backupNone)
      : now - lastBackup > 2 * day
        ? open(words.backupOld, { at: readableDay(lastBackup) })
        : good(words.backup, { count, at: readableDay(lastBackup) }),
  rehearsal: ({ lastRehearsal, now }) =>
    lastRehearsal === undefined
      ? open(words.rehearsalNone)
      : now - lastRehearsal > 100 * day
        ? open(words.rehearsalOld, { at: readableDay(lastRehearsal) })
        : good(words.rehearsal, { at: readableDay(lastRehearsal) }),
  people: ({ contracts, orphans, roles }) => {
    const people = Object.values(roles).reduce((sum, count) => sum + count, 0);
    if (people === 0) return open(words.noPeople);
    return orphans.length > 0
      ? open(words.orphans, { names: orphans.join(', ') })
      : good(words.people, { contracts: contracts.length, people });
  },
  login: ({ login: { header, slack, teams } }) => {
    const platforms = [...(slack ? ['Slack'] : []), ...(teams ? ['Teams'] : [])].join(', ') || '—';
    return header === undefined ? open(words.loginLocal, { platforms }) : good(words.login, { header, platforms });
  },
  software: ({ software }) =>
    software.unverified > 0 ? open(words.softwareOpen, software) : good(words.software, software),
  files: ({ files: { all, open: count } }) =>
    count > 0 ? open(words.filesOpen, { count }) : good(words.files, { all }),
  ledger: ({ handled: count }) => good(words.ledger, { count }),
  contracts: ({ contracts }) => good(words.contracts, { count: contracts.length, names: contracts.join(', ') || '—' }),
  erasures: ({ erasures: count, lastErasure }) =>
    lastErasure === undefined ? good(words.erasuresNone) : good(words.erasures, { count, ...on(lastErasure) }),
  terms: ({ keepDays, expired: count }) => good(words.terms, { days: keepDays.questions, log: keepDays.log, count }),
  approvals: ({ requests, roles }) => {
    const count = (state: string) => requests.filter((one) => one.state === state).length;
    return (roles.admin ?? 0) < 2
      ? open(words.admins)
      : good(words.approvals, { done: count('done'), waiting: count('waiting') });
  },
  agencies: ({ dispatched }) => ({ ...good(words.agencies, dispatched), ok: dispatched.open === 0 }),
  training: ({ trained }) =>
    trained
      ? {
          ...good(words.training, { ...trained, rate: Math.floor((100 * trained.done) / Math.max(1, trained.all)) }),
          ok: trained.done === trained.all,
        }
      : open(words.trainingNone),
  incidents: ({ reports: { all, open: left, reported, late } }) => ({
    ...good(words.incidents, { all, left, reported, late }),
    ok: late === 0,
  }),
  measures: ({ reports: { all, contained, persons } }) => good(words.measures, { all, contained, persons }),
  prevention: ({ reports: { all, cause, prevented, published } }) =>
    good(words.prevention, { all, cause, prevented, published }),
  list: ({ imports: { count, last } }) =>
    last === undefined ? open(words.listNone) : good(words.list, { count, ...on(last) }),
  inspections: ({ inspections: { count, last } }) =>
    last === undefined ? good(words.inspectionsNone) : good(words.inspections, { count, ...on(last) }),
} satisfies Readonly<Record<string, (facts: Facts) => Evidence>>;

export type EvidenceName = keyof typeof kinds;
export const evidenceNames = Object.keys(kinds) as readonly EvidenceName[];

export function evidenceOf(name: EvidenceName, facts: Facts): Evidence {
  return kinds[name](facts);
}

function annexValues({ edition, provisions }: Facts['annex']) {
  return { edition, provisions };
}

function settled({ settled: ids }: Facts, id: string): Evidence {
  const at = ids.get(id);
  return at === undefined ? open(words.notSettled, { id }) : good(words.settled, { id, ...on(at) });
}
