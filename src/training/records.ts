/** 研修実施記録 in the chat: the figures of each course, the files, and the confirmation by who is responsible. */
import { localOf } from '../calendar/zone.ts';
import { csvText } from '../forms/csv.ts';
import type { Course } from '../knowledge/types.ts';
import { mayEver } from '../rights.ts';
import { evidence as paperWords } from '../strings/evidence.ts';
import { say } from '../strings/say.ts';
import { training as words } from '../strings/training.ts';
import type { Desk, FileLink, Lang, Outcome, Paper, Person, Section, TextFile } from '../types.ts';
import { ids } from './acts.ts';
import { longDay } from './dates.ts';
import { type Evidence, financialYear, gather, periodKey, yearOf } from './evidence.ts';
import { paperOf } from './paper.ts';
import { rowsOf } from './rows.ts';
import { accessTo, courseOf, notice, outcome, refused, type Scene, type TrainingDeps } from './scene.ts';
import { leads, mayLead } from './team.ts';

export async function showRecords(scene: Scene, wanted: number): Promise<Outcome> {
  const { desk, turn, lang, deps, today } = scene;
  if (!(await leads(desk, turn.person))) return refused(scene, words.notLeader, 'training:records');
  const year = wanted > 0 ? wanted : financialYear(today);
  const { from, to } = yearOf(year);
  const sections: Section[] = [];
  for (const course of deps.courses) sections.push(await courseSection(scene, course, year));
  const files = deps.courses.flatMap((course) => linksOf(course, year, lang));
  const reply = notice(
    scene,
    words.evidenceText,
    { from: longDay(from, lang), to: longDay(to, lang) },
    {
      kind: 'list',
      title: words.evidence[lang],
      sections,
      files,
      buttons: [{ id: ids.records(year - 1), label: words.lastYear[lang], style: 'quiet' }],
    },
  );
  return outcome(scene, scene.open, [reply], { access: [accessTo(scene, 'read', 'training:records')] });
}

async function courseSection(scene: Scene, course: Course, year: number): Promise<Section> {
  const { desk, turn, lang, today } = scene;
  const period = { course, ...yearOf(year) };
  const { lines, confirmations, names } = await gather(desk, period, today, (person) => mayShow(turn.person, person));
  const people = Map.groupBy(lines, ({ person }) => person.id);
  const done = [...people.values()].filter((own) => own.some((line) => line.done !== undefined)).length;
  const rate = people.size === 0 ? 100 : Math.floor((done * 100) / people.size);
  const last = confirmations.at(-1);
  const confirmed = last && {
    label: paperWords.confirmation[lang],
    value: `${longDay(localOf(last.at, scene.deps.calendarOf({}).zone).day, lang)}　${names.get(last.by) ?? last.by}`,
  };
  return {
    title: course.title[lang],
    text: say(words.evidenceLine, lang, { people: people.size, done, rate, open: people.size - done }),
    ...(confirmed && { facts: [confirmed] }),
    buttons: mayEver(turn.person, 'training.confirm')
      ? [{ id: ids.course('confirm', course.id, year), label: words.confirm[lang] }]
      : [],
  };
}

function linksOf(course: Course, year: number, lang: Lang): readonly FileLink[] {
  return ['docx', 'csv'].map((kind) => ({
    id: `training:${course.id}:${year}:${kind}`,
    name: fileName(course, year, kind, lang),
  }));
}

/** The responsible person (Art. 9) has looked at the records of a course and a year; the evidence says so. */
export async function confirm(scene: Scene, id: string, year: number | undefined): Promise<Outcome> {
  const { turn, deps, lang, today, desk } = scene;
  const course = courseOf(deps, id);
  if (!course || !mayEver(turn.person, 'training.confirm')) return refused(scene, words.notLeader, 'training:records');
  const period = yearOf(year ?? financialYear(today));
  const detail = periodKey(period);
  const before = await desk.trainingEvents({ course: id });
  const midnight = localOf(turn.now, deps.calendarOf(turn.person).zone).day;
  const again = before.some(
    (one) =>
      one.act === 'confirmed' &&
      one.by === turn.person.id &&
      one.detail === detail &&
      localOf(one.at, deps.calendarOf(turn.person).zone).day === midnight,
  );
  if (again) return outcome(scene, scene.open, [notice(scene, words.confirmedSame)]);
  const values = { course: course.title[lang], from: longDay(period.from, lang), to: longDay(period.to, lang) };
  return outcome(scene, scene.open, [notice(scene, words.confirmed, values)], {
    trainingEvents: [
      { key: `confirmed ${turn.message.key}`, at: turn.now, by: turn.person.id, act: 'confirmed', course: id, detail },
    ],
    access: [accessTo(scene, 'write', 'training:records')],
  });
}

/** The records of those in somebody's charge, and the own ones: a responsible person has to be trained too (Art. 11). */
function mayShow(leader: Person, person: Person): boolean {
  return leader.id === person.id || mayLead(leader, person);
}

/** `training:<course>:<year>:<docx|csv>`; undefined where there is no such file or the person may not have it. */
export async function recordFile(
  deps: TrainingDeps,
  desk: Desk,
  id: string,
  person: Person,
  now: number,
): Promise<Paper | TextFile | undefined> {
  const [, wanted, year = '', kind = ''] = id.split(':');
  const course = courseOf(deps, wanted);
  if (!course || !/^\d{4}$/u.test(year) || !['docx', 'csv'].includes(kind)) return undefined;
  if (!(await leads(desk, person))) return undefined;
  const { day } = localOf(now, deps.calendarOf({}).zone);
  const found = await gather(desk, { course, ...yearOf(Number(year)) }, day, (one) => mayShow(person, one));
  const name = fileName(course, Number(year), kind, person.lang);
  return kind === 'docx' ? paperOf(found, name, day, person.lang) : tableFile(found, name, person.lang);
}

/** The evidence as a CSV. */
export function tableFile(found: Evidence, name: string, lang: Lang): TextFile {
  return { name, type: 'text/csv; charset=utf-8', text: csvText(rowsOf(found, lang)) };
}

function fileName({ title }: Course, year: number, kind: string, lang: Lang): string {
  return `${paperWords.title[lang]}_${title[lang]}_${year}.${kind}`;
}
