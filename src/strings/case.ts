/** What the incident desk says about a case, from the alert to its end. */
import type { Area, Status, Task, Text } from '../types.ts';

export const statuses: Readonly<Record<Status, Text>> = {
  received: { ja: '受付', en: 'received' },
  confirmed: { ja: '確認', en: 'acknowledged' },
  reported: { ja: '甲へ第一報', en: 'reported to the prefecture' },
  handling: { ja: '対応中', en: 'in progress' },
  closed: { ja: '完了', en: 'closed' },
  near_miss: { ja: 'ヒヤリ・ハット', en: 'near miss' },
};

export const areas: Readonly<Record<Area, Text>> = {
  facts: { ja: '確かめること', en: 'to find out' },
  report: { ja: '甲への報告', en: 'report' },
  contain: { ja: '被害を抑える', en: 'limit the damage' },
  persons: { ja: '本人への対応', en: 'persons concerned' },
  publish: { ja: '公表', en: 'publication' },
  prevent: { ja: '再発防止', en: 'prevention' },
  instruction: { ja: '甲の指示', en: 'instruction' },
};

export const taskStates: Readonly<Record<Task['state'], Text>> = {
  open: { ja: '未完了', en: 'open' },
  done: { ja: '済み', en: 'done' },
  not_applicable: { ja: '該当なし', en: 'not applicable' },
};

/** What stands on buttons, and means the same when it is typed. */
export const acts = {
  acknowledge: { ja: '確認しました', en: 'Acknowledge' },
  take: { ja: '担当になる', en: 'Take it' },
  reported: { ja: '甲へ報告した', en: 'Reported to the prefecture' },
  instruction: { ja: '甲の指示を記録', en: 'Record an instruction' },
  document: { ja: '第{n}報をつくる', en: 'Make report no. {n}' },
  final: { ja: '最終報をつくる', en: 'Make the final report' },
  contain: { ja: '対応を記録', en: 'Record a measure' },
  cause: { ja: '原因を記録', en: 'Record the cause' },
  persons: { ja: '本人への対応を記録', en: 'Persons concerned' },
  publish: { ja: '公表について記録', en: 'Publication' },
  prevent: { ja: '再発防止策を記録', en: 'Prevention' },
  amend: { ja: '内容を訂正', en: 'Amend' },
  add_task: { ja: 'タスクを加える', en: 'Add a task' },
  tasks: { ja: 'すべてのタスク', en: 'All tasks' },
  settled: { ja: '済んだタスク', en: 'Settled tasks' },
  timeline: { ja: 'すべての経過', en: 'Whole timeline' },
  task_done: { ja: '済み', en: 'Done' },
  task_not: { ja: '該当なし', en: 'Not applicable' },
  assign: { ja: '担当を変える', en: 'Assign' },
  near_miss: { ja: 'ヒヤリ・ハットにする', en: 'Mark as a near miss' },
  promote: { ja: '事故として扱う', en: 'Treat it as an incident' },
  close: { ja: '完了にする', en: 'Close' },
  reopen: { ja: 'もう一度開く', en: 'Reopen' },
  more: { ja: '続き', en: 'More' },
} as const satisfies Readonly<Record<string, Text>>;

