/** Words that every room uses, and what the form engine says about an answer that it cannot take. */
import type { Text, Verdict } from '../types.ts';

export const common = {
  yes: { ja: 'はい', en: 'Yes' },
  no: { ja: 'いいえ', en: 'No' },
  unknown: { ja: 'わからない', en: "I don't know" },
  back: { ja: '戻る', en: 'Back' },
  skip: { ja: '飛ばす', en: 'Skip' },
  cancel: { ja: '取り消す', en: 'Cancel' },
  pause: { ja: 'あとで続ける', en: 'Pause' },
  resume: { ja: '続きから', en: 'Continue' },
  otherLanguage: { ja: 'English', en: '日本語' },
  notGiven: { ja: '記入なし', en: 'not given' },
  guarded: {
    ja: '個人を特定できる内容（{kinds}）があったので、伏せて保存しました。できれば、いま送ったメッセージを削除してください。詳しい内容は業務責任者に直接伝えてください。',
    en: 'Your message held personal data ({kinds}). I kept it masked. Please delete the message if you can, and give such details to your responsible person directly.',
  },
  apology: {
    ja: '申し訳ありません。うまく処理できませんでした。書いていただいた内容は残っています。少し待って、もう一度お試しください。お急ぎのときは、業務責任者に電話してください。',
    en: 'I am sorry, that did not work. What you wrote is kept. Please wait a moment and try again. If it is urgent, phone your responsible person (業務責任者).',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** What the guard has seen. */
export const personalKinds = {
  phone: { ja: '電話番号', en: 'phone number' },
  mail: { ja: 'メールアドレス', en: 'mail address' },
  mynumber: { ja: '個人番号', en: 'My Number' },
  card: { ja: 'カード番号', en: 'card number' },
  account: { ja: '口座番号', en: 'bank account' },
  address: { ja: '住所', en: 'postal address' },
  birth: { ja: '生年月日', en: 'date of birth' },
  names: { ja: '氏名', en: 'names' },
} as const satisfies Readonly<Record<string, Text>>;

/** The first thing on an answer: what the annex says, from the asker's point of view. */
export const verdictLabels: Readonly<Record<Verdict, Text>> = {
  prohibited: { ja: 'できません', en: 'Not allowed' },
  prohibited_unless_approved: { ja: '甲（県）の承諾がなければできません', en: 'Not without the prefecture’s approval' },
  required: { ja: '必要です', en: 'Required' },
  permitted: { ja: 'できます', en: 'Allowed' },
  info: { ja: 'ご案内', en: 'For your information' },
  unclear: { ja: '定めがありません', en: 'The annex does not say' },
};

/** Why an answer could not be taken, and what to do instead. */
export const problems = {
  empty: {
    ja: '文字が読み取れませんでした。ことばで書くか、ボタンを選んでください。',
    en: 'I could not read any words. Please write in words, or press a button.',
  },
  tooLong: {
    ja: '長すぎて受け取れませんでした（{max}文字まで）。ここまでの答えは残っています。短くして、もう一度送ってください。',
    en: 'That is too long for me (up to {max} characters). Your answers so far are kept. Please send it again, shorter.',
  },
  pickOne: {
    ja: 'どれに当たるか読み取れませんでした。近いものを一つ選んでください。',
    en: 'I could not tell which one you mean. Please pick the closest one.',
  },
  pickSome: {
    ja: 'どれに当たるか読み取れませんでした。当てはまるものを選んでください（いくつでも）。',
    en: 'I could not tell which ones you mean. Please pick all that apply.',
  },
  notOffered: {
    ja: 'その選択肢はありません。下の中から選んでください。',
    en: 'That choice is not on the list. Please pick one of those below.',
  },
  number: {
    ja: '数が読み取れませんでした。「300」「約300」「100〜200」「最大500」のように書いてください。',
    en: 'I could not find a number. Please write it like “300”, “about 300”, “100 to 200” or “up to 500”.',
  },
  wholeNumber: {
    ja: '0以上の整数で書いてください。',
    en: 'Please write a whole number, zero or more.',
  },
  time: {
    ja: '日時が読み取れませんでした。「昨日の15時ごろ」「今朝」「11/20 14:05」のように書いてください（日本時間）。',
    en: 'I could not find a time. Please write it like “yesterday 3pm”, “this morning” or “20 Nov 14:05” (Japan time).',
  },
  future: {
    ja: 'これから先の日時になっています。もう一度、日付から書いてください（日本時間）。',
    en: 'That time is still to come. Please write it again, with the date (Japan time).',
  },
  impossible: {
    ja: 'その日時は暦にありません。もう一度、日付から書いてください。',
    en: 'That date or time does not exist. Please write it again, with the date.',
  },
  missing: { ja: '記入してください。', en: 'Please fill this in.' },
  needed: {
    ja: 'この質問だけは、近いもので構いませんので答えてください。',
    en: 'Please answer this one; the closest answer will do.',
  },
} as const satisfies Readonly<Record<string, Text>>;
