/** What people write instead of pressing a button of a case: 「2026-0001 甲へ報告した」, "take 2026-0001". */
import { fold } from '../../forms/text.ts';
import { acts } from '../../strings/case.ts';
import type { Text } from '../../types.ts';
import type { Filter } from '../acts.ts';
import type { CaseAct, CaseForm } from './ids.ts';

/** `number` is empty where the text names none: the one case that waits is meant. */
export interface CaseCommand {
  readonly number: string;
  readonly act: CaseAct;
}

const longest = 80;
const polite =
  '(?:(?:を|に)?(?:して|する|します|しました|した|お?願いします|ください|です)*[。.!！]*| please| now|[.!])*';

function said(ja: string, en: string): RegExp {
  return new RegExp(`^(?:${ja}|${en})${polite}$`, 'u');
}

const open = (form: CaseForm): CaseAct => ({ do: 'open', form, rest: 0 });

const commands: readonly (readonly [CaseAct, RegExp])[] = [
  [{ do: 'acknowledge' }, said('確認|了解|見', "acknowledged?|ack|i(?:'ve| have) seen (?:it|this)")],
  [
    { do: 'take' },
    said(
      '担当(?:に|と)?(?:なる|なります|なりました)?|引き?受け(?:る|ます|ました)?',
      "(?:i(?:'ll| will) )?take(?: it| this)?|mine",
    ),
  ],
  [
    open('reported'),
    said('(?:甲|県)(?:\\(県\\))?[へに](?:の)?報告(?:を記録)?', 'reported(?: it)?(?: to the prefecture)?'),
  ],
  [open('instruction'), said('(?:甲|県)の指示(?:を記録)?', '(?:record )?(?:an? |the )?instructions?')],
  [open('contain'), said('(?:対応|封じ込め)(?:を記録)?', '(?:record )?(?:an? |the )?(?:measures?|containment)')],
  [
    open('persons'),
    said('本人(?:へ|に)?の?(?:対応|通知|連絡)(?:を記録)?', '(?:notice to )?(?:the )?persons(?: concerned)?'),
  ],
  [open('publish'), said('公表(?:について)?(?:記録|を記録)?', '(?:record )?publication|published?')],
  [open('cause'), said('原因(?:を記録)?', '(?:record )?(?:the )?cause')],
  [open('prevent'), said('再発防止策?(?:を記録)?', '(?:record )?prevention')],
  [open('amend'), said('(?:内容を)?訂正|直す|直し', 'amend(?: it)?|correct(?: it)?|correction')],
  [open('add_task'), said('タスクを?(?:加える|追加)', 'add (?:a )?task')],
  [open('near_miss'), said('ひやり・?はっと(?:に)?|ヒヤリ・?ハット(?:に)?', '(?:mark as )?(?:a )?near miss')],
  [open('close'), said('完了(?:に)?|(?:閉じる|クローズ)', 'close(?: it| the case)?')],
  [open('reopen'), said('もう一度開く|再開', 'reopen(?: it| the case)?')],
  [{ do: 'promote' }, said('事故として扱う|事故に', 'promote(?: it)?|treat (?:it|this) as an incident')],
  [{ do: 'tasks', offset: 0 }, said('(?:すべての)?タスク(?:一覧)?', '(?:all |the )?tasks')],
  [{ do: 'timeline', offset: 0 }, said('(?:すべての)?(?:経過|履歴)', '(?:the |whole )?(?:timeline|history)')],
  [
    { do: 'document' },
    said(
      '(?:第一報|第\\d+報|報告書|書面)を?(?:作る|つくる|作成)?',
      'make (?:the |a )?(?:written |first )?report|(?:the )?(?:written|first) report',
    ),
  ],
  [{ do: 'final' }, said('最終報告?を?(?:作る|つくる|作成)?', '(?:make )?(?:the )?final report')],
];

/** What stands on a button means the same when it is typed. */
const labels: readonly (readonly [CaseAct, Text])[] = [
  [{ do: 'acknowledge' }, acts.acknowledge],
  [{ do: 'take' }, acts.take],
  ...(
    [
      'reported',
      'instruction',
      'contain',
      'cause',
      'persons',
      'publish',
      'prevent',
      'amend',
      'add_task',
      'near_miss',
      'close',
      'reopen',
    ] as const
  ).map((form) => [open(form), acts[form]] as const),
];
/** Clear enough without a number. */
const bare = ['acknowledge', 'take'];

const numbered =
  /^(?:報告|report|no\.?|#)?\s{0,3}(?<before>\d{4}-\d{4,8})\s{0,3}(?:の|を|は|に|:|、)?\s{0,3}(?<words>\D.*)$|^(?<other>.*?\D)\s{1,3}(?:for |of )?(?:報告|report|no\.?|#)?\s{0,3}(?<after>\d{4}-\d{4,8})$/u;

/** @param isBare a command without a number is meant too */
export function readCaseCommand(text: string, isBare: boolean): CaseCommand | undefined {
  if (text.length > longest) return undefined;
  const folded = fold(text);
  const { before, words, other, after } = numbered.exec(folded)?.groups ?? {};
  const number = before ?? after ?? '';
  const act = actOf((words ?? other ?? folded).trim());
  if (!act || (number === '' && !(isBare && isClear(act)))) return undefined;
  return { number, act };
}

function isClear(act: CaseAct): boolean {
  return bare.includes(act.do) || (act.do === 'open' && act.form === 'reported');
}

function actOf(words: string): CaseAct | undefined {
  const plain = words.replace(/[。.!\s]{1,20}$/u, '');
  const label = labels.find(([, { ja, en }]) => [ja, en].some((one) => fold(one) === plain));
  return label?.[0] ?? commands.find(([, pattern]) => pattern.test(words))?.[0];
}

const lists: readonly (readonly [Filter, RegExp])[] = [
  [
    'open',
    /^(?:対応中|未完了|進行中)の?(?:報告|事故|案件)(?:一覧)?$|^(?:show )?(?:the )?open (?:reports|cases|incidents)$/u,
  ],
  [
    'mine',
    /^(?:自分|私)(?:が|の)担当(?:の(?:報告|事故|案件))?(?:一覧)?$|^(?:show )?my (?:open )?(?:cases|incidents)$/u,
  ],
  [
    'overdue',
    /^(?:期限切れ|期限(?:を|の)過ぎた)の?(?:報告|事故|案件|タスク)?(?:一覧)?$|^(?:show )?(?:the )?overdue(?: (?:reports|cases|tasks))?$/u,
  ],
  ['all', /^(?:すべて|全部|全て)の(?:報告|事故|案件)(?:一覧)?$|^(?:show )?all (?:the )?(?:reports|cases|incidents)$/u],
];

/** A list of reports that a text asks for, besides the plain 「報告一覧」. */
export function readListCommand(text: string): Filter | undefined {
  const folded = fold(text.slice(0, longest)).replace(/[。.!\s]{1,20}$/u, '');
  return lists.find(([, pattern]) => pattern.test(folded))?.[0];
}
