/** The evidence as rows of a CSV. Pure. */
import { means, roleNames, evidence as words } from '../strings/evidence.ts';
import type { Lang, TrainingRecord, TrainingSession } from '../types.ts';
import { isoDay, resultOf, stateOf, timeOf } from './cells.ts';
import type { Evidence } from './evidence.ts';

/** The rows of the CSV, the heading first: one for each person and taking. */
export function rowsOf({ course, lines, sessions }: Evidence, lang: Lang): readonly (readonly string[])[] {
  const held = new Map(sessions.map((session) => [session.id, session]));
  const head = [
    words.number,
    words.name,
    words.role,
    words.agency,
    words.contract,
    words.course,
    words.due,
    words.state,
    words.date,
    words.means,
    words.minutes,
    words.result,
    words.read,
    words.makeUp,
    words.place,
    words.theme,
    words.trainer,
    words.material,
    words.record,
  ].map((text) => text[lang]);
  const rows = lines.map((line) => {
    const { person, due, done, absent, record } = line;
    return [
      ...[
        person.id,
        person.name,
        roleNames[person.role]?.[lang] ?? '',
        person.agency ?? '',
        person.contracts.join('; '),
      ],
      course.title[lang],
      isoDay(due),
      stateOf(line, lang),
      isoDay(done),
      ...(record ? recordCells(record, lang) : ['', '', '', '']),
      absent ? isoDay(done) : '',
      ...sessionCells(held.get(record?.session ?? '')),
      ...(record ? [`${record.version} ${record.material}`, record.id] : ['', '']),
    ];
  });
  return [head, ...rows];
}

function recordCells(record: TrainingRecord, lang: Lang): readonly string[] {
  const read = record.read === undefined ? '' : timeOf(record.read);
  return [means[record.means][lang], String(record.minutes), resultOf(record, lang), read];
}

function sessionCells(session: TrainingSession | undefined): readonly string[] {
  return session ? [session.place, session.theme, session.trainer] : ['', '', ''];
}
