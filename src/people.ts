/** people.csv -> Person[]: who works under the contract, who is responsible (Art. 9), who was dispatched (Art. 10). */
import { parse } from 'csv-parse/sync';
import { isZone, japan } from './calendar/zone.ts';
import { TokkiError } from './errors.ts';
import type { Lang, Person, Role } from './types.ts';

/** Something wrong in a file; `line` counts from 1, the heading included. */
interface RowProblem {
  readonly line: number;
  readonly finding: string;
}

export interface PeopleFile {
  readonly people: readonly Person[];
  readonly problems: readonly RowProblem[];
}

const columns = [
  'id',
  'name',
  'mail',
  'role',
  'manager',
  'language',
  'agency',
  'contract',
  'zone',
  'calendar',
] as const;
type Column = (typeof columns)[number];
type Row = Readonly<Record<Column, string>>;

const headings: Readonly<Record<Column, readonly string[]>> = {
  id: ['id', '社員番号', '番号'],
  name: ['name', '氏名', '名前'],
  mail: ['mail', 'email', 'e-mail', 'メール', 'メールアドレス'],
  role: ['role', '役割'],
  manager: ['manager', '上長', '上司'],
  language: ['language', 'lang', '言語'],
  agency: ['agency', 'dispatched from', '派遣元'],
  contract: ['contract', 'contracts', '契約'],
  zone: ['time zone', 'timezone', 'zone', '時間帯', 'タイムゾーン'],
  calendar: ['calendar', '暦', 'カレンダー'],
};
const needed: readonly Column[] = ['id', 'name', 'mail', 'role'];

const roles: Readonly<Record<string, Role>> = {
  staff: 'staff',
  業務従事者: 'staff',
  responsible: 'responsible',
  業務責任者: 'responsible',
  admin: 'admin',
  管理者: 'admin',
  auditor: 'auditor',
  監査担当者: 'auditor',
};
/** Which days are free besides those of the company: those of Japan, or weekends alone (for people abroad). */
const calendars: Readonly<Record<string, 'japan' | 'weekdays'>> = {
  '': 'japan',
  japan: 'japan',
  日本: 'japan',
  weekdays: 'weekdays',
  平日: 'weekdays',
};
const languages: Readonly<Record<string, Lang>> = { '': 'ja', ja: 'ja', 日本語: 'ja', en: 'en', 英語: 'en' };

/** Decodes a file that is UTF-8 (with or without BOM) or Shift_JIS, which Excel writes in Japan. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}

/**
 * Reads the text of a people.csv.
 * @throws TokkiError `input` where it is no CSV or a needed column is missing; problems of rows are returned
 */
export function parsePeople(text: string): PeopleFile {
  const rows = readRows(text);
  const problems: RowProblem[] = [];
  const people: Person[] = [];
  for (const { line, row } of rows) {
    const findings = findingsOf(row);
    problems.push(...findings.map((finding) => ({ line, finding })));
    if (findings.length === 0) people.push(toPerson(row));
  }
  problems.push(...crossCheck(rows));
  return { people, problems: problems.toSorted((a, b) => a.line - b.line) };
}

function readRows(text: string): readonly { line: number; row: Row }[] {
  const [head, ...body] = parseCsv(text);
  const given = head?.cells.map(columnOf) ?? [];
  const missing = needed.filter((column) => !given.includes(column));
  if (missing.length > 0) throw new TokkiError('input', `people.csv has no column ${missing.join(', ')}`);
  return body.map(({ cells, line }) => {
    const cell = (column: Column) =>
      cells[given.indexOf(column)]
        ?.normalize('NFC')
        .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
        .trim() ?? '';
    return { line, row: Object.fromEntries(columns.map((column) => [column, cell(column)])) as Row };
  });
}

function parseCsv(text: string): readonly { line: number; cells: readonly string[] }[] {
  const options = {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  };
  try {
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw new TokkiError('input', `people.csv is not a CSV file${line ? ` (line ${line})` : ''}`, { cause: error });
  }
}

function columnOf(cell: string): Column | undefined {
  const heading = cell.normalize('NFKC').trim().toLowerCase();
  return columns.find((column) => headings[column].includes(heading));
}

