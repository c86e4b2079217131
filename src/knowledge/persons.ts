/** Finds person names in a text: full names with an honorific, and lists of three or more. */
import { familyNames, familyNamesLatin, givenNames, placeNames, roles } from './names.ts';

export interface NameSpan {
  readonly start: number;
  readonly end: number;
}

interface Name extends NameSpan {
  /** 3: a known name; 1: looks like one; 0: may be one beside others. */
  readonly weight: number;
  /** Family and given name. */
  readonly full: boolean;
}

const kanji = '\\p{sc=Han}々ヶ﨑髙';
const honorific = /^\s?(?:様|さま|さん|氏|殿|くん|君|ちゃん|-san|-sama)/u;
const title = /(?:^|[^\p{L}])(?:Mr|Ms|Mrs|Miss|Dr)\.? $/u;
/** What may stand between the names of a list: separators, numbering, ages, honorifics; in a table the rest of the line. */
const between =
  /^(?:(?:[\s、,・/;|&()「」\d.:*-]|[①-⑳]|歳|才|男性?|女性?|様|さま|さん|氏|殿|くん|君|ちゃん|-san|と|や|及び|および|ならびに|and|mr\.?|ms\.?|mrs\.?)*|[^\n]{0,24}\n[\s\d.)・*-]{0,6})$/iu;
const betweenLimit = 30;
/** Characters of offices, places and things: after a known family name they are no given name. */
const office = /[課部局係室署社店院校園館庁省会法条項号票帳類件料費税額者]/u;
/** 17,090人 代理人様: what is counted is no family name. */
const counter = /^[人名件枚回階台個冊通円年月日時分]$/u;
const thing = /[県府都所名様的性化先元後前内外第表書簿証数金円年月日時分秒用市区町村駅]/u;
const particle =
  /^(?:から|まで|より|です|でし|など|なら|ほか|だけ|とか|さま|さん|くん|ちゃん|へは|には|とは|にも|への|まし|ます)/u;
/** How Japanese given names often end. */
const givenEnd =
  /[子美香奈恵江代郎朗介助太斗也哉樹輝平一二三彦男雄夫次司志希莉菜花乃音翔大吾亮健誠剛隆博浩裕佑優結愛葵蓮湊悠陽咲凛華織穂輔矢治慎敏武雅隼匠颯朔奏澪紬凪正明義信行弘久和則徳孝昭康幸進勝豊茂実保清稔勇学巧翼岳司宏晃徹哲]$/u;

/** Every stretch of a text that names persons. @param text in one width, case kept */
export function findNames(text: string): readonly NameSpan[] {
  const names = allNames(text);
  return [...addressed(text, names), ...lists(text, names)];
}

/** Full names that are known, wherever they stand. */
export function knownNames(text: string): readonly NameSpan[] {
  return allNames(text).filter(({ weight, full }) => weight === 3 && full);
}

/** What reads like the name of somebody: a full name that is known, or a known family name that is addressed. */
export function likelyNames(text: string): readonly NameSpan[] {
  const isAddressed = ({ end }: Name) => honorific.test(text.slice(end, end + 6));
  return allNames(text).filter((name) => name.weight === 3 && (name.full || isAddressed(name)));
}

function allNames(text: string): readonly Name[] {
  return [...japaneseNames(text), ...latinNames(text)].sort((a, b) => a.start - b.start);
}

function addressed(text: string, names: readonly Name[]): readonly NameSpan[] {
  return names.flatMap(({ start, end, full }) => {
    const after = honorific.exec(text.slice(end, end + 6))?.[0] ?? '';
    const isPerson = full && (after !== '' || title.test(text.slice(Math.max(0, start - 8), start)));
    return isPerson ? [{ start, end: end + after.length }] : [];
  });
}

/** Three or more names in a row, known enough on the whole. */
function lists(text: string, names: readonly Name[]): readonly NameSpan[] {
  const runs: Name[][] = [];
  for (const name of names) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const gap = last === undefined ? '' : text.slice(last.end, name.start);
    if (run && gap !== '' && gap.length <= betweenLimit && between.test(gap)) run.push(name);
    else runs.push([name]);
  }
  const isList = (run: readonly Name[]) =>
    run.length >= 3 && run.reduce((sum, { weight }) => sum + weight, 0) >= run.length;
  return runs.filter(isList).map((run) => ({ start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 }));
}

const japanese = new RegExp(
  `(?<![${kanji}])(?<family>[${kanji}]{1,6})[ \u3000](?:(?<given>[${kanji}]{1,3}?)(?=[様氏殿君]|[^${kanji}]|$)|(?<given>[ぁ-ん]{2,5}?(?=さま|さん|くん|ちゃん|[^ぁ-ん]|$)|[ァ-ヶー]{2,6}(?![ァ-ヶー])))|` +
    `(?<![${kanji}])(?<run>[${kanji}]{2,9})(?<kana>[ぁ-ん]{2,4}?(?=[、,・\\s様氏殿君]|$|さん|さま|くん|ちゃん))?|` +
    '(?<![ァ-ヶー])(?<kata>[ァ-ヶー]{2,6}[ \u3000・][ァ-ヶー]{2,6})(?![ァ-ヶー])|' +
    '(?<![ぁ-ん])(?<hira>[ぁ-ん]{2,5}[ \u3000][ぁ-ん]{2,5})(?=[、,\\n様]|さん|$)',
  'gu',
);

