/** What the training room says. The courses themselves stand in knowledge/courses. */
import type { DutyReason, Text } from '../types.ts';

export const training = {
  // ---- my courses
  title: { ja: '研修', en: 'Training' },
  mineText: { ja: 'あなたの研修です。', en: 'This is your training.' },
  nothing: { ja: 'いま受ける研修はありません。', en: 'You have no training to do at the moment.' },
  guest: {
    ja: '研修の記録は、名簿に載っている方が対象です。名簿については業務責任者に聞いてください。',
    en: 'Training is recorded for people on the staff list. Please ask your responsible person (業務責任者) about the list.',
  },
  privateOnly: {
    ja: '研修は、ほかの人から見えない個別のチャットで行います。私との個別のチャットで「研修」と書いてください。',
    en: 'I hold training in private only. Open a direct chat with me and write “training”.',
  },
  open: { ja: '期限 {due}', en: 'due {due}' },
  openToday: { ja: '今日が期限です', en: 'due today' },
  openOver: { ja: '期限 {due}（{days}日過ぎています）', en: 'was due {due} ({days} days ago)' },
  openOverOne: { ja: '期限 {due}（1日過ぎています）', en: 'was due {due} (yesterday)' },
  openDone: { ja: '修了 {date}', en: 'completed {date}' },
  openReason: { ja: '{state}・{reason}', en: '{state}, {reason}' },
  begin: { ja: '研修を始める', en: 'Start training' },
  beginNamed: { ja: '「{course}」を始める', en: 'Start: {course}' },
  goOn: { ja: '研修の続き', en: 'Continue training' },
  goOnNamed: { ja: '「{course}」の続き', en: 'Continue: {course}' },
  again: { ja: '「{course}」をもう一度見る', en: 'Take again: {course}' },
  team: { ja: '担当の方の研修を見る', en: 'Show my team’s training' },

  // ---- taking a course
  started: {
    ja: '{intro}\n全部で{sections}節と確認問題{asked}問、約{minutes}分です。途中でやめても、続きから始められます。質問はいつでもどうぞ。',
    en: '{intro}\nThere are {sections} sections and {asked} quiz questions, about {minutes} minutes. You can stop at any time and go on later. Ask me questions whenever you like.',
  },
  startedNoQuiz: {
    ja: '{intro}\n全部で{sections}節、約{minutes}分です。途中でやめても、続きから始められます。質問はいつでもどうぞ。',
    en: '{intro}\nThere are {sections} sections, about {minutes} minutes. You can stop at any time and go on later. Ask me questions whenever you like.',
  },
  restarted: {
    ja: '受講の途中で教材が新しくなりました。正しい記録を残すため、お手数ですが最初から進めてください。',
    en: 'The course was updated while you were taking it. So that your record is right, please begin again. Sorry for the trouble.',
  },
  resumed: { ja: '続きから始めます。', en: 'Let us go on where you left off.' },
  sectionTitle: { ja: '{at}/{of}　{title}', en: '{at}/{of}  {title}' },
  lawLine: { ja: '{label}：{says}', en: '{label}: {says}' },
  next: { ja: '次へ', en: 'Next' },
  back: { ja: '戻る', en: 'Back' },
  pause: { ja: 'あとで続ける', en: 'Pause' },
  paused: {
    ja: 'ここまで保存しました。「研修の続き」で、いつでも再開できます。',
    en: 'Saved. “Continue training” brings you back at any time.',
  },
  readText: {
    ja: '教材は以上です。「すべて読みました」を押すと、読んだことの確認として日時が記録されます。',
    en: 'That is all of the material. When you press “I have read it all”, the time is recorded as your confirmation.',
  },
  readTitle: { ja: '読み終わりの確認', en: 'Confirm that you have read it' },
  readAll: { ja: 'すべて読みました', en: 'I have read it all' },
  quizStart: {
    ja: '確認問題は{asked}問です。{needed}問以上の正解で修了です。間違えても、そのつど説明します。',
    en: 'The quiz has {asked} questions; {needed} right answers complete the course. I explain every mistake.',
  },
  questionTitle: { ja: '問{at}/{of}', en: 'Question {at} of {of}' },
  right: { ja: '正解です。{explain}', en: 'Right. {explain}' },
  wrong: { ja: '正しい答えは「{right}」です。{explain}', en: 'The right answer is “{right}”. {explain}' },
  passedTitle: { ja: '修了しました', en: 'Course completed' },
  passed: {
    ja: 'おつかれさまでした。この記録は業務責任者が確認できます。',
    en: 'Well done. Your responsible person (業務責任者) can see this record.',
  },
  certificate: {
    ja: '{name}さんは、{date}に「{course}」（第{version}版）を修了しました。記録番号 {id}',
    en: '{name} completed “{course}” (version {version}) on {date}. Record {id}',
  },
  scoreLabel: { ja: '確認問題', en: 'Quiz' },
  score: { ja: '{asked}問中{score}問正解', en: '{score} of {asked} right' },
  minutesLabel: { ja: 'かかった時間', en: 'Time taken' },
  minutes: { ja: '{minutes}分', en: '{minutes} min' },
  validLabel: { ja: '次回の期限', en: 'Next due' },
  failedTitle: { ja: 'あと少しです', en: 'Nearly there' },
  failed: {
    ja: '{asked}問中{score}問正解でした（修了は{needed}問以上）。次の条文をもう一度見てから、別の問題でお試しください。何度でも受けられます。',
    en: 'You had {score} of {asked} right ({needed} are needed). Please look at the articles below once more, then try again with other questions. You can try as often as you like.',
  },
  retry: { ja: '確認問題をもう一度', en: 'Try the quiz again' },
  reread: { ja: '最初から読み直す', en: 'Read again from the start' },
  resting: {
    ja: '「{course}」は、条文が変わったため見直しています。いまは受けられません。準備ができてから、もう一度お試しください。',
    en: '“{course}” is being revised, because the provisions have changed. It cannot be taken now; please try again later.',
  },
  restsNow: {
    ja: '条文が変わったため見直し中（いまは受けられません）',
    en: 'being revised, as the provisions have changed; not to be taken now',
  },
  restingTitle: { ja: '研修を止めています：{course}', en: 'A course is not taught: {course}' },
  restingText: {
    ja: '引用している言葉が、いまの条文にありません。条文にないことを教えないよう、この研修の割り当てとお知らせを止めています。knowledge/courses/{file}.yaml を直して起動し直すと、元に戻ります。直すところは `npm run tokki -- doctor` で見られます。',
    en: 'It quotes words that the provisions do not have now. It is not assigned, and nobody is reminded of it, so that nothing is taught that is not in force. Correct knowledge/courses/{file}.yaml and start again; `npm run tokki -- doctor` shows what to correct.',
  },
  stale: {
    ja: 'このボタンは、いまの研修のものではありません。「研修」と書くと、いまの状況が見られます。',
    en: 'This button does not belong to your present training. Write “training” to see where you are.',
  },
  backTo: { ja: '研修の続きです。「次へ」で進みます。', en: 'Back to your training: press “Next” to go on.' },
  // ---- reminders
  soonTitle: { ja: '研修のお知らせ', en: 'A reminder of your training' },
  soon: {
    ja: 'お時間のあるときに受けてください。スマートフォンでも約{minutes}分で、途中で中断できます。',
    en: 'Please take it when you have a moment: about {minutes} minutes, on a phone too, and you can pause at any time.',
  },
  overTitle: { ja: '研修が残っています', en: 'Your training is still open' },
  over: {
    ja: 'お忙しいところ恐れ入ります。約{minutes}分で終わります。受けるのが難しい事情があれば、業務責任者にお知らせください。期限を延ばせます。',
    en: 'We know that you are busy; it takes about {minutes} minutes. If something keeps you from it, tell your responsible person (業務責任者): the date can be moved.',
  },
  askedBy: { ja: '{name}さんからのお知らせです。', en: '{name} asked me to remind you.' },
  snoozeHour: { ja: '1時間後', en: 'In 1 hour' },
  snoozeTomorrow: { ja: '明日', en: 'Tomorrow' },
  snoozeDays: { ja: '3日後', en: 'In 3 days' },
  snoozedHour: {
    ja: 'わかりました。{time}ごろ、もう一度お知らせします。',
    en: 'All right. I will remind you again at about {time}.',
  },
  snoozed: {
    ja: 'わかりました。{date}に、もう一度お知らせします。',
    en: 'All right. I will remind you again on {date}.',
  },
  snoozeLeft: { ja: 'あと{count}回、延ばせます。', en: 'Times left to put it off: {count}.' },
  snoozeLimit: {
    ja: 'お知らせの先送りは、これ以上できません。難しいときは、業務責任者に期限の延長を相談してください。',
    en: 'It cannot be put off again. If you cannot take it now, please ask your responsible person (業務責任者) for a later date.',
  },
  snoozeNothing: { ja: 'いま残っている研修はありません。', en: 'You have no open training.' },

  // ---- managers
  digestTitle: { ja: '研修の状況', en: 'Training in your team' },
  digestOwn: { ja: 'あなたの研修', en: 'Your own training' },
  digestTeam: { ja: '担当の方', en: 'Your team' },
  digestLong: { ja: '期限を{days}日以上過ぎている方', en: 'Overdue for {days} days or more' },
  digestText: {
    ja: '期限を過ぎている方 {over}名（1週間前 {before}名）、2週間以内に期限の方 {due}名、この1週間の修了 {done}名です。',
    en: '{over} overdue (a week ago: {before}), {due} due within two weeks, {done} completed this week.',
  },
  digestLongText: { ja: '{over}名です。', en: 'So far: {over}.' },
  more: { ja: 'ほか{count}名', en: '{count} more' },
  entryOver: { ja: '{course}　{days}日超過', en: '{course}, {days} days overdue' },
  entryDue: { ja: '{course}　期限 {due}', en: '{course}, due {due}' },
  entryToday: { ja: '{course}　今日が期限', en: '{course}, due today' },
  remindAll: { ja: '全員に知らせる', en: 'Remind all' },
  remindOne: { ja: '知らせる', en: 'Remind' },
  attend: { ja: '集合研修を記録', en: 'Record a classroom session' },
  extend: { ja: '期限を延ばす', en: 'Grant an extension' },
  evidence: { ja: '研修実施記録', en: 'Training records' },
  teamTitle: { ja: '担当の方の研修', en: 'My team’s training' },
  teamText: {
    ja: '対象{people}名のうち、修了{done}名（{rate}%）、期限超過{over}名です。',
    en: '{done} of {people} completed ({rate}%), {over} overdue.',
  },
  teamClear: { ja: '残っている研修はありません。', en: 'No training is open.' },
  older: { ja: '続きを見る', en: 'Show more' },
  notLeader: {
    ja: '担当する方がいないため、ここで見られるものはありません。',
    en: 'There is nothing to show here: nobody is in your charge.',
  },
  noSuchPerson: { ja: 'その方の研修は、ここでは扱えません。', en: 'I cannot act on that person’s training here.' },
  reminded: { ja: '{count}名に知らせました。', en: 'Reminded: {count}.' },
  remindedSome: {
    ja: '{count}名に知らせました。{already}名には、今日すでに知らせてあります。',
    en: 'Reminded: {count}. Told today already: {already}.',
  },
  remindLater: {
    ja: '{count}名に、その方の勤務時間になってから知らせます。',
    en: 'To be told when their working hours begin: {count}.',
  },
  remindNone: { ja: '知らせる相手はいませんでした。', en: 'There was nobody to remind.' },
  extendPerson: { ja: '対象の方', en: 'Person' },
  extendCourse: { ja: '研修', en: 'Course' },
  extendUntil: { ja: '新しい期限', en: 'New last day' },
  extendReason: { ja: '理由', en: 'Reason' },
  extendHint: {
    ja: '記録に残ります。病名など、細かな事情は書かないでください。',
    en: 'It is kept on record. Leave out details such as illnesses.',
  },
  extended: {
    ja: '{name}さんの「{course}」の期限を{due}に延ばしました。',
    en: '“{course}” is now due {due} for {name}.',
  },
  extendedNote: {
    ja: 'ご本人にも、勤務時間内にお知らせします。',
    en: 'The person will be told too, within working hours.',
  },
  extendedTitle: { ja: '研修の期限が延びました', en: 'Your training is due later' },
  extendedOwn: { ja: '「{course}」の期限は{due}になりました。', en: '“{course}” is now due {due}.' },
  save: { ja: '記録する', en: 'Save' },
  attendTitle: { ja: '集合研修の記録', en: 'Classroom session' },
  attendText: {
    ja: '集合研修に出席した方を記録します。確認問題の代わりになります。',
    en: 'Records who attended a classroom session; it counts instead of the quiz.',
  },
  attendCourse: { ja: '研修', en: 'Course' },
  attendAt: { ja: '実施日時', en: 'Held on' },
  attendMinutes: { ja: '時間（分）', en: 'Minutes' },
  attendPlace: { ja: '場所', en: 'Place' },
  attendTheme: { ja: 'テーマ', en: 'Theme' },
  attendTrainer: { ja: '講師', en: 'Trainer' },
  attendWho: { ja: '出席者', en: 'Attendees' },
  attendIds: { ja: 'ほかの出席者（社員番号）', en: 'Further attendees (staff numbers)' },
  attendIdsHint: { ja: '一行に一つ、またはカンマ区切りで書いてください。', en: 'One a line, or separated by commas.' },
  attended: {
    ja: '{count}名の出席を記録しました。記録番号 {id}',
    en: 'Attendance recorded: {count}. Record {id}',
  },
  confirm: { ja: '記録を確認した', en: 'I have checked the records' },
  confirmed: {
    ja: '「{course}」の研修実施記録（{from}〜{to}）を、業務責任者として確認した記録を残しました。',
    en: 'It is on record that you have checked the records of “{course}” ({from} to {to}).',
  },
  confirmedSame: { ja: 'この内容は、すでに確認済みです。', en: 'You have confirmed this already.' },
  evidenceText: {
    ja: '検査や甲（県）への報告に使える記録です。期間：{from}〜{to}',
    en: 'These records are for inspections and reports to the prefecture. Period: {from} to {to}',
  },
  evidenceLine: {
    ja: '対象{people}名、修了{done}名（{rate}%）、未修了{open}名',
    en: '{done} of {people} completed ({rate}%), {open} open',
  },
  lastYear: { ja: '前年度を見る', en: 'Show last year' },

  // ---- problems
  neededField: { ja: '記入してください。', en: 'Please fill this in.' },
  badTime: { ja: '日時を選んでください。', en: 'Please pick a date and time.' },
  futureTime: {
    ja: 'これから先の日時です。実施した日時を選んでください。',
    en: 'That is still to come. Please pick when it was held.',
  },
  oldTime: { ja: '2年より前の研修は記録できません。', en: 'Sessions of more than two years ago cannot be recorded.' },
  badMinutes: { ja: '1〜600の整数で書いてください。', en: 'Please write a whole number from 1 to 600.' },
  badIds: { ja: '担当の方の中に見つかりません：{ids}', en: 'Not found in your team: {ids}' },
  nobodyAttended: { ja: '出席者を選んでください。', en: 'Please pick who attended.' },
  badUntil: { ja: '今日より後、1年以内の日を選んでください。', en: 'Please pick a day after today, within a year.' },
  badChoice: { ja: '一覧から選んでください。', en: 'Please pick one from the list.' },
} as const satisfies Readonly<Record<string, Text>>;

export const reasons: Readonly<Record<DutyReason, Text>> = {
  start: { ja: '業務を始めるとき', en: 'on joining' },
  renewal: { ja: '定期の更新', en: 'regular renewal' },
  incident: { ja: '事故のあと', en: 'after an incident' },
  order: { ja: '業務責任者の指定', en: 'set by your responsible person' },
};
