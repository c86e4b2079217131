/**
 * Receives Messages, has them handled, commits what was decided and sends it. The only caller of adapters.
 * Nothing is acknowledged before it is stored, nothing is sent before it is committed (DESIGN §4).
 */
import { createAgain } from './again.ts';
import { neverBack } from './clock.ts';
import { TokkiError, tokkiError } from './errors.ts';
import { createInTurn } from './in-turn.ts';
import type { Adapter, Received } from './index.ts';
import type { Intake, Limited } from './intake.ts';
import { createTellLimited } from './limited.ts';
import { causeOf, type Log, originOf } from './log.ts';
import { type Metrics, unmeasured } from './metrics.ts';
import {
  accessOf,
  guarded,
  moveJob,
  platformOf,
  requestOf,
  sendJob,
  timerJob,
  traced,
  watchJob,
  writesOf,
} from './outbox.ts';
import { createRefused, delayAfter } from './retries.ts';
import { alone, type Signals } from './signals.ts';
import type { Commit, Job, NewJob, Store } from './store/store.ts';
import { common } from './strings/common.ts';
import { createThrottle } from './throttle.ts';
import type {
  Address,
  Handler,
  Message,
  Outcome,
  Person,
  Post,
  Records,
  Reply,
  Timer,
  TimerHandler,
  Turn,
} from './types.ts';
import { createWorker, type Worker } from './worker.ts';

export interface BotParts {
  readonly store: Store;
  readonly handler: Handler;
  readonly onTimer: TimerHandler;
  readonly adapters: readonly Adapter[];
  readonly now: () => number;
  readonly log: Log;
  /** Without one, every Message is taken. */
  readonly intake?: Intake;
  readonly signals?: Signals;
  readonly metrics?: Metrics;
}

export interface Bot extends Pick<Worker, 'start' | 'stop' | 'drain'> {
  /** Stores the Message; a repeated delivery of the same key changes nothing. */
  receive(message: Message): Promise<Received>;
  /** The Message with what is known now, to read and decide without storing anything. */
  turn(message: Message): Promise<Turn>;
  /** How often to look for what another instance may have done, in milliseconds. */
  lookEvery(): number;
}

const conflicts = 5;
/** How long to sleep where nobody tells that there is work, and where others do. */
const polls = { none: 1_000, down: 1_000, up: 5_000 } as const;

/** What is stored when a job is done. */
type Decided = Commit & { readonly jobs: readonly NewJob[] };

