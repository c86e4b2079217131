/** The evidence of each kind, from the facts of this installation. Pure. */
import { readableDay } from '../guard/room.ts';
import { openPlaces, type Place, type PlaceName } from '../regions.ts';
import { inspect as words } from '../strings/inspect.ts';
import { filled, listed, say } from '../strings/say.ts';
import type { Lang, Text } from '../types.ts';
import type { Facts } from './facts.ts';

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

const kinds = {
  annex: ({ annex }) => (annex.verified ? good(words.annex, annexValues(annex)) : open(words.annexStale)),
  questions: ({ questions, keepDays }) => good(words.questions, { count: questions, days: keepDays.questions }),
  encryption: ({ sealed }) => good(words.encryption, { count: sealed.now + sealed.before }),
  keys: ({ keys, sealed }) => good(words.keys, { count: keys, before: sealed.before }),
  roles: ({ roles: { staff = 0, responsible = 0, admin = 0, auditor = 0 } }) =>
    good(words.roles, { staff, responsible, admin, auditor }),
  guard: () => good(words.guard),
  places: ({ places }) => ({ text: placesText(places), ok: openPlaces(places).length === 0 }),
  consent: (facts) => settled(facts, 'consent'),
  workplace: (facts) => settled(facts, 'workplace'),
  exports: ({ exports: count }) => good(words.exports, { count }),
  chain: ({ log }) =>
    log.broken !== undefined
      ? open(words.chainBroken, { line: log.broken })
      : log.since === undefined
        ? good(words.chainEmpty)
        : good(words.chain, { rows: log.rows, archived: log.archived, since: readableDay(log.since) }),
  retention: ({ keepDays }) => good(words.retention, { days: keepDays.log }),
  watch: ({ rules: count }) => good(words.watch, { count }),
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
  login: ({ login }) => good(login ? words.login : words.loginLocal),
  software: ({ software }) =>
    software.unverified > 0 ? open(words.softwareOpen, software) : good(words.software, software),
  files: ({ openFiles: count }) => (count > 0 ? open(words.filesOpen, { count }) : good(words.files)),
  ledger: ({ handled: count }) => good(words.ledger, { count }),
  contracts: ({ contracts }) => good(words.contracts, { names: contracts.join(', ') || '—' }),
  erasures: ({ erasures: count }) => good(words.erasures, { count }),
  terms: ({ keepDays }) => good(words.terms, { days: keepDays.questions, log: keepDays.log }),
  approvals: ({ requests, roles }) => {
    const count = (state: string) => requests.filter((one) => one.state === state).length;
    return (roles.admin ?? 0) < 2
      ? open(words.admins)
      : good(words.approvals, { done: count('done'), waiting: count('waiting') });
  },
  agencies: ({ agencies: count }) => good(words.agencies, { count }),
  training: ({ trained }) =>
    trained
      ? {
          ...good(words.training, { ...trained, rate: Math.floor((100 * trained.done) / Math.max(1, trained.all)) }),
          ok: trained.done === trained.all,
        }
      : open(words.trainingNone),
  incidents: ({ reports }) => good(words.incidents, reports),
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
  return ids.has(id) ? good(words.settled) : open(words.notSettled, { id });
}

const placeLabels: Readonly<Record<PlaceName, Text>> = {
  database: words.database,
  backup: words.backupPlace,
  hosting: words.hosting,
  model: words.model,
  slack: words.slack,
  teams: words.teams,
};

function placesText(places: readonly Place[]): Text {
  const inOne = (lang: Lang) =>
    listed(
      places.map((one) =>
        say(words.place, lang, { place: placeLabels[one.place][lang], region: regionText(one)[lang] }),
      ),
      lang,
    );
  return { ja: inOne('ja'), en: inOne('en') };
}

function regionText({ region, accepted, remote }: Place): Text {
  if (!remote && region === undefined) return words.here;
  const known = region === undefined ? words.undeclared : { ja: region, en: region };
  if (!accepted) return known;
  const inOne = (lang: Lang) => say(words.acceptedPlace, lang, { region: known[lang] });
  return { ja: inOne('ja'), en: inOne('en') };
}
