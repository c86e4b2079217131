/** The sentences of the page itself. What the desk says comes with each Reply. */
import type { Lang } from '../../../src/index.ts';

export const words = {
  tagline: { ja: '特記事項の相談と事故報告の窓口', en: 'Ask about the annex, report an incident' },
  other: { ja: 'English', en: '日本語' },
  staff: { ja: '従事者', en: 'Employee' },
  responsible: { ja: '業務責任者', en: 'Manager' },
  admin: { ja: '管理者', en: 'Admin' },
  auditor: { ja: '監査担当者', en: 'Auditor' },
  guest: { ja: 'ゲスト', en: 'Guest' },
  welcome: {
    ja: 'こんにちは。特記事項について何でもおたずねください。情報が漏れた・なくしたかもしれないときは、そのまま書いてください。すぐにご案内します。',
    en: 'Hello. Ask anything about the annex. If something may have leaked or got lost, just say what happened; you will be guided at once.',
  },
  waiting: {
    ja: '部下からの事故報告があると、ここに届きます。質問もできます。',
    en: 'Incident reports from your staff arrive here. You can ask questions too.',
  },
  placeholder: { ja: '質問、または起きたことを書いてください', en: 'Ask a question, or say what happened' },
  send: { ja: '送信', en: 'Send' },
  typing: { ja: '確認しています…', en: 'Looking it up…' },
  failed: { ja: '送れませんでした。', en: 'Not sent.' },
  retry: { ja: 'もう一度送る', en: 'Send again' },
  filled: { ja: '（記入した内容を送りました）', en: '(form sent)' },
  reopen: { ja: '回答欄をもう一度開く', en: 'Open it again' },
  offline: {
    ja: '接続が切れています。つながりしだい続けます。',
    en: 'Connection lost. It goes on as soon as it is back.',
  },
  stranger: {
    ja: 'この窓口に登録されていません。総務・情報システムの担当に、登録を頼んでください。',
    en: 'You are not registered here. Please ask general affairs or IT to add you.',
  },
  log: { ja: '会話', en: 'Conversation' },
} as const;

/** The sentences of the desk for cases. */
export const deskWords = {
  desk: { ja: '事故対応', en: 'Desk' },
  chat: { ja: '会話', en: 'Chat' },
  lists: [
    { ja: '対応中', en: 'Open' },
    { ja: '自分が担当', en: 'Mine' },
    { ja: '期限切れ', en: 'Overdue' },
    { ja: 'すべて', en: 'All' },
  ],
  find: { ja: '開く', en: 'Open' },
  number: { ja: '報告番号（2026-0001）', en: 'Number (2026-0001)' },
  print: { ja: '印刷', en: 'Print' },
  failed: { ja: '送れませんでした。もう一度お試しください。', en: 'Not sent. Please try again.' },
} as const;

/** What a newcomer may try; each is sent as it stands. */
export const examples: Readonly<Record<Lang, readonly string[]>> = {
  ja: ['このノートPC、家に持って帰っていい？', 'USBで渡していい？', 'USBメモリーを電車に忘れました'],
  en: ['Can I take this laptop home?', 'May we store the data on a US server?', 'I left a USB stick on the train'],
};