export function createBot(parts: BotParts): Bot {
  const { store, handler, onTimer, adapters, log, intake, signals = alone, metrics = unmeasured } = parts;
  const now = neverBack(parts.now);
  const again = createAgain(conflicts, createInTurn());
  const againInTurn = createAgain(conflicts, store.inTurn);
  const refused = createRefused();
  const throttled = createThrottle(now);
  const tellLimited = createTellLimited({ store, now, log, metrics });
  const platforms = new Map(adapters.map((adapter) => [adapter.name, adapter]));
  const lookEvery = () => polls[signals.state()];
  /** The key of the last watch that is stored. */
  let watched: string | undefined;
  const worker = createWorker({
    store,
    now,
    log,
    step,
    poll: lookEvery,
    onFull: () => signals.tell({ about: 'work' }),
  });
  signals.hear((signal) => {
    if (signal.about === 'work') worker.wake();
    else platforms.get(platformOf(signal.address))?.hear?.(signal.address);
  });

  async function receive(said: Message): Promise<Received> {
    const platform = platformOf(said.address);
    const limited = await admit(said);
    if (limited) {
      await tellLimited(said, limited);
      worker.wake();
      return 'limited';
    }
    const message = guarded(said);
    const { key, address } = message;
    const job: NewJob = { key, group: `in:${address}`, address, due: now(), work: { kind: 'receive', message } };
    const jobs = [traced(job, originOf().request)];
    const { added } = await again(() => store.commit({ now: now(), jobs }));
    log.info(added === 0 ? 'message.repeated' : 'message.stored', { platform });
    metrics.received(platform, added === 0 ? 'repeated' : 'stored');
    worker.wake();
    tellLine(address);
    return 'taken';
  }

  async function admit(message: Message): Promise<Limited | undefined> {
    try {
      return await intake?.admit(message);
    } catch (error) {
      if (tokkiError(error)?.code === 'full') metrics.received(platformOf(message.address), 'busy');
      throw error;
    }
  }

  /** A platform that shows the history itself may have it open at another instance. */
  function tellLine(address: Address): void {
    if (platforms.get(platformOf(address))?.hear) signals.tell({ about: 'line', address });
  }

  async function step(job: Job, letGo: () => void): Promise<void> {
    const { work } = job;
    const began = performance.now();
    const end = (outcome: 'done' | 'retry' | 'dead') => {
      const seconds = (performance.now() - began) / 1_000;
      metrics.worked(work.kind, outcome, seconds);
      if (work.kind === 'send') metrics.sent(platformOf(work.to), outcome, seconds);
    };
    try {
      if (work.kind === 'receive') await handle(job, work.message);
      else if (work.kind === 'send') await send(job, work.to, work.reply);
      else await ring(job, work.timer);
      end('done');
    } catch (error) {
      if (tokkiError(error)?.code === 'fenced') return log.warn('job.fenced', { job: job.id });
      letGo();
      end(await giveBack(job, error));
    }
  }

  async function handle(job: Job, message: Message): Promise<void> {
    const outcome = await againInTurn(async (isMyTurn) => {
      const decided = await decide(job, message);
      // All who file at this moment, at any instance, want the same next number: all but one would be refused.
      const files = decided.commit.report?.version === 1;
      if (files && !isMyTurn) throw new TokkiError('conflict', 'the next number goes to one after another');
      await save(decided.commit);
      return decided.outcome;
    });
    metrics.answered(outcome, (now() - job.due) / 1_000);
  }

  async function turn(message: Message): Promise<Turn> {
    const person = await personOf(message);
    const known = await store.conversation(message.address);
    const conversation = known ?? { address: message.address, version: 0, lang: person.lang };
    return { message, conversation, person, now: now() };
  }

  async function decide(job: Job, message: Message): Promise<{ outcome: Outcome; commit: Decided }> {
    const taken = await turn(message);
    const outcome = await handler(taken, store);
    return { outcome, commit: await commitOf(job, taken, outcome) };
  }

  async function commitOf(job: Job, taken: Turn, outcome: Outcome): Promise<Decided> {
    const { conversation: said, replies, inPrivate, ...records } = outcome;
    const { message, person } = taken;
    const conversation = { ...said, version: taken.conversation.version + 1, person: person.id };
    const answers = replies.map((reply, i) => sendJob(`${job.key}>${i}`, job.address, reply, now()));
    const moved = inPrivate ? moveJob(job.key, message, now()) : [];
    const written = await recordsOf(job, { ...records, access: accessOf(taken, outcome) });
    const jobs = [...answers, ...moved, ...written.jobs].map((one) => traced(one, requestOf(job)));
    return { ...written, conversation, jobs };
  }

  async function recordsOf(job: Job, { posts = [], timers = [], ...records }: Records) {
    const jobs = [...(await postJobs(posts)), ...timers.map(timerJob)];
    return { ...records, now: now(), done: held(job), jobs };
  }

  /** What is logged is watched. A watch that is stored is not stored again: commits would wait for each other over it. */
  async function save(commit: Decided): Promise<void> {
    const watch = commit.access?.length ? watchJob(commit.now) : undefined;
    const isNew = watch !== undefined && watch.key !== watched;
    await store.commit(isNew ? { ...commit, jobs: [...commit.jobs, watch] } : commit);
    if (isNew) watched = watch.key;
  }

  async function ring(job: Job, timer: Timer): Promise<void> {
    await again(async () => {
      const records = await onTimer(timer, store, now());
      await save(await recordsOf(job, { ...records, access: writesOf(records, 'tokki', now()) }));
    });
  }

  async function postJobs(posts: readonly Post[]): Promise<readonly NewJob[]> {
    const ids = [...new Set(posts.map(({ to }) => to))];
    const people = new Map((await store.persons(ids)).map((person) => [person.id, person]));
    return posts.flatMap(({ key, to, at, reply, urgent, due = now() }) =>
      (at === undefined ? addressesOf(to, people.get(to)) : [at]).map((address) => {
        const job = sendJob(`${key}>${address}`, address, reply, due, urgent);
        return { ...job, work: { ...job.work, post: { key, to } } };
      }),
    );
  }

  /** Who can be reached nowhere still gets a job: it ends up dead, where `doctor` shows it. */
  function addressesOf(id: string, person: Person | undefined): readonly Address[] {
    const addresses = person ? adapters.flatMap((adapter) => adapter.direct(person) ?? []) : [];
    return addresses.length > 0 ? addresses : [`nobody:${id}`];
  }

  async function personOf(message: Message): Promise<Person> {
    const { person, mail, address, stranger } = message;
    const known = (person && (await store.person(person))) || (mail && (await store.personByMail(mail)));
    const found = known || ({ id: address, name: '', mail: '', role: 'guest', lang: 'ja', contracts: [] } as const);
    // The platform's word that somebody does not belong here outweighs an address that our list knows.
    return stranger ? { ...found, role: 'stranger' } : found;
  }

  async function send(job: Job, to: Address, reply: Reply): Promise<void> {
    const adapter = platforms.get(platformOf(to));
    if (!adapter) throw new TokkiError('unreachable', `no platform ${platformOf(to)} is configured`);
    await throttled(to, job.urgent === true, () => adapter.send(to, reply, job.key, job.attempt));
    tellLine(to);
    await store.commit({ now: now(), done: held(job) });
    await hurry(adapter.name);
  }

  /** The platform takes something again: what it refused before is tried now. Where that fails, it waits as it would have. */
  async function hurry(platform: string): Promise<void> {
    const waiting = refused.back(platform, now());
    if (waiting.length === 0) return;
    await store
      .hold(waiting, now())
      .catch((error: unknown) => log.warn('lease.failed', { count: waiting.length, ...causeOf(error) }));
  }

  async function giveBack(job: Job, error: unknown): Promise<'retry' | 'dead'> {
    const cause = causeOf(error);
    const delay = delayAfter(job, error);
    const failure = { id: job.id, attempt: job.attempt, now: now(), reason: cause.code ?? 'unknown' };
    const fields = { job: job.id, kind: job.work.kind, attempt: job.attempt, ...cause };
    if (delay !== undefined) {
      log.warn('job.retry', fields);
      await store.fail({ ...failure, retry: now() + delay });
      if (job.work.kind === 'send') refused.add(platformOf(job.work.to), held(job), error, now());
      return 'retry';
    }
    log.error('job.dead', fields);
    if (job.work.kind === 'receive') await apologise(job);
    await store.fail(failure);
    if (job.work.kind === 'send' && job.work.post) await tellOthers(job.work.post);
    return 'dead';
  }

  /** Where a Post has reached its person nowhere, the desk decides who has to be told instead. */
  async function tellOthers({ key, to }: Pick<Post, 'key' | 'to'>): Promise<void> {
    const passive = adapters.filter((adapter) => adapter.passive).map(({ name }) => name);
    const states = await store.statesOf(key);
    const reached = states.some(({ address, state }) => state !== 'dead' && !passive.includes(platformOf(address)));
    if (reached) return;
    const timer: Timer = { key: `undelivered:${key}`, name: 'undelivered', subject: `${to} ${key}`, due: now() };
    await store.commit({ now: now(), jobs: [timerJob(timer)] });
  }

  /** The person always hears something, even where the handler fails; the Message is kept and `doctor` lists it. */
  async function apologise(job: Job): Promise<void> {
    const lang = (await store.conversation(job.address))?.lang ?? 'ja';
    const reply: Reply = { kind: 'error', lang, text: common.apology[lang] };
    await store.commit({ now: now(), jobs: [sendJob(`${job.key}>sorry`, job.address, reply, now())] });
  }

  return { receive, turn, lookEvery, start: worker.start, stop: worker.stop, drain: worker.drain };
}

function held({ id, attempt, group }: Job) {
  return { id, attempt, group };
}
