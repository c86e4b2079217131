/** 様式２ (7.5): the certificate of what was erased, as a draft Paper; 甲's own form comes first. Pure. */
import { disposal as words } from '../strings/disposal.ts';
import { say } from '../strings/say.ts';
import type { Paper } from '../types.ts';
import { readableDay } from './room.ts';

export interface Disposal {
  readonly contract: string;
  readonly at: number;
  /** The ids of the administrators who agreed. */
  readonly approvers: readonly string[];
  /** The 業務責任者 of the contract, by name. */
  readonly responsible: readonly string[];
  readonly medium: 'sqlite' | 'postgres';
  readonly removed: Readonly<Record<string, number>>;
  readonly backups: number;
  readonly keys: readonly string[];
  /** The line of the access log that keeps it. */
  readonly logLine: number;
  readonly requestId: string;
}

/** Information, medium, quantity, method, person, date: the six that Art. 7.5 names. */
export function disposalPaper(disposal: Disposal): Paper {
  const { contract, at, responsible, medium, removed, backups, keys, logLine, approvers, requestId } = disposal;
  const day = readableDay(at);
  const who = responsible.join('、') || words.blank;
  const count = (n: number) => n.toLocaleString('en-US');
  const row = (information: string, where: string, quantity: string, method: string) => [
    information,
    where,
    quantity,
    method,
    who,
    day,
  ];
  const database = words.media[medium];
  return {
    name: `様式２案_${contract.replace(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 60)}_${day}.docx`,
    title: words.title,
    mark: words.mark,
    foot: say(words.foot, 'ja', { line: logLine, request: requestId }),
    blocks: [
      { kind: 'head', lines: [words.date, words.to, words.from] },
      { kind: 'text', text: say(words.text, 'ja', { contract }) },
      {
        kind: 'table',
        widths: [24, 18, 10, 28, 12, 12],
        head: [...words.head],
        rows: [
          ...Object.entries(removed).map(([kind, n]) =>
            row(words.kinds[kind] ?? kind, database, say(words.items, 'ja', { count: count(n) }), words.erased),
          ),
          row(
            words.backupData,
            words.backupMedium,
            say(words.files, 'ja', { count: count(backups) }),
            words.backupMethod,
          ),
        ],
      },
      {
        kind: 'facts',
        facts: [
          { label: words.keysLabel, value: keys.join('、') || words.none },
          { label: words.approvedBy, value: approvers.join('、') },
          { label: words.restLabel, value: words.rest },
          { label: words.attendance, value: words.blank },
        ],
      },
      { kind: 'signatures', labels: [...words.signatures] },
    ],
  };
}
