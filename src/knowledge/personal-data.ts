/** Personal data that is written in words: mail addresses, postal addresses, dates of birth. Patterns read evened text. */
import { spans } from './numbers-of-persons.ts';
import { knownNames, type NameSpan as Span } from './persons.ts';

/**
 * The text with every digit, letter and hyphen in one width and every kanji digit of a long number as a digit.
 * Position by position: a place in the result is the same place in the text.
 */
export function evened(text: string): string {
  return text
    .replace(/[！-～]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u2000-\u200f\u2060\ufeff\t]/gu, ' ')
    .replace(/[‐‑‒–—―−﹣⁃]/gu, '-')
    .replace(/(?<=\d)[ーｰ](?=\d)/gu, '-')
    .replace(/[〇零一二三四五六七八九](?:[-ーの・ ]?[〇零一二三四五六七八九]){8,14}/gu, (digits) =>
      digits.replace(/[〇零一二三四五六七八九ー]/gu, (digit) =>
        digit === 'ー' ? '-' : digit === '零' ? '0' : String('〇一二三四五六七八九'.indexOf(digit)),
      ),
    );
}

const mail =
  /(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}(?:@| @ | ?[([]at[)\]] ?| at (?=[a-z0-9-]{1,40} dot ))(?:[a-z0-9-]{1,63}(?:\.| dot |[([]dot[)\]])){1,5}[a-z]{2,24}(?![a-z0-9])/giu;

const place = '[\\p{sc=Han}々ヶヵケァ-ヶーぁ-ん]';
const prefecture = '(?:北海道|東京都|(?:京都|大阪)府|[\\p{sc=Han}]{2,3}県)';
/** 市 and 区 as the end of a name, not the beginning of 市民, 区分, 町内. */
const town = `${place}{1,7}[市区町村郡](?![分間画域別切内外民場販営長政立役町村])`;
const figure = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,4})';
const counted = '(?!\\d|[件人名枚月日時分年円回台個割歳通冊%]|か所|ヶ所|箇所|世帯|時間)';
/** 2026-11-22 is a date, not a lot. */
const noYear = '(?!(?:19|20)\\d{2}-)';
/** 三丁目２番１号, 12番地3, 1-2-3; a lone pair 1-2 is too little to tell. */
const lot = `${noYear}(?:${figure}(?:丁目|番地の?|番)\\s?(?:${figure}(?:番地?|号|-|の)?\\s?){0,3}|${figure}-${figure}-${figure}(?:-${figure})?(?:号)?)${counted}`;
const pair = `${noYear}${figure}-${figure}(?:号)?(?!-)${counted}`;
const building = '(?:\\s?[\\p{sc=Han}ァ-ヶーA-Za-z]{2,16}\\s?\\d{2,4}(?:号室?)?)?';
const addresses = [
  `〒 ?\\d{3}[- ]?\\d{4}(?: {0,2}(?:${prefecture})? ?(?:${town}){0,2}${place}{0,14} ?(?:${lot}|${pair})?${building})?`,
  `(?<![\\d-])\\d{3}-\\d{4} {0,2}(?:${prefecture} ?(?:${town}){0,2}|(?:${town}){1,2})${place}{0,14} ?(?:${lot}|${pair})?${building}`,
  `${prefecture} ?(?:${town}){1,2} ?${place}{0,14}? ?(?:${lot}|${pair})${building}`,
  `(?:${town}){1,2} ?(?![のはでにがをともか])${place}{0,14}? ?${lot}${building}`,
  `${place}{1,6}[市郡]${place}{1,10}[町区村]? ?(?<![のはでにがをとも])${pair}${building}`,
  "(?<![\\d.-])\\d{1,4}(?:-\\d{1,4}){1,3},? (?:[a-z']{2,16}[ ,]{1,2}){0,3}[a-z]{2,16}-(?:cho|machi|dori|ku|shi|gun|son|chome|ken|to|fu)(?![a-z])(?:[ ,]{1,2}[a-z]{2,16}(?:-(?:ku|shi|ken|to|fu|gun))?){0,3}",
  '(?<![a-z])[a-z]{2,16}-(?:cho|machi|dori|chome|ku|shi),? (?:[a-z]{2,16}[ ,]{1,2}){0,2}\\d{1,4}-\\d{1,4}(?:-\\d{1,4})?(?![\\d-])',
  '(?<![\\d.-])\\d{1,5} (?:[a-z]{3,16} ){1,3}(?:street|avenue|ave|road|boulevard|blvd|lane|st|rd)(?![a-z])',
].map((pattern) => new RegExp(pattern, 'giu'));

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const date =
  '(?:(?:(?:19|20)\\d{2}|(?:明治|大正|昭和|平成|令和|[mtshr])\\s?(?:元|\\d{1,2}))[-/.年]\\s?\\d{1,2}[-/.月]\\s?\\d{1,2}日?|' +
  `(?:19|20)\\d{6}(?!\\d)|\\d{1,2}[-/]\\d{1,2}[-/](?:19|20)\\d{2}|` +
  `\\d{1,2}(?:st|nd|rd|th)? (?:${months})[a-z]{0,6},? (?:19|20)\\d{2}|(?:${months})[a-z]{0,6} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2})`;
const births = [
  `(?:生年月日|誕生日|生まれた日|(?<![a-z])(?:dob|d\\.o\\.b\\.?|date of birth|birth ?date|birthday|born))(?: on|は|が|[:=、, ]| is| was){0,3}${date}`,
  `${date}\\s?(?:生まれ|生れ|うまれ|生(?![活産成徒命存])|\\(?born)`,
].map((pattern) => new RegExp(pattern, 'giu'));
/** A date beside a name: 佐藤花子（1980年5月3日生）. Where nothing says that it is of birth, it must be long ago. */
const afterName = new RegExp(
  `^\\s?(?:様|さん|氏)?[、,(:\\s-]{0,3}(?<said>(?:生年月日|dob|date of birth|born)(?: on|は|[:\\s]){0,2})?(?<date>${date})(?<after>\\s?生(?:まれ|れ)?)?\\)?`,
  'iu',
);
const recent = /(?:^|\D)20[2-9]\d|令和|^r\d/iu;

export function findMails(text: string): readonly Span[] {
  return spans(text, mail);
}

export function findAddresses(text: string): readonly Span[] {
  return addresses.flatMap((pattern) => spans(text, pattern));
}

export function findBirths(text: string): readonly Span[] {
  const named = knownNames(text).flatMap(({ start, end }) => {
    const match = afterName.exec(text.slice(end, end + 60));
    const { said, date: written = '', after } = match?.groups ?? {};
    return match && (said || after || !recent.test(written)) ? [{ start, end: end + match[0].length }] : [];
  });
  return [...named, ...births.flatMap((pattern) => spans(text, pattern))];
}
