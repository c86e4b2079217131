/** The evidence as a document for inspections. Pure. */
import { isoOf, momentOf } from '../forms/calendar.ts';
import { means, roleNames, evidence as words } from '../strings/evidence.ts';
import { say } from '../strings/say.ts';
import type { Block, Fact, Lang, Paper } from '../types.ts';
import { isoDay, resultOf, stateOf, timeOf } from './cells.ts';
import { longDay } from './dates.ts';
import { type Evidence, ratesOf } from './evidence.ts';

const dash = '—';

/** @param name the name of the file */
export function paperOf(found: Evidence, name: string, today: number, lang: Lang): Paper {
  const { course, from, to } = found;
  const heading = (text: string): Block => ({ kind: 'heading', text });
  const period = say(words.span, lang, { from: longDay(from, lang), to: longDay(to, lang) });
  const facts: readonly Fact[] = [
    { label: words.course[lang], value: course.title[lang] },
    { label: words.period[lang], value: period },
    {
      label: words.material[lang],
      value: say(words.versionNow, lang, { version: course.version, hash: course.material.slice(0, 16) }),
    },
    {
      label: words.contents[lang],
      value: course.sections.map(({ title }) => title[lang]).join(lang === 'ja' ? '、' : '; '),
    },
    { label: words.made[lang], value: longDay(today, lang) },
  ];
  return {
    name,
    across: true,
    title: words.title[lang],
    foot: `${words.page[lang]}　${course.title[lang]}　${longDay(today, lang)}`,
    blocks: [
      { kind: 'text', text: words.basis[lang] },
      { kind: 'facts', facts },
      heading(words.rates[lang]),
      ratesTable(found, lang),
      heading(words.sessions[lang]),
      sessionsTable(found, lang),
      heading(words.attendees[lang]),
      attendeesTable(found, lang),
      heading(words.absent[lang]),
      absentTable(found, lang),
      heading(words.confirmation[lang]),
      ...confirmationsOf(found, lang),
    ],
  };
}

function tableOf(
  columns: readonly (readonly [string, number])[],
  rows: readonly (readonly string[])[],
  lang: Lang,
): Block {
  if (rows.length === 0) return { kind: 'text', text: words.none[lang] };
  return { kind: 'table', head: columns.map(([name]) => name), widths: columns.map(([, width]) => width), rows };
}

function ratesTable(found: Evidence, lang: Lang): Block {
  const rows = ratesOf(found).map(({ contract, people, done }) => [
    contract || words.noContract[lang],
    String(people),
    String(done),
    `${people === 0 ? 0 : Math.floor((done * 100) / people)}%`,
  ]);
  return tableOf(
    [
      [words.contract[lang], 60],
      [words.people[lang], 13],
      [words.done[lang], 13],
      [words.rate[lang], 14],
    ],
    rows,
    lang,
  );
}

function sessionsTable({ sessions, lines, names }: Evidence, lang: Lang): Block {
  const rows = sessions.map(({ id, at, minutes, place, theme, trainer, by }) => [
    timeOf(at),
    String(minutes),
    place,
    theme,
    trainer,
    String(lines.filter(({ record }) => record?.session === id).length),
    names.get(by) ?? by,
    id,
  ]);
  const columns = [
    [words.date[lang], 15],
    [words.minutes[lang], 9],
    [words.place[lang], 15],
    [words.theme[lang], 22],
    [words.trainer[lang], 12],
    [words.present[lang], 8],
    [words.recordedBy[lang], 11],
    [words.record[lang], 15],
  ] as const;
  return tableOf(columns, rows, lang);
}

function attendeesTable({ lines }: Evidence, lang: Lang): Block {
  const rows = lines.flatMap(({ person, record, left }) =>
    record
      ? [
          [
            person.id,
            left ? `${person.name}（${words.left[lang]}）` : person.name,
            roleNames[person.role]?.[lang] ?? '',
            person.agency ?? dash,
            isoOf({ day: momentOf(record.at).day }),
            means[record.means][lang],
            String(record.minutes),
            resultOf(record, lang),
            say(words.version, lang, { version: record.version, hash: record.material.slice(0, 8) }),
          ],
        ]
      : [],
  );
  const columns = [
    [words.number[lang], 9],
    [words.name[lang], 14],
    [words.role[lang], 11],
    [words.agency[lang], 12],
    [words.date[lang], 12],
    [words.means[lang], 16],
    [words.minutes[lang], 10],
    [words.result[lang], 11],
    [words.material[lang], 15],
  ] as const;
  return tableOf(columns, rows, lang);
}

function absentTable({ lines }: Evidence, lang: Lang): Block {
  const rows = lines
    .filter(({ absent, done }) => absent || done === undefined)
    .map((line) => [
      line.person.id,
      line.person.name,
      roleNames[line.person.role]?.[lang] ?? '',
      line.person.agency ?? dash,
      dayText(line.due),
      dayText(line.done),
      stateOf(line, lang),
    ]);
  const columns = [
    [words.number[lang], 12],
    [words.name[lang], 18],
    [words.role[lang], 12],
    [words.agency[lang], 16],
    [words.due[lang], 12],
    [words.makeUp[lang], 12],
    [words.state[lang], 24],
  ] as const;
  return tableOf(columns, rows, lang);
}

function confirmationsOf({ confirmations, names }: Evidence, lang: Lang): readonly Block[] {
  if (confirmations.length === 0)
    return [{ kind: 'signatures', labels: [words.signatureDay[lang], words.signature[lang]] }];
  return confirmations.map(({ at, by }) => {
    const day = longDay(momentOf(at).day, lang);
    return { kind: 'text', text: say(words.confirmedBy, lang, { day, name: names.get(by) ?? by }) };
  });
}

function dayText(day: number | undefined): string {
  return isoDay(day) || dash;
}
