/** What the incident desk says. The questions themselves stand in knowledge/forms/incident.yaml. */
import type { Text } from '../types.ts';

export const incident = {
  // ---- opening
  opened: {
    ja: '知らせてくれてありがとうございます。一緒に進めましょう。報告は一問ずつ、わかることだけで大丈夫です。',
    en: 'Thank you for telling us. Let us go through this together: one question at a time, and what you know is enough.',
  },
  phone: {
    ja: 'まず、業務責任者{names}に電話してください。夜でも休日でもかまいません。',
    en: 'First, phone your responsible person (業務責任者{names}), also at night and on holidays.',
  },
  cardNote: {
    ja: '報告は、これらをしながら続けられます。答えは一つずつ保存されます。',
    en: 'You can go on with the report meanwhile. Each answer is saved.',
  },
  phoneAnyway: {
    ja: 'その前に、業務責任者に電話してください。',
    en: 'Before that, please phone your responsible person (業務責任者).',
  },
  privateOnly: {
    ja: '事故の報告は、ほかの人から見えない個別のチャットで受け付けます。私との個別のチャットを開いて「報告する」と書いてください。まず、業務責任者に電話してください。',
    en: 'I take incident reports in private only, where nobody else can read. Open a direct chat with me and write “report”. First, phone your responsible person (業務責任者).',
  },
  privateReports: {
    ja: '報告の内容は、ほかの人から見えない個別のチャットでお見せします。',
    en: 'I show reports in private only, where nobody else can read. Please ask me in a direct chat.',
  },
  resumed: { ja: '「{kind}」の報告の続きです。', en: 'Here is your report again ({kind}).' },
  unfinished: {
    ja: '書きかけの報告「{kind}」があるので、いまの話はそこに控えました。別の件のときは、この報告を提出したあとで「報告する」と書いてください。急ぐことは、上のとおり先に進めてください。',
    en: 'You have an unfinished report ({kind}), so I noted this there. If it is another case, write “report” once this one is filed. What is urgent stands above; please do that first.',
  },
  kindOpen: { ja: '種類は未回答', en: 'kind not given yet' },

  // ---- asking
  noted: { ja: '控えました：{facts}', en: 'Noted. {facts}' },
  goOn: { ja: '続けましょう。', en: 'Let us go on.' },
  offerPause: {
    ja: 'おつかれさまです。「あとで続ける」で、ここまでを保存して休めます。まだのときは、業務責任者への電話だけは先にしてください。',
    en: 'You can stop here: “Pause” saves everything so far. If you have not done so, please phone your responsible person first.',
  },
  notedStory: { ja: '控えました。', en: 'Noted.' },
  fact: { ja: '{label} {value}', en: '{label}: {value}' },
  fromTo: { ja: '{from}→{to}', en: '{from} → {to}' },
  corrected: { ja: '直しました：{facts}', en: 'Corrected. {facts}' },
  correctHint: {
    ja: '違うところは「300人ではなく30人」のように書くと直せます。',
    en: 'If something is wrong, just write it, like “not 300, 30 people”.',
  },
  stopFirst: {
    ja: '止めることを先にしてください。報告はここまで保存されています。',
    en: 'Stopping it comes first. The report is saved up to here.',
  },
  why: { ja: '{at}/{of}　{label}にもとづく質問です。', en: 'Question {at} of {of}, asked because of {label}.' },
  editing: { ja: 'いまの答え：{value}', en: 'Your answer so far: {value}' },
  now: { ja: 'いま', en: 'Just now' },
  formAtOnce: { ja: 'まとめて記入する', en: 'Fill in a form' },
  formText: {
    ja: '書けるところだけで構いません。空欄は、あとで一つずつおたずねします。',
    en: 'Fill in what you can. I will ask for the rest later, one question at a time.',
  },
  keep: { ja: '記入する', en: 'Save' },
  inPrivate: {
    ja: '続きは、ほかの人から見えない個別のチャットでお聞きします。そちらをご覧ください。',
    en: 'I will go on with you in a direct chat, where nobody else can read. Please look there.',
  },
  resumeReport: { ja: '報告の続き', en: 'Continue the report' },
  homeTitle: { ja: '事故の報告', en: 'Incident reports' },
  homeOpen: {
    ja: '書きかけの報告があります（{kind}）。続きから答えられます。',
    en: 'You have an open report ({kind}). You can go on where you left off.',
  },
  homeNone: {
    ja: '情報が漏れた、なくした、かもしれないときは、すぐに報告してください。',
    en: 'If something leaked or got lost, or may have, please report it at once.',
  },
  homeMine: { ja: '自分が出した報告', en: 'Reports that I filed' },
  soFar: { ja: 'ここまでを見る', en: 'Show so far' },
  fileNow: { ja: 'いま提出する', en: 'File now' },
  firstReady: {
    ja: '第一報に必要なことがそろいました。いま提出できます。続けて答えると、より詳しい報告になります。',
    en: 'That is enough for the first call (第一報). You can file it now, or go on and make it more complete.',
  },
  firstBack: { ja: 'これが最初の質問です。', en: 'This is the first question.' },
  askedAgain: { ja: '「{label}」を聞き直します。', en: 'Let me ask again: {label}.' },
  leftAsIs: { ja: 'いまの答えのままにしました。', en: 'The answer stays as it is.' },
  notSkipped: {
    ja: 'この質問は飛ばせないので、「{label}」は「わからない」として控えました。あとで直せます。',
    en: 'This question cannot be skipped, so I noted “I don’t know” for: {label}. You can change it later.',
  },
  notAskedNow: {
    ja: 'その質問は、いまの答えでは必要ありません。',
    en: 'With the answers so far, that question is not needed.',
  },

  // ---- leaving
  paused: {
    ja: 'ここまで保存しました。「続きから」で、いつでも再開できます。まだのときは、業務責任者への電話だけは先にしてください。',
    en: 'Saved. “Continue” brings you back at any time. If you have not done so, please phone your responsible person first.',
  },
  askCancel: {
    ja: 'この報告を取り消しますか。ここまでの答えは消えます。漏えい・紛失のおそれが少しでもあるときは、取り消さずに提出してください。',
    en: 'Cancel this report? The answers will be deleted. If there is any chance of a leak or loss, please file it instead.',
  },
  cancelYes: { ja: '取り消す', en: 'Yes, cancel it' },
  cancelNo: { ja: '報告に戻る', en: 'Back to the report' },
  notCancelled: { ja: '取り消さずに、報告に戻りました。', en: 'Not cancelled. Back to the report.' },
  cancelled: {
    ja: '報告を取り消しました。あとから心配になったときは、いつでもまた書いてください。',
    en: 'The report is cancelled. If you start to worry later, write to me again at any time.',
  },

  // ---- review and filing
  summaryTitle: { ja: 'ここまでの報告', en: 'The report so far' },
  reviewTitle: { ja: '提出する前の確認', en: 'Before you file' },
  reviewText: {
    ja: '質問は以上です。内容を確かめて「提出する」を押してください。違うところは直せます。',
    en: 'Those were all the questions. Please check and press “File”. You can edit each answer.',
  },
  summaryText: {
    ja: '第１６条の報告に必要な内容がそろいました。このまま提出できます（「はい、提出してください」と書いても大丈夫です）。未確認の点は、あとで業務責任者と確かめられます。',
    en: 'This is what Art. 16 asks for. You can file it as it is; writing “yes, file it” works too. Open points can be settled with your responsible person later.',
  },
  summaryOpen: {
    ja: '答えは保存されています。違うところは直せます。',
    en: 'Your answers are saved. You can edit each of them.',
  },
  file: { ja: '提出する', en: 'File' },
  openPoints: { ja: '未確認の点', en: 'Open points' },
  told: { ja: '話された内容', en: 'In your words' },
  toldBy: { ja: '報告者の話', en: 'In the reporter’s words' },
  reporter: { ja: '報告者', en: 'Reporter' },
  contract: { ja: '契約・業務', en: 'Contract' },
  screening: { ja: '該当する可能性', en: 'May apply' },
  screeningNote: {
    ja: '該当する可能性があります。判断は甲（県）が行います。',
    en: 'These may apply. The prefecture decides.',
  },
  unconfirmed: { ja: '{value}（本人は未確認）', en: '{value} (not confirmed by the reporter)' },
  kindFirst: { ja: '提出する前に、これだけ教えてください。', en: 'Before filing I need just this.' },
  filedTitle: { ja: '報告 {number} を受け付けました', en: 'Report {number} is filed' },
  filedTold: { ja: '{names}に知らせました。', en: '{names} has been told.' },
  filedToldSome: { ja: '{names}に知らせました。', en: '{names} have been told.' },
  notFiled: { ja: '報告できるのは、社内の方だけです。', en: 'Only the staff of this company can report here.' },
  filedNobody: {
    ja: 'この報告を知らせる業務責任者も管理者も、ほかに登録されていません。いますぐ電話で業務責任者に伝えてください。',
    en: 'No other responsible person for this report and no other administrator is registered, so nobody was told. Phone your responsible person at once.',
  },
  filedSelf: {
    ja: 'あなたのほかに、この報告を知らせる業務責任者も管理者も登録されていません。甲（県）へ、あなたから速やかに報告してください。',
    en: 'Besides you, no responsible person for this report and no administrator is registered, so nobody was told. Please report to the prefecture promptly yourself.',
  },
  filedNext: [
    {
      ja: 'まだのときは、業務責任者に電話して番号 {number} を伝えてください。',
      en: 'If you have not yet, phone your responsible person and give the number {number}.',
    },
    {
      ja: '甲（県）への報告は、業務責任者が行います。県や本人への連絡は、業務責任者の指示を待ってください。',
      en: 'The responsible person reports to the prefecture. Leave contact with the prefecture and the people concerned to them.',
    },
    {
      ja: '証拠は残し、新しくわかったことはメモして業務責任者に伝えてください。',
      en: 'Keep the evidence. Note what else you learn and tell your responsible person.',
    },
  ],
  openHint: { ja: '{value}（未確認）', en: '{value} (not known yet)' },
  unnamed: { ja: '名簿にない人', en: 'somebody who is not in the list' },
  named: { ja: '{name}さん', en: '{name}' },
  person: { ja: '{name}さん（業務責任者）', en: '{name} (業務責任者)' },
  admin: { ja: '{name}さん（管理者）', en: '{name} (administrator)' },

  // ---- the alert
  alertTitle: { ja: '事故の報告 {number}：{kind}', en: 'Incident report {number}: {kind}' },
  alertText: {
    ja: '{name}から事故の報告がありました。すぐに報告者に電話し、甲（県）へ速やかに報告してください。',
    en: '{name} has filed an incident report. Please phone them now, and report to the prefecture promptly.',
  },
  alertNobody: {
    ja: 'この契約に業務責任者が登録されていないため、管理者のあなたに知らせています。',
    en: 'No responsible person is registered for this contract, so you are told as an administrator.',
  },
  alertNoContract: {
    ja: 'どの契約のことかわからないため、管理者のあなたに知らせています。',
    en: 'It is not known which contract this is about, so you are told as an administrator.',
  },
  alertFromResponsible: {
    ja: 'この契約の業務責任者は報告者だけなので、管理者のあなたに知らせています。',
    en: 'The reporter is the only responsible person of this contract, so you are told as an administrator.',
  },
  alertMoved: {
    ja: 'この報告は、あなたが担当する契約のことだとわかりました。',
    en: 'This report has turned out to be about a contract of yours.',
  },
  alertFromAdmin: {
    ja: '管理者からの報告なので、ほかの管理者にも知らせています。',
    en: 'An administrator has filed this, so the other administrators are told as well.',
  },
  amount: { ja: '数量', en: 'Amount' },
  notKnown: { ja: '未確認', en: 'not known yet' },

  // ---- buttons that no longer fit
  staleFiled: {
    ja: 'このボタンの報告は、もう提出されたか取り消されています。',
    en: 'The report of this button has been filed or cancelled already.',
  },
  staleOther: {
    ja: 'このボタンは別の報告のものです。いま書きかけの報告を続けましょう。',
    en: 'This button belongs to another report. Let us go on with the one that is open.',
  },
  staleUnknown: { ja: 'このボタンはもう使えません。', en: 'This button no longer works.' },
  nothingOpen: { ja: '書きかけの報告はありません。', en: 'No report is open.' },

  // ---- reports
  start: { ja: '事故を報告する', en: 'Report an incident' },
  reports: { ja: '報告一覧', en: 'Reports' },
  noReports: { ja: 'お見せできる報告はありません。', en: 'There are no reports to show you.' },
  reportsText: { ja: '{count}件の報告です（新しい順）。', en: '{count} reports, newest first.' },
  reportsOne: { ja: '1件の報告です。', en: 'One report.' },
  older: { ja: 'これより前', en: 'Older' },
  details: { ja: '{number} の詳細', en: 'Details of {number}' },
  reportLine: { ja: '{kind}　{filed}　{status}', en: '{kind}, {filed}, {status}' },
  reportTitle: { ja: '報告 {number}', en: 'Report {number}' },
  reportText: { ja: '{filed}に提出、{status}。', en: 'Filed {filed}, {status}.' },
  noReport: {
    ja: 'その番号の報告は、お見せできないか、ありません。番号を確かめてください。',
    en: 'There is no report with that number, or I cannot show it to you. Please check the number.',
  },
} as const satisfies Readonly<Record<string, Text | readonly Text[]>>;

/** Categories of the Enforcement Rules Art. 7 and 43 and of the My Number rules that may apply. */
export const screenings = {
  persons100: { ja: '本人が100人を超える（規則43条）', en: 'more than 100 persons (Rules Art. 43)' },
  persons1000: { ja: '本人が1,000人を超える（規則7条）', en: 'more than 1,000 persons (Rules Art. 7)' },
  special: { ja: '要配慮個人情報を含む', en: 'special-care information' },
  property: {
    ja: '財産的被害のおそれ（カード・口座・ログイン）',
    en: 'possible property damage (card, account, login)',
  },
  wrongful: {
    ja: '不正な目的のおそれ（不正アクセス・盗難など）',
    en: 'possible wrongful purpose (intrusion, theft …)',
  },
  mynumber: { ja: '個人番号（特定個人情報）を含む', en: 'My Number' },
} as const satisfies Readonly<Record<string, Text>>;