/** A line of the timeline: what was done. What was told with it follows. */
export const lines: Readonly<Record<string, Text>> = {
  filed: { ja: '報告を提出', en: 'Report filed' },
  imported: { ja: '取り込み', en: 'Imported' },
  alerted: { ja: '知らせた：{names}', en: 'Told: {names}' },
  escalated: { ja: '確認がないため、次に知らせた：{names}', en: 'Not acknowledged, told next: {names}' },
  undelivered: { ja: '届かなかったため、かわりに知らせた：{names}', en: 'Not delivered, told instead: {names}' },
  unheard: { ja: 'だれからも確認がない。ほかに知らせる人がいない', en: 'Not acknowledged, and nobody else to tell' },
  acknowledged: { ja: '確認', en: 'Acknowledged' },
  taken: { ja: '担当になった', en: 'Taken' },
  reported: { ja: '甲へ報告', en: 'Reported to the prefecture' },
  instruction: { ja: '甲の指示', en: 'Instruction of the prefecture' },
  contain: { ja: '被害を抑える対応', en: 'Measure' },
  cause: { ja: '原因', en: 'Cause' },
  persons: { ja: '本人への対応', en: 'Persons concerned' },
  publish: { ja: '公表', en: 'Publication' },
  prevent: { ja: '再発防止策', en: 'Prevention' },
  amend: { ja: '訂正（第{edition}版）', en: 'Amended (edition {edition})' },
  add_task: { ja: 'タスクを追加', en: 'Task added' },
  assigned: { ja: 'タスク{task}の担当：{names}', en: 'Task {task} assigned: {names}' },
  task_done: { ja: 'タスク{task}は済み', en: 'Task {task} done' },
  task_not: { ja: 'タスク{task}は該当なし', en: 'Task {task} not applicable' },
  document: { ja: '第{n}報の書面をつくった（第{edition}版）', en: 'Made report no. {n} (edition {edition})' },
  final: { ja: '最終報の書面をつくった（第{edition}版）', en: 'Made the final report (edition {edition})' },
  near_miss: { ja: 'ヒヤリ・ハットにした', en: 'Marked as a near miss' },
  promoted: { ja: '事故として扱うことにした', en: 'Treated as an incident' },
  close: { ja: '完了', en: 'Closed' },
  reopen: { ja: 'もう一度開いた', en: 'Reopened' },
};

