/** What the desk says around an answer. The answers themselves stand in knowledge/guidance. */
import type { Text } from '../types.ts';

export const ask = {
  next: { ja: '次にすること：{next}', en: 'What to do now: {next}' },
  middle: {
    ja: '確信が持てないため、いちばん近い規定をお見せします。当てはまるかどうか、業務責任者に確かめてください。',
    en: 'I am not sure, so here is the closest provision. Please check with your responsible person (業務責任者) whether it applies.',
  },
  unguided: {
    ja: 'いちばん近いと思われる規定です。この規定には、まだ説明が用意されていません。本文を読み、当てはまるかどうかを業務責任者に確かめてください。',
    en: 'This seems to be the closest provision. Nobody has written an explanation of it yet: please read its text and check with your responsible person (業務責任者) whether it applies.',
  },
  none: {
    ja: 'ご質問に当たる規定を特記事項の中に見つけられませんでした。別の言い方でもう一度おたずねいただくか、業務責任者に聞いてください。',
    en: 'I could not find a provision of the annex that answers this. Please ask in other words, or ask your responsible person (業務責任者).',
  },
  outside: {
    ja: 'それは、この窓口ではお答えできません。特記事項（機密保持・個人情報）の質問と、事故の報告をお受けします。',
    en: 'I cannot help with that here. I answer questions about the annex (confidentiality, personal information) and take incident reports.',
  },
  incident: {
    ja: '漏えい等の可能性があります。まず業務責任者に電話で伝え、事故報告を始めてください。甲（県）には速やかに報告しなければなりません。',
    en: 'This may be an incident. Phone your responsible person (業務責任者) first and start the incident report. The prefecture must be told promptly.',
  },
  report: { ja: '事故を報告する', en: 'Report an incident' },
  help: {
    ja: '特記事項（機密保持・個人情報）について、ふだんの言葉でおたずねください。例：「このノートPC、家に持って帰っていい？」\n情報が漏れた、なくした、かもしれないときは、起きたことをそのまま書いてください。事故報告をご案内します。\n「報告一覧」で、出した報告を見られます。',
    en: 'Ask about the annex (confidentiality, personal information) in everyday words, for instance “Can I take this laptop home?”\nIf something leaked or got lost, or may have, just say what happened; you will be guided through the report.\n“reports” shows the reports that you filed.',
  },
  empty: {
    ja: '文字が読み取れませんでした。ふだんの言葉で、質問か、起きたことを書いてください。',
    en: 'I could not read any words. Please write a question, or what happened, in plain words.',
  },
  tooLong: {
    ja: '長すぎて読み切れませんでした（{max}文字まで）。知りたいことを一つに絞って、もう一度送ってください。事故のときは、まず業務責任者に電話し、「事故を報告したい」と書いてください。',
    en: 'That is too long for me (up to {max} characters). Please send it again with one question at a time. If something has happened, phone your responsible person (業務責任者) first and write “report an incident”.',
  },
  stale: {
    ja: 'このボタンはもう使えません。知りたいことや起きたことを、そのまま書いてください。',
    en: 'This button no longer works. Please write what you want to know, or what happened.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** A question goes to a person, and a person's answer comes back. */
export const handOver = {
  ask: { ja: '業務責任者に聞く', en: 'Ask the responsible person' },
  asked: {
    ja: 'この質問と私の答えを、{names}に送りました。返事はここに届きます。急ぎのときは、電話で確かめてください。',
    en: 'I have sent your question and my answer to {names}. The reply will arrive here. If it is urgent, please phone.',
  },
  waiting: {
    ja: 'この質問はもう{names}に送ってあります。返事が届くまでお待ちください。',
    en: 'This question is with {names} already. Please wait for the reply.',
  },
  nobody: {
    ja: 'この質問を送れる業務責任者も管理者も登録されていません。上長を通じて、甲（県）の担当課に確かめてください。',
    en: 'There is no responsible person and no administrator whom I could send this to. Please check with the prefecture through your manager.',
  },
  guest: {
    ja: 'あなたは名簿に載っていないため、どなたに送ればよいか分かりません。業務責任者に直接聞いてください。',
    en: 'You are not on the list of people, so I do not know whom to send this to. Please ask your responsible person (業務責任者) directly.',
  },
  notYours: {
    ja: 'これは、ほかの方の質問です。ご自分の言葉で、あらためておたずねください。',
    en: 'Somebody else asked this question. Please ask it again in your own words.',
  },
  title: { ja: '質問が届きました', en: 'A question for you' },
  titleAgain: { ja: '返事を待っている質問があります', en: 'A question still waits for you' },
  text: {
    ja: '{name}が、答えを求めています。',
    en: '{name} would like your answer.',
  },
  question: { ja: '質問', en: 'Question' },
  attempt: { ja: '私の答え', en: 'My answer' },
  cited: { ja: '引用した規定', en: 'Provisions quoted' },
  write: { ja: '答えを書く', en: 'Write an answer' },
  formTitle: { ja: '質問への答え', en: 'Answer a question' },
  send: { ja: '送る', en: 'Send' },
  input: { ja: '答え', en: 'Your answer' },
  inputHint: { ja: '{max}文字まで', en: 'up to {max} characters' },
  prompt: {
    ja: '次に書いた文を、そのまま{name}に送ります。',
    en: 'What you write next goes to {name} as it is.',
  },
  promptAgain: {
    ja: '{by}がもう答えています：「{answer}」付け加えることがあれば書いてください。次に書いた文を、そのまま{name}に送ります。',
    en: '{by} has answered already: “{answer}” If you have something to add, write it: it goes to {name} as it is.',
  },
  asker: { ja: '質問した方', en: 'the person who asked' },
  answerer: { ja: '担当者', en: 'a colleague' },
  empty: {
    ja: '文字が読み取れませんでした。答えを書くか、やめるを押してください。',
    en: 'I could not read any words. Please write the answer, or cancel.',
  },
  tooLong: {
    ja: '長すぎて送れませんでした（{max}文字まで）。短くして、もう一度書いてください。',
    en: 'That is too long to send (up to {max} characters). Please write it again, shorter.',
  },
  sent: { ja: '{name}に送りました。ありがとうございます。', en: 'Sent to {name}. Thank you.' },
  sentBefore: {
    ja: 'この答えは、もう{name}に送ってあります。',
    en: 'This answer has been sent to {name} already.',
  },
  gone: {
    ja: '質問した方は名簿から外れたため、届けられません。答えは記録に残しました。',
    en: 'The person who asked is no longer on the list, so I cannot deliver it. Your answer is kept on record.',
  },
  notForYou: {
    ja: 'この質問に答えられるのは、質問を受け取った業務責任者と管理者だけです。',
    en: 'Only the responsible persons who received this question, and administrators, can answer it.',
  },
  privateOnly: {
    ja: '答えは、ほかの人から見えない個別のチャットで受け付けます。私との個別のチャットを開いてください。',
    en: 'I take answers in private only, where nobody else can read. Please open a direct chat with me.',
  },
  dropped: { ja: '取りやめました。何も送っていません。', en: 'Cancelled. Nothing was sent.' },
  answerTitle: { ja: '{name}の答え', en: 'Answer from {name}' },
  answerNote: {
    ja: '人が書いた答えです。条文の引用は確かめられていません。',
    en: 'A person wrote this answer. Its quotes have not been checked.',
  },
  answered: {
    ja: '{by}が、{name}の質問に答えました。',
    en: '{by} has answered the question of {name}.',
  },
  undelivered: {
    ja: '{name}に質問を届けられませんでした。お手数ですが、直接聞いてください。',
    en: 'I could not deliver your question to {name}. Please ask them directly.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** What people think of an answer. */
export const feedback = {
  up: { ja: '👍 役に立った', en: '👍 Helpful' },
  down: { ja: '👎 違う', en: '👎 Not right' },
  thanks: { ja: 'ありがとうございます。記録しました。', en: 'Thank you. I have noted it.' },
  why: {
    ja: '教えてくださりありがとうございます。どこが違いましたか。',
    en: 'Thank you for telling me. What was not right?',
  },
  thanksWhy: {
    ja: 'ありがとうございます。答えの見直しに使います。',
    en: 'Thank you. It will be used to improve the answers.',
  },
  comment: { ja: '言葉で書く', en: 'In my own words' },
  commentTitle: { ja: '答えへの意見', en: 'What was not right' },
  commentPrompt: {
    ja: 'どこが違ったか、書いてください。次に書いた文を記録します。',
    en: 'Please write what was not right. I will note what you write next.',
  },
  commentInput: { ja: 'どこが違いましたか', en: 'What was not right?' },
} as const satisfies Readonly<Record<string, Text>>;

/** Why an answer was not right. */
export const reasons = {
  provision: { ja: '条文が違う', en: 'Wrong provision' },
  verdict: { ja: '結論が違う', en: 'Wrong verdict' },
  words: { ja: '分かりにくい', en: 'Hard to understand' },
  other: { ja: '聞きたいことと違う', en: 'Not what I asked' },
} as const satisfies Readonly<Record<string, Text>>;

/** What the responsible person hears once a week. */
export const digest = {
  title: { ja: '一週間の質問のまとめ', en: 'Questions of the week' },
  text: {
    ja: 'この一週間の質問は{asked}件でした。確信を持って答えられなかったもの：{unsure}件、「違う」という評価：{down}件、あなたの返事を待っているもの：{waiting}件。',
    en: 'Questions in the past week: {asked}. Not answered with confidence: {unsure}. Rated “not right”: {down}. Waiting for your reply: {waiting}.',
  },
  often: { ja: 'よく引用した規定：{labels}', en: 'Quoted most: {labels}' },
  waiting: { ja: '{name}の質問（{date}）', en: 'Question of {name} ({date})' },
  more: { ja: 'ほかに{count}件あります。', en: 'There are {count} more.' },
  note: {
    ja: '誰が何をたずねたかは、あなたに送られた質問のほかは示しません。',
    en: 'Who asked what is not shown, apart from the questions that were sent to you.',
  },
} as const satisfies Readonly<Record<string, Text>>;
