/** Cases as a table that Excel opens: UTF-8 with a BOM, one line for each report, answers in Japanese. */
import { csvText } from '../../forms/csv.ts';
import { statuses } from '../../strings/case.ts';
import type { Report } from '../../types.ts';
import { answerFacts } from '../facts.ts';
import type { CaseDeps } from './deps.ts';
import type { WholeCase } from './exchange.ts';
import { timeOf, toldOf } from './show.ts';
import { linesOf } from './state.ts';
import { formOf } from './tasks.ts';

type Column = readonly [head: string, cell: (one: WholeCase) => string];

const last = (one: WholeCase, act: string) => linesOf(one, act).at(-1);
const time = (at: number | undefined) => (at === undefined ? '' : timeOf(at, 'ja'));

const before: readonly Column[] = [
  ['番号', ({ report }) => report.number],
  ['版', ({ report }) => String(report.edition)],
  ['提出', ({ report }) => time(report.filed)],
  ['状況', ({ report }) => statuses[report.status].ja],
  ['報告者', ({ report }) => report.reporter],
  ['担当', ({ report }) => report.owner ?? ''],
  ['契約・業務', ({ report }) => report.contract],
];
const after: readonly Column[] = [
  ['聞き取り', ({ report }) => report.told.join('\n')],
  [
    '甲へ報告',
    (one) =>
      linesOf(one, 'reported')
        .map(({ at }) => time(at))
        .join('\n'),
  ],
  ['未完了のタスク', ({ tasks }) => String(tasks.filter(({ state }) => state === 'open').length)],
  ['完了', (one) => time(last(one, 'close')?.at)],
];

export function csvOf(deps: CaseDeps, cases: readonly WholeCase[]): string {
  const form = formOf(deps);
  const head = [
    ...before.map(([name]) => name),
    ...form.steps.map(({ label }) => label.ja),
    ...after.map(([name]) => name),
    '完了の内容',
  ];
  const rows = cases.map((one) => {
    const facts = factsOf(deps, one.report);
    const closing = toldOf(deps.caseForms.get('close'), last(one, 'close')?.detail ?? {}, 'ja');
    const cells = (columns: readonly Column[]) => columns.map(([, cell]) => cell(one));
    return [...cells(before), ...form.steps.map(({ label }) => facts.get(label.ja) ?? ''), ...cells(after), closing];
  });
  return csvText([head, ...rows]);
}

function factsOf(deps: CaseDeps, { answers }: Report): ReadonlyMap<string, string> {
  return new Map(answerFacts(formOf(deps), answers, 'ja').map(({ label, value }) => [label, value]));
}
