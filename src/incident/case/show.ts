/** Parts of a case as people read them. */
import { isoOf, momentOf } from '../../forms/calendar.ts';
import { isSkipped } from '../../forms/engine.ts';
import type { Form } from '../../forms/form.ts';
import { readable, readableTime } from '../../forms/show.ts';
import { areas, lines, caseWords as words } from '../../strings/case.ts';
import { incident } from '../../strings/incident.ts';
import { say } from '../../strings/say.ts';
import type { Answers, Fact, Lang, Report, ReportEvent, Task } from '../../types.ts';
import type { Clock } from './clocks.ts';
import type { CaseDeps } from './deps.ts';
import { nameOf, namesOf, type Who } from './who.ts';

/** Without the name of the zone: every time on these screens is Japan time. */
export function timeOf(at: number, lang: Lang): string {
  return zoneless(readableTime(isoOf(momentOf(at)), false, lang));
}

function zoneless(text: string): string {
  return text.replaceAll(/（JST）| JST/gu, '');
}

function dayOf(day: number, lang: Lang): string {
  return readableTime(isoOf({ day }), false, lang);
}

export function ownerOf({ owner }: Report, who: Who, lang: Lang): string {
  if (owner === undefined) return words.ownerless[lang];
  const isHere = who.people.some(({ id }) => id === owner);
  return isHere
    ? say(words.ownedBy, lang, { name: nameOf(who, owner, lang) })
    : say(words.ownerLeft, lang, { name: nameOf(who, owner, lang) });
}

/** A clock as a labelled line: until when, how binding, whether it may apply, whether it is met or over. */
export function clockFact({ rule, first, day, due, before, met, applies }: Clock, now: number, lang: Lang): Fact {
  const comma = lang === 'ja' ? '、' : ', ';
  const end = 'hours' in rule.within ? timeOf(due, lang) : dayOf(day, lang);
  const until =
    first === undefined
      ? say(words.until, lang, { date: end })
      : say(words.range, lang, { first: dayOf(first, lang), date: end });
  const state =
    met !== undefined
      ? say(words.met, lang, { when: timeOf(met, lang) })
      : applies && now >= due
        ? (rule.met ? words.over : words.overTheirs)[lang]
        : '';
  const may = rule.may ? (applies ? words.mayApply : words.ifApplies)[lang] : '';
  const isEarly = before !== undefined && met === undefined && now < due;
  const early = isEarly ? say(words.companyClosed, lang, { date: dayOf(before, lang) }) : '';
  const value = [until, words[rule.kind][lang], may, early, state].filter(Boolean).join(comma);
  return { label: rule.label[lang], value };
}

export function taskFact(task: Task, report: Report, who: Who, now: number, lang: Lang): Fact {
  const owner = task.owner ?? report.owner;
  const value = say(words.taskLine, lang, {
    due: timeOf(task.due, lang),
    area: areas[task.area][lang],
    owner: owner === undefined ? words.nobody[lang] : nameOf(who, owner, lang),
  });
  return { label: taskTitle(task, lang), value: `${task.due <= now ? words.taskOver[lang] : ''}${value}` };
}

export function taskTitle({ id, title }: Pick<Task, 'id' | 'title'>, lang: Lang): string {
  return say(words.numbered, lang, { id, title: title[lang] });
}

/** A line of the timeline: when, what, what was told with it, and who. */
export function eventFact(deps: CaseDeps, event: ReportEvent, who: Who, lang: Lang): Fact {
  const { at, by, act, detail = {} } = event;
  const title = lines[act] ? say(lines[act], lang, placeholders(detail, who, lang)) : act;
  const said = act === 'amend' ? changesOf(deps, event, lang) : toldOf(deps.caseForms.get(act), detail, lang);
  const value = [title, said].filter(Boolean).join(lang === 'ja' ? '：' : ': ');
  return { label: timeOf(at, lang), value: say(words.by, lang, { what: value, name: nameOf(who, by, lang) }) };
}

/** The first report is called 第一報, the next ones 第2報, 第3報 … */
export function ordinal(n: number, lang: Lang): string {
  return n === 1 && lang === 'ja' ? '一' : String(n);
}

function placeholders(detail: Answers, who: Who, lang: Lang): Readonly<Record<string, string>> {
  const values = Object.entries(detail).map(([key, { value }]) => [key, String(value)] as const);
  const ids = [detail.people?.value ?? []].flat().map(String);
  const n = detail.n && { n: ordinal(Number(detail.n.value), lang) };
  return { ...Object.fromEntries(values), ...n, names: namesOf(who, ids, lang) };
}

/** The answers to a form, whole, in one line. */
export function toldOf(form: Form | undefined, answers: Answers, lang: Lang): string {
  const facts = (form?.steps ?? []).flatMap((step) => {
    const answer = answers[step.id];
    if (!answer || isSkipped(answer)) return [];
    const value = zoneless(readable(step, answer, lang));
    // What a form is about is said by its name already.
    return [step.id === 'text' ? value : say(incident.fact, lang, { label: step.label[lang], value })];
  });
  return facts.join(lang === 'ja' ? '／' : '; ');
}

/** Each answer that was amended: what stood there, and what stands there now. */
export function changesOf({ form }: Pick<CaseDeps, 'form'>, event: ReportEvent, lang: Lang): string {
  const { detail = {}, before = {} } = event;
  const changes = form.steps.flatMap((step) => {
    const [from, to] = [before[step.id], detail[step.id]];
    const shown = to && zoneless(readable(step, to, lang));
    const stood = from ? zoneless(readable(step, from, lang)) : incident.notKnown[lang];
    if (shown === undefined || shown === stood) return [];
    const value = say(words.change, lang, { before: stood, after: shown });
    return [say(incident.fact, lang, { label: step.label[lang], value })];
  });
  return changes.join(lang === 'ja' ? '／' : '; ');
}
