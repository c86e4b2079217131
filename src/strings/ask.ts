/** What the desk says around an answer. The answers themselves stand in knowledge/guidance. */
import type { Text } from '../types.ts';

export const ask = {
  next: { ja: '次にすること：{next}', en: 'What to do now: {next}' },
  middle: {
    ja: '確信が持てないため、いちばん近い規定をお見せします。当てはまるかどうか、業務責任者に確かめてください。',
    en: 'I am not sure, so here is the closest provision. Please check with your responsible person (業務責任者) whether it applies.',
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