function findingsOf(row: Row): readonly string[] {
  const checks: readonly (readonly [boolean, string])[] = [
    [/^[\w.@-]{1,64}$/u.test(row.id), 'id: 1 to 64 letters, digits or . @ _ -'],
    [row.name.length > 0 && row.name.length <= 100, 'name: 1 to 100 characters'],
    [/^[^\s@]+@[^\s@]+$/u.test(row.mail), 'mail: not a mail address'],
    [Object.hasOwn(roles, row.role.toLowerCase()), `role: one of ${Object.keys(roles).join(', ')}`],
    [Object.hasOwn(languages, row.language.toLowerCase()), 'language: ja or en'],
    [row.zone === '' || isZone(row.zone), 'time zone: a name such as Asia/Tokyo or Europe/Berlin'],
    [Object.hasOwn(calendars, row.calendar.toLowerCase()), 'calendar: japan or weekdays'],
  ];
  return checks.flatMap(([good, finding]) => (good ? [] : [finding]));
}

/** What only the file as a whole can show: an id or a mail address twice, a manager who is not in it, managers in a circle. */
function crossCheck(rows: readonly { line: number; row: Row }[]): readonly RowProblem[] {
  const ids = new Set(rows.map(({ row }) => row.id));
  const mails = new Map(rows.map(({ row }) => [row.mail.toLowerCase(), row.id]));
  const circles = circlesOf(rows.map(({ row }) => row));
  const seen = new Set<string>();
  return rows.flatMap(({ line, row }) => {
    const twice = [`id ${row.id}`, `mail ${row.mail.toLowerCase()}`].filter((key) => seen.size === seen.add(key).size);
    // Whoever signs in is named by the one or the other.
    const owner = mails.get(row.id.toLowerCase()) ?? row.id;
    const confused = owner === row.id ? [] : [`the id is the mail address of ${owner}`];
    const stranger = row.manager !== '' && !ids.has(row.manager) ? [`manager ${row.manager} is not in the file`] : [];
    const circle = circles.get(row.id);
    const round = circle === undefined ? [] : [`the managers go round in a circle: ${circle}`];
    const findings = [
      ...twice.map((key) => `the ${key.split(' ')[0]} stands twice`),
      ...confused,
      ...stranger,
      ...round,
    ];
    return findings.map((finding) => ({ line, finding }));
  });
}

/** Of each person on a circle of managers the way round it: `a → b → a`. */
function circlesOf(rows: readonly Row[]): ReadonlyMap<string, string> {
  const managers = new Map(rows.map(({ id, manager }) => [id, manager]));
  const settled = new Set<string>();
  const circles = new Map<string, string>();
  for (const { id } of rows) {
    const way: string[] = [];
    const place = new Map<string, number>();
    let at = id;
    while (at !== '' && managers.has(at) && !settled.has(at) && !place.has(at)) {
      place.set(at, way.length);
      way.push(at);
      at = managers.get(at) ?? '';
    }
    const round = way.slice(place.get(at) ?? way.length);
    for (const one of round) circles.set(one, shownCircle(round, one));
    for (const one of way) settled.add(one);
  }
  return circles;
}

function shownCircle(round: readonly string[], from: string): string {
  const start = round.indexOf(from);
  const turned = [...round.slice(start), ...round.slice(0, start), from];
  const shown = turned.length > 8 ? [...turned.slice(0, 6), '…', from] : turned;
  return shown.join(' → ');
}

function toPerson(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    mail: row.mail,
    role: roles[row.role.toLowerCase()] ?? 'staff',
    lang: languages[row.language.toLowerCase()] ?? 'ja',
    contracts: row.contract.split(/[;；、]/u).flatMap((name) => name.trim() || []),
    ...(row.manager && { manager: row.manager }),
    ...(row.agency && { agency: row.agency }),
    ...(row.zone && row.zone !== japan && { zone: row.zone }),
    ...(calendars[row.calendar.toLowerCase()] === 'weekdays' && { calendar: 'weekdays' as const }),
  };
}
