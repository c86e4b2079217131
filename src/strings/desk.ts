/** What the desk as a whole says, whichever room answers. */
import type { Text } from '../types.ts';

export const desk = {
  stranger: {
    ja: '申し訳ありません。この窓口は、社内の方だけが使えます。ご用の方は、担当者に直接お問い合わせください。',
    en: 'I am sorry: this desk is for the staff of this company only. Please ask the person you work with directly.',
  },
  tooMany: {
    ja: 'たくさんのメッセージをいただいているため、いま届いた分は受け取れませんでした（１分間に{limit}件まで）。１分ほど待って、もう一度送ってください。それより前にいただいた分は、順にお答えします。お急ぎの事故の連絡は、業務責任者に電話してください。',
    en: 'You are sending more than I can take ({limit} messages a minute), so I did not keep this one. Please wait about a minute and send it again. I am answering the earlier ones in order. If it is an urgent incident, phone your responsible person (業務責任者).',
  },
  homeTitle: { ja: '特記事項の窓口', en: 'Your desk for the annex' },
  homeText: {
    ja: '特記事項（機密保持・個人情報）の質問に、条文の引用を付けてお答えします。メッセージに、ふだんの言葉で書いてください。例：「このノートPC、家に持って帰っていい？」',
    en: 'I answer questions about the annex (confidentiality, personal information) and quote the article. Write me a message in everyday words, for instance “Can I take this laptop home?”',
  },
} as const satisfies Readonly<Record<string, Text>>;
