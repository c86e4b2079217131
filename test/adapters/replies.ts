/** One Reply of each kind: what every platform must be able to show. */
import type { Reply } from '../../src/types.ts';

const quote = {
  id: '6.5',
  label: '第６条第５項',
  heading: '安全管理措置',
  text: '乙は、この契約による業務を処理するために使用するパソコンや電子媒体（以下「パソコン等」という。）を台帳で管理するものとし、甲が承諾した場合を除き、当該パソコン等を作業場所から持ち出してはならない。',
  english: 'The contractor shall manage in a register the PCs and media, and shall not take them out without approval.',
};

const buttons = [
  { id: 'a:back', label: '戻る', style: 'quiet' },
  { id: 'a:file', label: '提出する', style: 'primary' },
  { id: 'a:cancel', label: '取り消す', style: 'danger' },
] as const;

export const replies = {
  answer: {
    kind: 'answer',
    lang: 'ja',
    verdict: 'prohibited_unless_approved',
    verdictLabel: '甲（県）の承諾がなければできません',
    text: '甲（県）の承諾がなければ持ち出せません。\n次にすること：業務責任者に相談してください。',
    quotes: [quote, { ...quote, id: '6.8.4', label: '第６条第８項第４号' }],
  },
  'answer-en': {
    kind: 'answer',
    lang: 'en',
    verdict: 'prohibited',
    verdictLabel: 'Not allowed',
    text: 'Private devices must not be used.',
    quotes: [quote],
    note: 'The Japanese text is binding.',
  },
  choice: {
    kind: 'question',
    lang: 'ja',
    text: '何が起きましたか。',
    input: {
      id: 'a:answer:kind',
      kind: 'choice',
      label: '種類',
      options: [
        { value: 'lost', label: '紛失・盗難' },
        { value: 'missent', label: '誤送信 <宛先> & 添付' },
      ],
      hint: '迷うときは「その他」で大丈夫です。',
    },
    buttons,
    note: '1/20　第１６条第１項にもとづく質問です。',
  },
  'choice-long': {
    kind: 'question',
    lang: 'en',
    text: 'Which month?',
    input: {
      id: 'a:answer:month',
      kind: 'choice',
      label: 'Month',
      options: Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: `Month ${i + 1}` })),
      values: ['3'],
    },
  },
  choices: {
    kind: 'question',
    lang: 'ja',
    text: '何をしましたか。',
    input: {
      id: 'a:answer:done',
      kind: 'choices',
      label: '対応',
      options: [
        { value: 'lock', label: '遠隔ロック' },
        { value: 'police', label: '警察に届け出' },
      ],
      values: ['lock'],
    },
  },
  number: {
    kind: 'question',
    lang: 'ja',
    text: '何人分ですか。',
    input: { id: 'a:answer:persons', kind: 'number', label: '人数', max: 1_000_000 },
  },
  datetime: {
    kind: 'question',
    lang: 'ja',
    text: 'いつ気づきましたか。',
    input: { id: 'a:answer:found', kind: 'datetime', label: '発覚日時', values: ['2026-11-23T15:00'] },
  },
  text: {
    kind: 'question',
    lang: 'ja',
    text: '何があったか、順に書いてください。',
    input: { id: 'a:answer:story', kind: 'text', label: '経緯', max: 1500 },
  },
  summary: {
    kind: 'summary',
    lang: 'ja',
    title: '報告の内容',
    text: 'この内容で提出しますか。',
    facts: [
      { label: '種類', value: '紛失・盗難', edit: 'a:edit:kind' },
      { label: '聞き取り', value: '一行目\n二行目' },
    ],
    buttons,
  },
  card: {
    kind: 'notice',
    lang: 'ja',
    title: '紛失・盗難のとき、いますぐすること',
    text: 'まず電話してください。',
    steps: ['遠隔ロックを頼みます。', '警察に届け出ます。'],
    quotes: [quote],
  },
  alert: {
    kind: 'alert',
    lang: 'ja',
    title: '事故報告 2026-0001：紛失・盗難',
    text: '佐藤 はなさんから届きました。',
    facts: [{ label: '人数', value: '約300人' }],
    buttons: [{ id: 'report:2026-0001', label: '2026-0001 を見る', style: 'primary' }],
  },
  list: {
    kind: 'list',
    lang: 'en',
    title: 'Reports',
    text: '1 report',
    facts: [{ label: '2026-0001', value: 'Lost, filed today' }],
    buttons: [{ id: 'report:2026-0001', label: 'Show 2026-0001' }],
  },
  form: {
    kind: 'form',
    lang: 'ja',
    text: '書けるところだけで構いません。',
    form: {
      id: 'a:fill',
      title: '事故の報告',
      submit: '記入する',
      inputs: [
        {
          id: 'kind',
          kind: 'choice',
          label: '何が起きましたか。',
          options: [
            { value: 'lost', label: '紛失・盗難' },
            { value: 'missent', label: '誤送信' },
          ],
          values: ['lost'],
          hint: '迷うときは「その他」で大丈夫です。',
        },
        { id: 'found', kind: 'datetime', label: 'いつ気づきましたか。', values: ['2026-11-23T15:00'] },
        { id: 'persons', kind: 'number', label: '何人分ですか。' },
        {
          id: 'items',
          kind: 'choices',
          label: 'どの項目ですか。',
          options: [
            { value: 'name', label: '氏名' },
            { value: 'address', label: '住所' },
          ],
          values: ['name'],
        },
        { id: 'story', kind: 'text', label: '何があったか、順に書いてください。', max: 1500 },
      ],
    },
  },
  home: {
    kind: 'home',
    lang: 'ja',
    title: '特記事項の窓口',
    text: 'ふだんの言葉で質問してください。',
    sections: [
      {
        title: '事故の報告',
        text: '書きかけの報告があります（紛失・盗難）。',
        buttons: [{ id: 'incident:a:resume', label: '報告の続き', style: 'primary' }],
      },
      {
        title: '担当する契約の報告',
        facts: [{ label: '2026-0001', value: '紛失・盗難　受付' }],
        buttons: [{ id: 'report:2026-0001', label: '2026-0001 を見る' }],
      },
    ],
  },
  document: {
    kind: 'notice',
    lang: 'ja',
    text: '第一報の様式案です。内容を確かめてから、甲に渡してください。',
    files: [{ id: 'report:2026-0001:first', name: '事故報告書_2026-0001_第一報.docx' }],
  },
  'worded-by-ai': {
    kind: 'answer',
    lang: 'en',
    verdict: 'required',
    verdictLabel: 'Required',
    text: 'Yes, the register has to show each copy.',
    quotes: [quote],
    ai: true,
  },
  whispered: { kind: 'notice', lang: 'ja', text: '続きは、個別のチャットでお聞きします。', only: 'U1' },
  error: { kind: 'error', lang: 'ja', text: '申し訳ありません。うまく処理できませんでした。' },
} as const satisfies Readonly<Record<string, Reply>>;
