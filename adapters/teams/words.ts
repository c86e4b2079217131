/** What the Teams adapter says itself; everything else comes from the desk. */
import type { Lang, Text, Verdict } from '../../src/index.ts';

export const words = {
  ok: { ja: '決定', en: 'OK' },
  choose: { ja: '選んでください', en: 'Please choose' },
  date: { ja: '日付', en: 'Date' },
  time: { ja: '時刻（日本時間）', en: 'Time (Japan)' },
  edit: { ja: '直す', en: 'Edit' },
  none: { ja: '（未記入）', en: '(empty)' },
  show: { ja: '原文を見る', en: 'Show the text' },
  hide: { ja: '閉じる', en: 'Hide' },
  answered: { ja: '回答済み', en: 'Answered' },
  given: { ja: '回答：', en: 'Your answer: ' },
  closed: { ja: 'このカードの質問は、もう終わっています。', en: 'The question on this card is closed.' },
  ai: {
    ja: '文はAIが整えました。引用は原文のままです。',
    en: 'Worded with the help of AI; the quotes are verbatim.',
  },
  english: {
    ja: '参考英訳（公式の訳ではありません）',
    en: 'English rendering (unofficial; the Japanese text decides)',
  },
  elsewhere: {
    ja: '続きは、ほかの人から見えない個別のチャットに送りました。そちらをご覧ください。',
    en: 'I have sent the rest to our direct chat, where nobody else can read. Please look there.',
  },
  noChat: {
    ja: '個別のチャットを開けませんでした。Tokkiのアプリを追加して、私に直接「ヘルプ」と書いてください。お急ぎのときは、業務責任者に電話してください。',
    en: 'I could not open a direct chat. Please add the Tokki app and write “help” to me directly. If it is urgent, phone your responsible person (業務責任者).',
  },
  fileInPrivate: {
    ja: '文書は、個別のチャットでお渡しします。',
    en: 'I hand documents over in our direct chat only.',
  },
  fileOffer: {
    ja: '受け取ると、あなたのOneDriveに保存されます。',
    en: 'If you accept it, it is saved to your OneDrive.',
  },
  fileDeclined: { ja: '文書は渡していません。', en: 'The document was not handed over.' },
  fileFailed: {
    ja: '文書を保存できませんでした。もう一度お試しください。',
    en: 'The document could not be saved. Please try again.',
  },
  taken: { ja: '受け取りました。', en: 'I have taken it down.' },
  notTaken: {
    ja: 'いま記録できないため、お話を受け取れていません。数分たっても返事がないときは、もう一度送ってください。お急ぎの事故の連絡は、業務責任者に電話してください。',
    en: 'I cannot record anything right now, so I have not taken this. If you hear nothing in a few minutes, please send it again. If it is an urgent incident, phone your responsible person (業務責任者).',
  },
  tooMany: {
    ja: '短い時間にたくさん届いたため、まだ受け取っていません。１分ほど待って、もう一度送ってください。',
    en: 'Too much came in at once, so this has not been taken yet. Please wait about a minute and send it again.',
  },
  formGone: {
    ja: 'この報告はもう開いていません。ほかの画面で提出したか、取り消した可能性があります。',
    en: 'This report is not open any more. It may have been filed or cancelled elsewhere.',
  },
  reportTitle: { ja: '事故として報告', en: 'Report as incident' },
  reportAsk: {
    ja: 'このメッセージのことを、事故として報告しますか。控えるのはリンクだけで、本文は読み取りません。続きは、ほかの人から見えない個別のチャットでお聞きします。',
    en: 'Do you want to report this message as an incident? I keep a link to it and do not read its text. I will go on with you in a direct chat, where nobody else can read.',
  },
  reportYes: { ja: '報告を始める', en: 'Start the report' },
  old: {
    ja: 'このTeamsでは表示できません。文字で答えてください。',
    en: 'This version of Teams cannot show it. Please answer in words.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** What stands before a verdict, so that it can be read without colour. */
export const marks: Readonly<Record<Verdict, string>> = {
  prohibited: '✕',
  prohibited_unless_approved: '△',
  required: '！',
  permitted: '○',
  info: 'ｉ',
  unclear: '？',
};

/** The language of a Teams client, for what is said before the desk has answered. */
export function langOf(locale: string): Lang {
  return /^en/iu.test(locale) ? 'en' : 'ja';
}
