/** Messages as people of an office write them, with and without personal data; made from parts, by a seed. */
import type { Chance } from '../security/rng.ts';
import { withCheckDigit } from './messages.ts';

const digits = (chance: Chance, count: number) => Array.from({ length: count }, () => chance.number(10)).join('');
const wide = (text: string) => text.replace(/[!-~]/gu, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const kanji = (text: string) => text.replace(/\d/gu, (digit) => '〇一二三四五六七八九'[Number(digit)] ?? '');

const family = [
  '佐藤',
  '鈴木',
  '高橋',
  '田中',
  '渡辺',
  '伊藤',
  '山本',
  '中村',
  '小林',
  '加藤',
  '吉田',
  '山田',
  '松本',
  '井上',
  '木村',
  '清水',
  '斎藤',
  '阿部',
];
const given = [
  '花子',
  '一郎',
  '健太',
  '美咲',
  '陽子',
  '大輔',
  '由美',
  '翔太',
  '恵子',
  '直樹',
  '真理子',
  '浩二',
  '千尋',
  '和也',
];
const latinFamily = ['Sato', 'Suzuki', 'Tanaka', 'Yamada', 'Kobayashi', 'Watanabe', 'Smith', 'Johnson'];
const latinGiven = ['Hanako', 'Ichiro', 'Kenta', 'Yoko', 'John', 'Mary', 'Peter', 'Naoki'];
const towns = [
  '神戸市中央区',
  '大阪市北区',
  '横浜市西区',
  '姫路市',
  '明石市',
  '京都市左京区',
  '札幌市東区',
  '名古屋市中区',
];
const quarters = ['加納町', '本町', '大手前', '栄町', '元町通', '北野町', '山手'];

function phone(chance: Chance): string {
  const number = chance.pick([
    () => `0${chance.pick(['90', '80', '70'])}-${digits(chance, 4)}-${digits(chance, 4)}`,
    () => `0${chance.pick(['90', '80', '70'])}${digits(chance, 8)}`,
    () => `0${chance.pick(['78', '75', '92'])}-${digits(chance, 3)}-${digits(chance, 4)}`,
    () => `${chance.pick(['03', '06'])}-${chance.pick(['3', '5', '6'])}${digits(chance, 3)}-${digits(chance, 4)}`,
    () => `0${chance.pick(['78', '75'])}(${digits(chance, 3)})${digits(chance, 4)}`,
    () => `+81-${chance.pick(['90', '80'])}-${digits(chance, 4)}-${digits(chance, 4)}`,
    () => `0120-${digits(chance, 3)}-${digits(chance, 3)}`,
    () => `0${chance.pick(['90', '80'])} ${digits(chance, 4)} ${digits(chance, 4)}`,
  ])();
  return chance.pick([
    (text: string) => text,
    (text: string) => text,
    wide,
    (text: string) => text.replaceAll('-', 'ー'),
    (text: string) => text.replaceAll('-', '‐'),
  ])(number);
}

function card(chance: Chance): string {
  const body = `4${digits(chance, 14)}`;
  const sum = [...body].reduce((total, char, i) => {
    const doubled = Number(char) * (i % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  const number = body + String((10 - (sum % 10)) % 10);
  return chance.pick([number, number.replace(/(\d{4})(?=\d)/gu, '$1 '), number.replace(/(\d{4})(?=\d)/gu, '$1-')]);
}

function address(chance: Chance): string {
  const [a, b, c] = [1 + chance.number(9), 1 + chance.number(20), 1 + chance.number(30)];
  const lot = chance.pick([
    `${a}-${b}-${c}`,
    `${a}丁目${b}番${c}号`,
    wide(`${a}-${b}-${c}`),
    `${kanji(String(a))}丁目${b}-${c}`,
  ]);
  const place = `${chance.pick(towns)}${chance.pick(quarters)}${lot}`;
  return chance.pick([place, `兵庫県${place}`, `〒${digits(chance, 3)}-${digits(chance, 4)} ${place}`]);
}

const name = (chance: Chance) => chance.pick(family) + chance.pick(['', ' ', '　']) + chance.pick(given);
const latinName = (chance: Chance) => `${chance.pick(latinGiven)} ${chance.pick(latinFamily)}`;

/** What must not stay readable, by kind. */
export const secrets: Readonly<Record<string, (chance: Chance) => string>> = {
  phone,
  mail: (chance) => {
    const mail = `${chance.pick(latinGiven).toLowerCase()}${chance.pick(['.', '_', ''])}${chance.pick(latinFamily).toLowerCase()}${chance.number(100)}@${chance.pick(['example.co.jp', 'mail.example.com', 'pref.example.lg.jp', 'docomo.ne.jp'])}`;
    return chance.pick([mail, mail, wide(mail), mail.toUpperCase()]);
  },
  mynumber: (chance) => {
    const number = withCheckDigit(digits(chance, 11));
    return chance.pick([
      number,
      number.replace(/(\d{4})(?=\d)/gu, '$1 '),
      number.replace(/(\d{4})(?=\d)/gu, '$1-'),
      wide(number),
    ]);
  },
  card,
  address,
  birth: (chance) =>
    chance.pick([
      `${name(chance)}（19${50 + chance.number(50)}年${1 + chance.number(12)}月${1 + chance.number(28)}日生）`,
      `生年月日は昭和${30 + chance.number(30)}年${1 + chance.number(12)}月${1 + chance.number(28)}日`,
      `date of birth: 19${50 + chance.number(50)}-0${1 + chance.number(9)}-1${chance.number(10)}`,
    ]),
  names: (chance) =>
    chance.pick([
      Array.from({ length: 3 + chance.number(4) }, () => name(chance)).join(
        chance.pick(['、', ',', '\n', '・', ' / ']),
      ),
      Array.from({ length: 3 + chance.number(3) }, () => latinName(chance)).join(', '),
      `${chance.pick(family)} ${chance.pick(given)}様`,
    ]),
};

const frames: readonly ((secret: string) => string)[] = [
  (secret) => `${secret}に間違えて送ってしまいました。`,
  (secret) => `誤送信です。宛先：${secret}`,
  (secret) => `資料に「${secret}」と書いてありました`,
  (secret) => `対象者は${secret}です。どうすればいいですか？`,
  (secret) => `I sent the file to ${secret} by mistake.`,
  (secret) => `The record shows ${secret}, what should I do?`,
  (secret) => `【至急】\n${secret}\nの情報が漏れたかもしれません`,
  (secret) => `${secret}`,
];

export function withSecret(chance: Chance, kind: string): { readonly text: string; readonly secret: string } {
  const secret = secrets[kind]?.(chance) ?? '';
  return { secret, text: chance.pick(frames)(secret) };
}

const ordinary: readonly ((chance: Chance) => string)[] = [
  (c) => `第${1 + c.number(17)}条第${1 + c.number(8)}項について教えてください。`,
  (c) => `${c.number(30)}日の${c.number(24)}時${c.number(60)}分ごろ、USBメモリーを電車に忘れました。`,
  (c) => `約${c.number(5000)}人分の申請書が入っていました。`,
  (c) => `${c.number(100)}枚の書類を誤ってシュレッダーにかけました`,
  (c) => `報告番号2026-${String(1 + c.number(9999)).padStart(4, '0')}の状況を見せて`,
  (c) => `個人情報の保護に関する法律第${c.number(180)}条の罰則は？`,
  () => '氏名、住所、電話番号、メールアドレスの一覧を送ってしまった。',
  (c) =>
    `サーバー192.168.${c.number(256)}.${c.number(256)}のログを確認しました（v${c.number(9)}.${c.number(20)}.${c.number(9)}）。`,
  (c) => `契約金額は${(c.number(900) + 100) * 1000}円、期間は2026年${1 + c.number(12)}月${1 + c.number(28)}日から`,
  (c) => `${c.pick(family)}さんに確認してください。`,
  (c) => `業務責任者の${c.pick(family)}部長に電話しました`,
  (c) => `${c.pick(towns)}の${c.pick(['総務課', '税務課', '福祉課', '窓口'])}から預かった資料です`,
  () => '神戸市、姫路市、明石市の担当者から問い合わせがありました。',
  (c) => `Can I copy ${1 + c.number(500)} pages of the annex (Article ${1 + c.number(17)}.${1 + c.number(8)})?`,
  (c) =>
    `We lost about ${c.number(3000)} records on ${1 + c.number(28)} November 2026 at ${c.number(24)}:${String(c.number(60)).padStart(2, '0')}.`,
  () => 'The report went to New York, Los Angeles and San Francisco offices.',
  (c) => `管理番号${digits(c, 8)}のノートパソコンを紛失しました`,
  (c) => `請求書No.${digits(c, 10)}を別の会社に送りました`,
  (c) =>
    `ファイル名はlist_2026${String(1 + c.number(12)).padStart(2, '0')}${String(1 + c.number(28)).padStart(2, '0')}.xlsxです`,
  (c) => `様式${wide(String(1 + c.number(5)))}を提出しました。対象は${c.number(12)}の${c.number(30)}項目です。`,
  (c) => `会議室${c.number(20)}-${c.number(9)}に${c.number(50)}台のパソコンがあります`,
  () => '派遣労働者にも教育が必要ですか？派遣元との契約書に何を書けばいいですか。',
];

export function withoutSecret(chance: Chance): string {
  return Array.from({ length: 1 + chance.number(3) }, () => chance.pick(ordinary)(chance)).join('');
}
