/** What this adapter says by itself; everything else comes in a Reply. */
import type { Text } from '../../src/index.ts';

export const words = {
  ok: { ja: '決定', en: 'OK' },
  answer: { ja: '回答', en: 'Your answer' },
  choose: { ja: '選んでください', en: 'Please choose' },
  edit: { ja: '直す', en: 'Edit' },
  date: { ja: '日付', en: 'Date' },
  time: { ja: '時刻（日本時間）', en: 'Time (Japan)' },
  openForm: { ja: 'フォームを開く', en: 'Open the form' },
  close: { ja: '閉じる', en: 'Close' },
  empty: { ja: '（未記入）', en: '(empty)' },
  ai: {
    ja: '文はAIが整えました。引用は原文のままです。',
    en: 'Worded with the help of AI; the quotes are verbatim.',
  },
  english: {
    ja: '参考英訳（公式の訳ではありません）',
    en: 'English rendering (unofficial; the Japanese text decides)',
  },
  homeHint: {
    ja: 'ボタンを押すと、「メッセージ」タブでお答えします。',
    en: 'When you press a button, I answer in the “Messages” tab.',
  },
  commandTaken: {
    ja: '個別のチャットでお答えします。Tokkiとのメッセージをご覧ください。',
    en: 'I answer in a direct chat. Please look at your messages with Tokki.',
  },
  notTaken: {
    ja: 'いま記録できないため、お話を受け取れていません。数分たっても返事がないときは、もう一度送ってください。お急ぎの事故の連絡は、業務責任者に電話してください。',
    en: 'I cannot record anything right now, so I have not taken this. If you hear nothing in a few minutes, please send it again. If it is an urgent incident, phone your responsible person (業務責任者).',
  },
  tooMany: {
    ja: '短い時間にたくさん届いたため、まだ受け取っていません。１分ほど待って、もう一度送ってください。',
    en: 'Too much came in at once, so this has not been taken yet. Please wait about a minute and send it again.',
  },
  thinking: { ja: '条文を確かめています…', en: 'is looking at the provisions…' },
  promptsTitle: { ja: 'こんなことを聞けます', en: 'You can ask, for instance' },
} as const satisfies Readonly<Record<string, Text>>;

/** What stands on a button of the assistant, and what it sends. */
export interface Prompt {
  readonly title: Text;
  readonly message: Text;
}

/** Slack shows four at most. */
export const prompts: readonly [Prompt, ...Prompt[]] = [
  {
    title: { ja: 'パソコンの持ち出し', en: 'Taking a laptop home' },
    message: { ja: 'このノートPC、家に持って帰っていい？', en: 'Can I take this laptop home?' },
  },
  {
    title: { ja: 'データの渡し方', en: 'Handing over data' },
    message: { ja: 'データをUSBで渡していい？', en: 'May I hand over the data on a USB stick?' },
  },
  {
    title: { ja: '研修について', en: 'About training' },
    message: { ja: '研修は年に何回必要？', en: 'How often is training needed?' },
  },
  {
    title: { ja: '事故の報告', en: 'Report an incident' },
    message: { ja: '報告する', en: 'Report an incident' },
  },
];
