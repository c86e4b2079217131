/** The guard: watches the access log, reports on it, lets run out what has, and has two people decide what cannot be undone. */
import { languageOf } from '../forms/lang.ts';
import { scopeOf } from '../rights.ts';
import { guard as words } from '../strings/guard.ts';
import { say } from '../strings/say.ts';
import type { Access, Desk, Lang, Outcome, Post, Records, Reply, Text, Timer, Turn } from '../types.ts';
import { needed, type Request, requestsIn, subjects } from './approvals.ts';
import { keepCopy, nightly } from './copies.ts';
import { digestReply, monthOf, monthStart, readDigest, sendDigest } from './report.ts';
import { adminAct, type GuardDeps, nameOf, readableDay } from './room.ts';
import { daysAfter, formDays, termsAt, warnDays } from './terms.ts';
import { watch } from './watch.ts';

export type { GuardDeps } from './room.ts';

export interface Guard {
  /** True for the buttons and commands of this room. */
  readonly takes: (turn: Turn) => boolean;
  readonly handle: (turn: Turn, desk: Desk) => Promise<Outcome>;
  /** True for the timers of this room. */
  readonly rings: (timer: Timer) => boolean;
  readonly onTimer: (timer: Timer, desk: Desk, now: number) => Promise<Records>;
  /** The timers that must always be armed; each arms the next. */
  readonly timers: (now: number) => readonly Timer[];
}

const logWords = /^(?:アクセス(?:記録|ログ)(?:を(?:見せて|見たい))?|access logs?|audit logs?)[。.!！]?$/iu;
const hour = 3_600_000;

export function createGuard(deps: GuardDeps): Guard {
  return {
    takes: ({ message: { choice, text = '' } }) =>
      choice ? /^guard:/u.test(choice.id) : logWords.test(text.normalize('NFKC').trim()),
    handle: (turn, desk) => (turn.message.choice ? decide(deps, turn, desk) : showLog(deps, turn, desk)),
    rings: ({ name }) => /^(?:guard|keep):/u.test(name),
    onTimer: (timer, desk, now) => ring(deps, timer, desk, now),
    timers: (now) => [daily(now), monthly(now), ...nightly(deps, now)],
  };
}

async function ring(deps: GuardDeps, timer: Timer, desk: Desk, now: number): Promise<Records> {
  if (timer.name === 'guard:watch') return watch(deps, timer, desk, now);
  if (timer.name === 'guard:ask') return ask(deps, timer.subject, desk, now);
  if (timer.name === 'guard:digest') {
    const sent = await sendDigest(deps, timer.subject, desk, now);
    // The month after that one, not the one that runs: a desk that was away for months owes a digest of each.
    return { ...sent, timers: [monthly(monthStart(timer.subject, 1))] };
  }
  if (timer.name === 'keep:daily')
    return {
      posts: await warnings(deps, now),
      timers: [sweep(readableDay(now), 0, now, isLate(timer, now)), daily(now)],
    };
  return timer.name === 'keep:sweep' ? expire(deps, timer, now) : keepCopy(deps, timer, desk, now);
}

/** At 3 o'clock in the morning in Japan: the next one after now. */
function daily(now: number): Timer {
  const at = readableDay(daysAfter(now, 1) - 3 * hour);
  const due = Date.parse(`${at}T03:00:00+09:00`);
  return { key: `keep:daily:${at}`, name: 'keep:daily', subject: at, due };
}

/** On the first of the next month at 9 o'clock in Japan, about the month that is over then. */
function monthly(now: number): Timer {
  const month = monthOf(now);
  return { key: `guard:digest:${month}`, name: 'guard:digest', subject: month, due: monthStart(month, 1) + 9 * hour };
}

/** More pages than any day can fill. */
const pages = 20_000;

function sweep(date: string, page: number, now: number, keepsForms: boolean): Timer {
  const subject = `${date}:${page}${keepsForms ? ':forms' : ''}`;
  return { key: `keep:sweep:${date}:${page}`, name: 'keep:sweep', subject, due: now };
}

/** A desk that was away has warned nobody meanwhile: forms are kept until the next night, as the warning says. */
function isLate({ subject }: Timer, now: number): boolean {
  return subject < readableDay(now);
}

/** Page by page, with a commit after each, so that nobody waits. */
async function expire({ log, keep }: GuardDeps, { subject }: Timer, now: number): Promise<Records> {
  const [date = '', page = '0', kept] = subject.split(':');
  const terms = { ...termsAt(now, keep), ...(kept && { forms: 0 }) };
  if (Number(page) >= pages || !(await log.overdue(terms))) return {};
  return { expire: terms, timers: [sweep(date, Number(page) + 1, now, kept !== undefined)] };
}