function japaneseNames(text: string): readonly Name[] {
  return [...text.matchAll(japanese)].flatMap((match) => {
    const { family, given, run, kana = '', kata, hira } = match.groups ?? {};
    const place = { start: match.index, end: match.index + match[0].length };
    if (kata || hira) return [{ ...place, weight: 1, full: true }];
    if (family && given) return spaced(family, given, place);
    const bare = run?.replace(/[様氏殿君]$/u, '') ?? '';
    const nameKana = bare === run && !particle.test(kana) ? kana : '';
    return bare.length > 1 ? joined(bare, nameKana, match.index) : [];
  });
}

/** 佐藤 花子; 対象者佐藤 花子, where words run into the family name. */
function spaced(family: string, given: string, place: NameSpan): readonly Name[] {
  if (roles.has(given) || office.test(given)) return [];
  const from = [0, 1, 2, 3, 4].find((skip) => familyNames.has(family.slice(skip)));
  if (from !== undefined) return [{ start: place.start + from, end: place.end, weight: 3, full: true }];
  const looks =
    family.length <= 4 &&
    !counter.test(family) &&
    ![family, given].some((part) => thing.test(part) || office.test(part));
  return looks ? [{ ...place, weight: 1, full: true }] : [];
}

/** 佐藤花子, 対象者佐藤花子, 佐藤. */
function joined(run: string, kana: string, start: number): readonly Name[] {
  const place = { start, end: start + run.length + kana.length };
  if (familyNames.has(run)) {
    return kana === ''
      ? [{ ...place, weight: placeNames.has(run) ? 0 : 3, full: false }]
      : [{ ...place, weight: 3, full: true }];
  }
  for (let from = 0; from < run.length - 1; from++) {
    if (from > 0 && !/[者人名氏員客性]$/u.test(run.slice(0, from))) continue;
    const length = [4, 3, 2, 1].find((size) => isFullName(run.slice(from, from + size), run.slice(from + size) + kana));
    if (length !== undefined) return [{ ...place, start: start + from, weight: 3, full: true }];
  }
  const whole = run + kana;
  const isPair = run.length === 2 && kana === '' && familyNames.has(run.slice(0, 1));
  const isPlausible = (isPair || whole.length >= 3) && whole.length <= 6 && givenEnd.test(run);
  const looks = isPlausible && !thing.test(whole) && !office.test(whole);
  return looks ? [{ ...place, weight: 1, full: true }] : [];
}

function isFullName(family: string, given: string): boolean {
  if (!familyNames.has(family) || given.length < 1 || given.length > 4) return false;
  if (roles.has(given) || office.test(given)) return false;
  // 原因, 林業, 東京: family names of one character begin many words.
  return family.length > 1 || (given.length > 1 && givenEnd.test(given));
}

const stop = new Set(
  'to the and of in is was from a an by on for with at or has had will did would can about new san los las santa saint st port fort lake mount north south east west'.split(
    ' ',
  ),
);

/** John Smith, Sato Hanako, HANAKO SATO; in small letters where a name is known; given names alone. */
function latinNames(text: string): readonly Name[] {
  const words = [...text.matchAll(/(?<![A-Za-zÀ-ÿ\d@.])[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'-]{1,20}(?![A-Za-zÀ-ÿ\d@])/gu)];
  const names: Name[] = [];
  for (let i = 0; i < words.length; i++) {
    const pair = latinPair(text, words[i], words[i + 1]);
    // "Attendees John Smith": the better pair may begin one word later.
    const later = pair?.weight === 3 ? undefined : latinPair(text, words[i + 1], words[i + 2]);
    const single = latinSingle(words[i]);
    const name = later?.weight === 3 ? undefined : (pair ?? single);
    if (!name) continue;
    names.push(name);
    if (name === pair) i++;
  }
  return names;
}

function latinPair(text: string, first?: RegExpExecArray, second?: RegExpExecArray): Name | undefined {
  if (!first || !second) return undefined;
  const place = { start: first.index, end: second.index + second[0].length };
  if (!/^ (?:[A-Z]\. ?)?$/u.test(text.slice(first.index + first[0].length, second.index))) return undefined;
  const capital = [first, second].every(([word]) => /^\p{Lu}/u.test(word));
  const small = [first, second].every(([word]) => !/\p{Lu}/u.test(word));
  const [one, two] = [first[0].toLowerCase(), second[0].toLowerCase().replace(/-san$/u, '')];
  if ((!capital && !small) || stop.has(one) || stop.has(two)) return undefined;
  const known = [one, two].some((word) => givenNames.has(word) || familyNamesLatin.has(word));
  if (small) return givenNames.has(one) || familyNamesLatin.has(one) ? { ...place, weight: 3, full: true } : undefined;
  return { ...place, weight: known ? 3 : 0, full: true };
}

function latinSingle(word: RegExpExecArray | undefined): Name | undefined {
  const isGiven = word && /^\p{Lu}/u.test(word[0]) && givenNames.has(word[0].toLowerCase());
  if (!isGiven || placeNames.has(word[0].toLowerCase())) return undefined;
  return { start: word.index, end: word.index + word[0].length, weight: 3, full: false };
}