export const caseWords = {
  // ---- what was done
  acknowledged: {
    ja: '報告 {number} を確認したと記録し、報告者に知らせました。担当になる人が決まるまで、目を離さないでください。',
    en: 'Noted that you have seen report {number}; the reporter is told. Please keep an eye on it until somebody has taken it.',
  },
  taken: {
    ja: '報告 {number} の担当になりました。報告者に知らせました。まず、甲（県）へ速やかに第一報を入れてください。',
    en: 'You have taken report {number}; the reporter is told. First, report to the prefecture promptly.',
  },
  already: { ja: 'すでに確認済みです（{name}）。', en: 'It has been acknowledged already ({name}).' },
  alreadyYours: { ja: 'すでにあなたが担当です。', en: 'You have it already.' },
  recorded: { ja: '記録しました：{what}', en: 'Recorded: {what}' },
  confirmed: {
    ja: '内容を確かめたと記録しました（第{edition}版）。',
    en: 'Noted that this has been checked (edition {edition}).',
  },
  nothingChanged: { ja: '変わったところはありませんでした。', en: 'Nothing has changed.' },
  amended: { ja: '訂正しました（第{edition}版）：{what}', en: 'Amended (edition {edition}): {what}' },
  amendedBy: {
    ja: '報告 {number} を報告者が訂正しました（第{edition}版）：{what}',
    en: 'The reporter has amended report {number} (edition {edition}): {what}',
  },
  assigned: { ja: '報告 {number} のタスクの担当になりました。', en: 'A task of report {number} is yours.' },
  formTitle: { ja: '報告 {number}：{title}', en: 'Report {number}: {title}' },
  outrun: {
    ja: 'ほかの人が先に訂正したので、いまは第{edition}版です。もう一度確かめて送ってください。',
    en: 'Somebody else has amended it meanwhile; it is edition {edition} now. Please check and send it again.',
  },
  documentMade: {
    ja: '第{n}報の書面（様式案）をつくりました。内容を確かめてから、甲（県）の指定する方法で提出し、「甲へ報告した」に記録してください。甲へは自動では送られません。',
    en: 'Report no. {n} is ready (a draft form). Check it, hand it in as the prefecture wishes, and record it with “Reported to the prefecture”. Nothing is sent by itself.',
  },
  finalMade: {
    ja: '最終報の書面（様式案）をつくりました。内容を確かめてから、甲（県）の指定する方法で提出し、「甲へ報告した」に記録してください。甲へは自動では送られません。',
    en: 'The final report is ready (a draft form). Check it, hand it in as the prefecture wishes, and record it with “Reported to the prefecture”. Nothing is sent by itself.',
  },
  checkNames: {
    ja: '電話番号・住所などは伏せていますが、本人の氏名が残っていないことは請け合えません。提出の前に読んで確かめてください。',
    en: 'Phone numbers, addresses and the like are masked, but we cannot vouch that no name of a person concerned is left. Please read it before you hand it in.',
  },
  namesSeen: {
    ja: '氏名のように読めるところ：{where}。本人の氏名なら、Wordで消してから提出してください。',
    en: 'Where something reads like a name: {where}. If it is that of a person concerned, take it out in Word before you hand it in.',
  },
  taskLeft: {
    ja: '済んでいないタスクが1件あります。完了にすると、お知らせは止まります。',
    en: 'One task is not done. Once the case is closed, nobody is reminded of it.',
  },
  tasksLeft: {
    ja: '済んでいないタスクが{count}件あります。完了にすると、お知らせは止まります。',
    en: '{count} tasks are not done. Once the case is closed, nobody is reminded of them.',
  },
  taskStays: {
    ja: '済んでいないタスクが1件残っています。お知らせは止まりました。',
    en: 'One task is left undone; nobody is reminded of it any more.',
  },
  tasksStay: {
    ja: '済んでいないタスクが{count}件残っています。お知らせは止まりました。',
    en: '{count} tasks are left undone; nobody is reminded of them any more.',
  },
  closed: { ja: '報告 {number} を完了にしました。', en: 'Report {number} is closed.' },
  promoted: { ja: '報告 {number} を事故として扱います。', en: 'Report {number} is treated as an incident now.' },

  // ---- what cannot be done
  isClosed: {
    ja: '報告 {number} は完了しています。続けるときは、もう一度開いてください。',
    en: 'Report {number} is closed. To go on with it, reopen it.',
  },
  isNearMiss: {
    ja: '報告 {number} はヒヤリ・ハットです。続けるときは、事故として扱ってください。',
    en: 'Report {number} is a near miss. To go on with it, treat it as an incident.',
  },
  isNoNearMiss: {
    ja: '報告 {number} は、事故として扱われています。',
    en: 'Report {number} is treated as an incident already.',
  },
  isOpen: { ja: '報告 {number} は、まだ完了していません。', en: 'Report {number} is not closed.' },
  notYours: {
    ja: 'それは、この契約の業務責任者か管理者だけができます。',
    en: 'Only the responsible person of this contract or an administrator can do that.',
  },
  noTask: { ja: 'そのタスクはありません。', en: 'There is no such task.' },
  taskEnded: { ja: 'そのタスクは、もう済んでいます。', en: 'That task has been settled already.' },
  whichOne: {
    ja: 'どの報告のことですか。番号を付けて書いてください（例：「2026-0001 {act}」）。',
    en: 'Which report do you mean? Please add its number, for instance “2026-0001 {act}”.',
  },
  needed: { ja: '書かれていないところ、読めないところがあります。', en: 'Something is missing or could not be read.' },

  // ---- told to others
  reporterTold: {
    ja: '報告 {number}：{name}が確認しました。',
    en: 'Report {number}: {name} has seen it.',
  },
  reporterTaken: {
    ja: '報告 {number}：{name}が担当になりました。',
    en: 'Report {number}: {name} has taken it.',
  },
  escalated: {
    ja: '提出から{minutes}分たちましたが、だれも確認していません。「確認しました」か「担当になる」を押してください。',
    en: 'Nobody has acknowledged this for {minutes} minutes. Please press “Acknowledge” or “Take it”.',
  },
  undelivered: {
    ja: '{name}に知らせが届かなかったので、かわりにあなたに知らせています。',
    en: '{name} could not be reached, so you are told instead.',
  },
  clockTitle: { ja: '報告 {number}：{label}', en: 'Report {number}: {label}' },
  clockText: { ja: '{when}。', en: '{when}.' },
  tasksTitle: { ja: '期限を過ぎたタスクが{count}件あります', en: 'Overdue tasks: {count}' },
  tasksText: { ja: '済んだものは「済み」にしてください。', en: 'Please mark those that are done.' },

  // ---- the view
  status: {
    ja: '{filed}に提出。{status}、{owner}、第{edition}版。',
    en: 'Filed {filed}; {status}; {owner}; edition {edition}.',
  },
  ownedBy: { ja: '担当 {name}', en: 'with {name}' },
  ownerless: { ja: '担当はまだいません', en: 'nobody has taken it yet' },
  ownerLeft: { ja: '担当者がいなくなりました：{name}', en: 'nobody has it any more: {name}' },
  gone: { ja: '{name}（退職・離任）', en: '{name} (has left)' },
  left: { ja: '名簿にない人（{id}）', en: 'somebody who is not in the list ({id})' },
  by: { ja: '{what}（{name}）', en: '{what} ({name})' },
  bot: { ja: '自動', en: 'automatic' },
  clocks: { ja: '期限', en: 'Clocks' },
  clocksNote: {
    ja: '報告の要否と期限は、甲（県）が判断します。下は、いまの答えから計算した目安です。',
    en: 'Whether and when it has to be reported is for the prefecture to decide. This is computed from the answers so far.',
  },
  until: { ja: '{date}まで', en: 'by {date}' },
  range: { ja: '{first}〜{date}ごろ', en: 'between {first} and {date}' },
  aim: { ja: '社内の目安', en: 'our own aim' },
  guideline: { ja: '目安', en: 'guideline' },
  limit: { ja: '期限', en: 'limit' },
  mayApply: { ja: '該当する可能性', en: 'may apply' },
  ifApplies: { ja: '甲が該当すると判断した場合', en: 'if the prefecture finds that it applies' },
  companyClosed: {
    ja: '会社の休業日にあたるため{date}までに',
    en: 'a company holiday, so have it done by {date}',
  },
  met: { ja: '済み（{when}）', en: 'done ({when})' },
  over: { ja: '過ぎています', en: 'passed' },
  overTheirs: { ja: '過ぎたので、甲に確かめてください', en: 'passed; please ask the prefecture' },
  measures: { ja: '対応の記録（16.2・16.3）', en: 'What was done (16.2, 16.3)' },
  toPrefecture: { ja: '甲（県）への報告', en: 'Report to the prefecture' },
  notReported: { ja: 'まだ記録がありません。', en: 'Nothing is recorded yet.' },
  tasks: { ja: 'タスク', en: 'Tasks' },
  tasksOf: { ja: '報告 {number} のタスク', en: 'Tasks of report {number}' },
  settledOf: { ja: '報告 {number} の済んだタスク', en: 'Settled tasks of report {number}' },
  noneSettled: { ja: '済んだタスクはまだありません。', en: 'No task is settled yet.' },
  noTasks: { ja: '残っているタスクはありません。', en: 'No task is left.' },
  taskLine: { ja: '{due}まで（{area}、{owner}）', en: 'by {due} ({area}, {owner})' },
  taskOver: { ja: '期限を過ぎています：', en: 'overdue: ' },
  nobody: { ja: '担当未定', en: 'nobody yet' },
  documents: { ja: '書面', en: 'Documents' },
  paperHere: { ja: '書面をお渡しします。', en: 'Here is the document.' },
  noPaper: { ja: 'その書面はありません。', en: 'There is no such document.' },
  timeline: { ja: '経過', en: 'Timeline' },
  timelineOf: { ja: '報告 {number} の経過', en: 'Timeline of report {number}' },
  whoTakes: { ja: 'タスク{task}は、だれが担当しますか。', en: 'Who takes task {task}?' },
  change: { ja: '{before}→{after}', en: '{before} → {after}' },
  numbered: { ja: '{id}. {title}', en: '{id}. {title}' },
  findOut: { ja: '「{label}」を確かめる', en: 'Find out: {label}' },
  save: { ja: '記録する', en: 'Save' },

  // ---- lists
  open: { ja: '対応中の報告', en: 'Open reports' },
  mine: { ja: '自分が担当の報告', en: 'My reports' },
  overdue: { ja: '期限を過ぎた報告', en: 'Overdue reports' },
  all: { ja: 'すべての報告', en: 'All reports' },
  table: { ja: '表（CSV）を出す', en: 'Table (CSV)' },
  tableMade: {
    ja: '担当する報告の表です（新しいものから{count}件まで）。Excelで開けます。',
    en: 'A table of the reports that you answer for (the newest {count}). It opens in Excel.',
  },
  homeOpen: { ja: '対応中の事故', en: 'Open incidents' },
  homeOverdue: { ja: '期限を過ぎたもの', en: 'Overdue' },
} as const satisfies Readonly<Record<string, Text>>;