async function warnings({ log }: GuardDeps, now: number): Promise<readonly Post[]> {
  const idle = await log.idleForms(daysAfter(now, -warnDays));
  return idle.map(({ address, person, lang, form, touched }) => ({
    key: `keep:warn:${form.key}:${readableDay(touched)}`,
    to: person,
    at: address,
    reply: {
      kind: 'notice',
      lang,
      title: words.idleTitle[lang],
      text: say(words.idleText, lang, {
        touched: readableDay(touched),
        ends: readableDay(Math.max(daysAfter(touched, formDays), daysAfter(now, 1))),
      }),
    },
  }));
}

function answer({ conversation, message }: Turn, text: Text, access: readonly Access[] = [], values = {}): Outcome {
  const lang = message.choice ? conversation.lang : languageOf(message.text ?? '', conversation.lang);
  return {
    conversation: { ...conversation, lang },
    replies: [{ kind: 'notice', lang, text: say(text, lang, values) }],
    access,
  };
}

async function showLog({ log }: GuardDeps, turn: Turn, desk: Desk): Promise<Outcome> {
  const { person, message, now, conversation } = turn;
  if (!message.private) return answer(turn, words.privateLog);
  if (scopeOf(person, 'log.read') !== 'all') {
    return answer(turn, words.refusedLog, [{ at: now, by: person.id, act: 'refuse', subject: 'log' }]);
  }
  const lang = languageOf(message.text ?? '', conversation.lang);
  const people = await desk.people();
  const reply = digestReply(await readDigest(log, people, monthOf(now), now), people, lang);
  const access: Access = { at: now, by: person.id, act: 'read', subject: 'log' };
  return { conversation: { ...conversation, lang }, replies: [reply], access: [access] };
}

async function requests({ log }: GuardDeps, desk: Desk, now: number): Promise<readonly Request[]> {
  const lines = await log.accesses({ acts: ['admin'], since: daysAfter(now, -7), limit: 10_000 });
  return requestsIn(lines, now, await desk.people());
}

/** Tells every administrator what waits for two of them. */
async function ask(deps: GuardDeps, id: string, desk: Desk, now: number): Promise<Records> {
  const request = (await requests(deps, desk, now)).find((one) => one.id === id);
  if (request?.state !== 'waiting') return {};
  const people = await desk.people();
  const told = people.filter((person) => scopeOf(person, 'destroy.approve') === 'all');
  return {
    posts: told.map(({ id: to, lang }) => ({
      key: `guard:ask:${id}:${to}`,
      to,
      urgent: true,
      reply: question(request, lang, nameOf(request.by, people, lang)),
    })),
  };
}

function question({ id, what, by: _ }: Request, lang: Lang, name: string): Reply {
  const values = { name, what: whatText(what, lang) };
  return {
    kind: 'alert',
    lang,
    title: words.askTitle[lang],
    text: say(words.askText, lang, values),
    facts: [{ label: words.requestNumber[lang], value: id }],
    buttons: [
      { id: `guard:approve:${id}`, label: words.approve[lang], style: 'danger' },
      { id: `guard:reject:${id}`, label: words.reject[lang] },
    ],
  };
}

export function whatText(what: string, lang: Lang): string {
  const [kind, ...name] = what.split(':');
  return say(kind === 'erase' ? words.eraseWhat : words.keyWhat, lang, { name: name.join(':') });
}

/** An administrator's answer. One who answers twice counts once. */
async function decide(deps: GuardDeps, turn: Turn, desk: Desk): Promise<Outcome> {
  const { person, now, message } = turn;
  const { act, id = '' } =
    /^guard:(?<act>approve|reject):(?<id>[a-z0-9]{6,16})$/u.exec(message.choice?.id ?? '')?.groups ?? {};
  const isAdmin =
    scopeOf(person, 'destroy.approve') === 'all' && (await desk.people()).some((one) => one.id === person.id);
  if (!isAdmin)
    return answer(turn, words.notYours, [{ at: now, by: person.id, act: 'refuse', subject: `approve:${id}` }]);
  const request = (await requests(deps, desk, now)).find((one) => one.id === id);
  if (!act || !request || (request.state !== 'waiting' && request.state !== 'approved'))
    return answer(turn, words.closed);
  if (act === 'reject') return answer(turn, words.rejected, [adminAct(person.id, subjects.reject(id), now)]);
  const count = new Set([...request.approvers, person.id]).size;
  const text = count >= needed ? words.enough : words.approved;
  return answer(turn, text, [adminAct(person.id, subjects.approve(id), now)], { count });
}
