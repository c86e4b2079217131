/** Makes messages as people write them in a report, with personal data in them. */
import fc from 'fast-check';
import type { PersonalKind } from '../../src/types.ts';

export interface Planted {
  readonly kind: PersonalKind;
  /** The message. */
  readonly text: string;
  /** What must not be readable any more. */
  readonly secret: string;
}

const digit = fc.integer({ min: 0, max: 9 });
const digits = (length: number) => fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''));
const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** The same text in another width: full-width letters, digits and hyphens, or as it is. */
const width = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.boolean()).map(([plain, wide]) => (wide ? widened(plain) : plain));

function widened(text: string): string {
  return text.replace(/[!-~]/gu, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000');
}

const hyphen = pick('-', ' ', '', '‐', '−', 'ー', '.', '–');
const mobile = fc
  .tuple(pick('090', '080', '070', '050'), digits(4), digits(4), hyphen)
  .map(([a, b, c, h]) => [a, b, c].join(h));
const areas = pick<readonly [string, number]>(
  ['03', 4],
  ['06', 4],
  ['078', 3],
  ['045', 3],
  ['0797', 2],
  ['0790', 2],
  ['09496', 1],
);
const land = areas.chain(([area, length]) =>
  fc
    .tuple(pick('-', '-', ' ', '', '('), digits(length), digits(4))
    .map(([h, middle, end]) => (h === '(' ? `${area}(${middle})${end}` : [area, middle, end].join(h))),
);
const abroad = fc.oneof(
  fc
    .tuple(pick('90', '80', '3', '78'), digits(4), digits(4))
    .map(([a, b, c]) => `+81 ${a}-${a.length === 2 ? b : b}-${c}`),
  fc.tuple(pick('415', '212', '650'), digits(3), digits(4)).map(([a, b, c]) => `+1 ${a}-${b}-${c}`),
  fc.tuple(digits(4), digits(6)).map(([a, b]) => `+44 20 ${a} ${b}`),
);
const free = fc.tuple(digits(3), digits(3)).map(([a, b]) => `0120-${a}-${b}`);
const kanjiMobile = mobile.map((text) =>
  text.replace(/\d/gu, (one) => '〇一二三四五六七八九'[Number(one)] ?? '').replace(/[^〇一二三四五六七八九]/gu, 'の'),
);
const phone = fc.oneof(width(mobile), width(land), abroad, free, kanjiMobile);

const localPart = pick('taro.yamada', 'hanako_s', 't-suzuki', 'info+x', 'a.b.c', 'm2026', 'YAMADA');
const domain = pick('example.co.jp', 'example.com', 'mail.example.ne.jp', 'ex-ample.org', 'docomo.example.jp');
const mail = fc.oneof(
  width(fc.tuple(localPart, domain).map(([local, host]) => `${local}@${host}`)),
  fc.tuple(localPart, domain).map(([local, host]) => `${local}(at)${host}`),
  fc.tuple(localPart, domain).map(([local, host]) => `${local} [at] ${host}`),
  fc.tuple(localPart, domain).map(([local, host]) => `${local} at ${host.replaceAll('.', ' dot ')}`),
);

export function withCheckDigit(first: string): string {
  const sum = [...first].reverse().reduce((total, one, i) => total + Number(one) * (i < 6 ? i + 2 : i - 4), 0);
  return first + (sum % 11 <= 1 ? 0 : 11 - (sum % 11));
}
const grouped = (text: string, sizes: readonly number[], sign: string) => {
  const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
  return starts.map((start, i) => text.slice(start, start + (sizes[i] ?? 0))).join(sign);
};
const mynumber = width(
  fc.tuple(digits(11), pick(' ', '-', '')).map(([first, sign]) => grouped(withCheckDigit(first), [4, 4, 4], sign)),
);

function withLuhn(first: string): string {
  const sum = [...first].reverse().reduce((total, one, i) => {
    const value = Number(one) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return first + ((10 - (sum % 10)) % 10);
}
const card = width(
  fc.oneof(
    fc
      .tuple(pick('4', '51', '35', '6011'), digits(15), pick(' ', '-', ''))
      .map(([head, rest, sign]) => grouped(withLuhn((head + rest).slice(0, 15)), [4, 4, 4, 4], sign)),
    fc
      .tuple(pick('34', '37'), digits(12), pick(' ', '-', ''))
      .map(([head, rest, sign]) => grouped(withLuhn(head + rest), [4, 6, 5], sign)),
  ),
);

const account = width(
  fc
    .tuple(
      pick('普通', '当座', '普通預金 ', '口座番号は', '口座番号：', 'account number ', 'account no. ', 'acct: '),
      digits(7),
    )
    .map(([word, number]) => word + number),
);

const cities = pick(
  '神戸市中央区',
  '明石市',
  '姫路市',
  '大阪市北区',
  '西宮市',
  '新宿区',
  '加古川市',
  '三田市',
  '丹波篠山市',
  'さいたま市大宮区',
  '札幌市中央区',
  '多可郡多可町',
  '横浜市西区',
);
const prefectures = pick('兵庫県', '大阪府', '東京都', '北海道', '');
const areasOfTowns = pick(
  '加納町',
  '本町',
  '大久保町',
  '緑が丘',
  '下山手通',
  '桜台',
  '西明石南町',
  '中区',
  '北野',
  '港島中町',
);
const lots = pick('6-5-1', '1丁目2番3号', '3-12', '12番地', '二丁目5番8号', '４丁目１−２', '123番地4', '10-2-305');
const address = fc
  .tuple(
    pick('', '〒650-0001 ', '〒650-0001', '650-0012 '),
    prefectures,
    cities,
    areasOfTowns,
    lots,
    pick('', ' 山手マンション201', 'メゾン305号室'),
  )
  .filter(([post, prefecture, , , lot]) => post !== '' || prefecture !== '' || !/^3-12$/u.test(lot))
  .map((parts) => parts.join(''));
const addressEn = fc
  .tuple(
    pick('1-2-3', '6-5-1', '12-4'),
    pick('Kano-cho', 'Sannomiya', 'Motomachi-dori', 'Okubo-cho'),
    pick('Chuo-ku, Kobe', 'Akashi-shi', 'Kita-ku, Osaka'),
  )
  .map(([lot, town, city]) => `${lot} ${town}, ${city}`);

/** Some of these are not among the names that the guard knows. */
const families = pick(
  '佐藤',
  '鈴木',
  '高橋',
  '髙橋',
  '田中',
  '渡邊',
  '山﨑',
  '小鳥遊',
  '薬袋',
  '五十嵐',
  '長谷川',
  '勅使河原',
  '森',
  '原',
  '大谷',
  '三宅',
  '神崎',
  '瀬戸',
  '綾小路',
  '木戸',
);
const givens = pick(
  '花子',
  '一郎',
  '健',
  '美咲',
  '大輔',
  '陽菜',
  'さくら',
  '翔太',
  '直樹',
  '恵',
  '由美子',
  '蓮',
  '誠',
  '結衣',
  '太郎',
);
const person = fc.tuple(families, pick('', ' ', '　'), givens).map((parts) => parts.join(''));
const knownPerson = fc
  .tuple(pick('佐藤', '鈴木', '高橋', '田中', '山本', '五十嵐', '長谷川', '小野寺'), pick('', ' ', '　'), givens)
  .map((parts) => parts.join(''));
const kana = fc
  .tuple(pick('サトウ', 'スズキ', 'タカハシ', 'ワタナベ'), pick('ハナコ', 'イチロウ', 'ミサキ', 'ケン'))
  .map((parts) => parts.join(' '));
const english = fc
  .tuple(
    pick('John', 'Mary', 'Peter', 'Susan', 'Emily', 'Robert', 'Linda', 'Daniel', 'Siobhan', 'Priya'),
    pick('Smith', 'Jones', 'Brown', 'Okafor', 'Nguyen', 'Garcia', "O'Brien", 'Tanaka'),
  )
  .map((parts) => parts.join(' '));
const romaji = fc
  .tuple(pick('Sato', 'Suzuki', 'Takahashi', 'Tanaka', 'Yamamoto'), pick('Hanako', 'Ichiro', 'Ken', 'Misaki'))
  .map((parts) => parts.join(' '));
const many = (one: fc.Arbitrary<string>, signs: readonly string[]) =>
  fc
    .tuple(fc.uniqueArray(one, { minLength: 3, maxLength: 8 }), pick(...signs))
    .map(([names, sign]) => names.join(sign));
const numbered = fc
  .uniqueArray(person, { minLength: 3, maxLength: 6 })
  .map((names) => names.map((name, i) => `${i + 1}. ${name}`).join('\n'));
const honoured = fc.tuple(knownPerson, pick('様', 'さん', '氏', 'さま')).map((parts) => parts.join(''));
const nameList = fc.oneof(
  many(person, ['、', '，', '\n', '・', '／', ',']),
  many(
    fc.tuple(person, pick('様', 'さん')).map((parts) => parts.join('')),
    ['、', 'と', '\n'],
  ),
  many(kana, ['、', '\n']),
  many(english, [', ', '\n', '; ', ' and ']),
  many(romaji, [', ', '\n']),
  numbered,
);

const year = fc.integer({ min: 1925, max: 2015 });
const monthDay = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
const birth = fc.tuple(knownPerson, english, year, monthDay, pick(0, 1, 2, 3, 4, 5)).map(([ja, en, y, [m, d], how]) => {
  const forms = [
    `${ja}（${y}年${m}月${d}日生）`,
    `${ja} ${y}/${m}/${d}`,
    `${ja}さん、生年月日は昭和${(y % 60) + 1}年${m}月${d}日`,
    `${en}, born ${d} May ${y}`,
    `${en} (DOB: ${y}-${m}-${d})`,
    `${ja}、${y}年${m}月${d}日生まれ`,
  ];
  return forms[how] ?? '';
});

const around = pick<readonly [string, string]>(
  ['', ''],
  ['相手の連絡先は', 'です'],
  ['名簿に', 'が入っていました'],
  ['送った先：', '。昨日の15時ごろです'],
  ['すみません、', ' と書いてありました。約300人分です'],
  ['the list had ', ' in it'],
  ['contact: ', ', sent yesterday 3pm'],
  ['the file holds ', '. about 120 people'],
);

function planted(kind: PersonalKind, secret: fc.Arbitrary<string>): fc.Arbitrary<Planted> {
  return fc
    .tuple(secret, around)
    .map(([hidden, [before, after]]) => ({ kind, secret: hidden, text: before + hidden + after }));
}

/** Messages with personal data of each kind, equally often. */
export const personal: Readonly<Record<PersonalKind, fc.Arbitrary<Planted>>> = {
  phone: planted('phone', phone),
  mail: planted('mail', mail),
  mynumber: planted('mynumber', mynumber),
  card: planted('card', card),
  account: planted('account', account),
  address: planted('address', fc.oneof({ weight: 4, arbitrary: width(address) }, { weight: 1, arbitrary: addressEn })),
  birth: planted('birth', birth),
  names: planted('names', fc.oneof({ weight: 3, arbitrary: nameList }, { weight: 1, arbitrary: honoured })),
};
