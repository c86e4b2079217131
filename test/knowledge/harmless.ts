/** Makes messages as people write them in a report, with figures, dates and places but no personal data in them. */
import fc from 'fast-check';

const digit = fc.integer({ min: 0, max: 9 });
const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const monthDay = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
const count = fc.integer({ min: 1, max: 99_999 });
const comma = count.map((value) => value.toLocaleString('en-US'));
const harmlessParts: readonly fc.Arbitrary<string>[] = [
  fc.tuple(fc.integer({ min: 1, max: 17 }), fc.integer({ min: 1, max: 8 })).map(([a, b]) => `第${a}条第${b}項`),
  fc.tuple(fc.integer({ min: 1, max: 17 }), fc.integer({ min: 1, max: 8 })).map(([a, b]) => `Art. ${a}.${b}`),
  pick(
    '個人情報の保護に関する法律第２条第１項',
    '第６条第８項第３号イ',
    '規則43条',
    '6.8.3.b',
    '番号法29条の4',
    'APPI Art. 68',
  ),
  fc.tuple(fc.integer({ min: 2024, max: 2026 }), monthDay).map(([y, [m, d]]) => `${y}年${m}月${d}日`),
  fc
    .tuple(fc.integer({ min: 2024, max: 2026 }), monthDay)
    .map(([y, [m, d]]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`),
  fc
    .tuple(monthDay, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 10, max: 59 }))
    .map(([[m, d], h, min]) => `${m}/${d} ${h}:${min}`),
  fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 10, max: 59 })).map(([h, min]) => `${h}時${min}分ごろ`),
  count.map((value) => `約${value}人`),
  comma.map((value) => `${value}件`),
  comma.map((value) => `${value}円`),
  comma.map((value) => `about ${value} people`),
  count.map((value) => `${value} records`),
  fc.tuple(count, count).map(([a, b]) => `${a}〜${b}枚`),
  fc.integer({ min: 1, max: 9999 }).map((value) => `報告 2026-${String(value).padStart(4, '0')}`),
  fc.tuple(digit, digit, digit).map(([a, b, c]) => `v${a}.${b}.${c}`),
  fc.ipV4(),
  fc.tuple(fc.ipV4(), fc.integer({ min: 80, max: 65_000 })).map(([ip, port]) => `${ip}:${port}`),
  pick(
    '神戸市の事務所',
    'JR神戸線の明石〜三ノ宮の間',
    '兵庫県庁',
    '大阪支社の3階',
    '東京の事務所',
    '梅田のカフェ',
    '中央区の会議室',
    '明石市役所',
  ),
  pick(
    '氏名、住所、電話番号',
    '申請書、名簿、契約書',
    '神戸市、明石市、姫路市、西宮市',
    '総務課、税務課、福祉課',
    '兵庫県、大阪府、京都府',
    '東京、大阪、名古屋',
    '駅、カフェ、タクシー',
  ),
  pick(
    'names, addresses and phone numbers',
    'Kobe, Osaka and Tokyo',
    'New York, Los Angeles, San Francisco',
    'Acme Foods, Globex Systems and Initech Labs',
    'Excel, Word, PowerPoint',
    'Google Drive, Dropbox, OneDrive',
    'Monday, Tuesday and Wednesday',
  ),
  pick(
    '業務責任者の佐藤さん',
    '上司の田中課長',
    '県の担当者様',
    'お客様',
    '株式会社山田商事',
    '鈴木建設',
    '富士通、日立、東芝',
    '三井住友銀行とみずほ銀行',
    '本人様',
    '代理人様',
  ),
  pick(
    'USBを電車でなくしました',
    'メールを誤送信しました',
    'ファイルサーバーが暗号化されました',
    'i sent the list to the wrong company',
    'the bucket was public since tuesday',
    '300人分の氏名と生年月日',
    '口座番号の一覧 300件',
    '電話番号は300件',
    '写真と動画',
    'マイナンバーが100件',
    'card numbers of 20 people',
  ),
  pick(
    '2026年度',
    '令和8年4月1日付',
    '様式１',
    '第１回',
    '10-20人',
    '3-5日',
    '1-2月分',
    'Q3-2026',
    'R8.11.20',
    'INC-2026-11-0003',
    '20261122',
  ),
];

/** A message of an incident report that holds no personal data. */
export const harmless: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.oneof(...harmlessParts), { minLength: 1, maxLength: 5 }),
    pick('、', '。', ' ', '\n', 'です。', ', '),
  )
  .map(([parts, sign]) => parts.join(sign));
