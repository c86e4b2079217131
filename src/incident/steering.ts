/** The fixed words that steer: commands, and what people write instead of pressing a button. Whole messages only. */
import { fold } from '../forms/text.ts';
import type { Lang } from '../types.ts';
import type { Act, PlainAct } from './acts.ts';

/** A command within an open report, and the language in which it asks to go on. */
interface Steering {
  readonly act?: Act;
  readonly lang?: Lang;
}

const longest = 60;
const jaEnd =
  '(?:を|に|で)?(?:して|しま(?:す|しょう)|する|したい|お?願いします|見せて|表示|ください|下さい|です|[てねよ])*[。.!！\\s]*';
const polite = '(?:please|pls|plz|ok|okay|yes|yeah|yep|now|[,\\s])*';
const yes = '(?:はい|ええ|うん|ok|それで|これで|この内容で|いま|今すぐ|すぐ|[、,。\\s])*';

/** Matches a whole message of the words, with what politeness adds. */
function said(ja: string, en: string): RegExp {
  return new RegExp(`^(?:(?:${ja})${jaEnd}|${polite}(?:${en})${polite}[.!?]*)$`, 'u');
}

const steerings: readonly (readonly [PlainAct | 'skip', RegExp])[] = [
  [
    'file',
    said(
      `${yes}(?:報告を)?(?:送信|提出)|${yes}(?:出して|送って)`,
      '(?:file|submit|send)(?: it| the report| this| that)?',
    ),
  ],
  [
    'review',
    said(
      'まとめて?|要約|内容を?確認|確認|内容を',
      '(?:show (?:me )?)?(?:the |a )?(?:summary|review|recap|overview|report)',
    ),
  ],
  ['back', said('(?:ひとつ前|一つ前|前の質問|前)?[にへ]?(?:戻る|戻り|戻って|もどる)', '(?:go )?back|undo')],
  ['skip', said('スキップ|飛ばす|飛ばして|とばす|とばして|パス|次へ', '(?:skip|pass|next)(?: it| this)?')],
  ['pause', said('保留|中断|(?:あと|後)で(?:続ける|続け)?', 'pause|later|save for later')],
  [
    'cancel',
    said(
      '(?:報告を)?(?:取消し?|取り消し|取り消す|取り消して|キャンセル|やめる|やめます|中止)',
      '(?:cancel|abort)(?: it| the report| this)?',
    ),
  ],
  ['resume', said('(?:報告の)?(?:続きから|続き|続ける|再開)', 'resume|continue|go on')],
  ['discard', /^(?:はい|本当に)[、,]?\s?取り?消(?:し|す|します|してください)[。.!]*$|^yes,? cancel(?: it)?[.!]*$/u],
];
const languages = /(?:in )?(?<![a-z])(?<lang>english|japanese)(?![a-z])|(?<kanji>英語|日本語)[でにを]?の?/u;
const agreement =
  /^(?:はい|ええ|うん|ok|okay|yes|yep|yeah|大丈夫|お願いします|それで)(?:です|お願いします|大丈夫|いいです|、|。|[.! ])*$/u;
const courtesy = new RegExp(`^${polite}$|^${jaEnd}$`, 'u');

const start =
  /^(?:事故|インシデント)?[のを]?報告(?:を?(?:する|します|したい(?:です)?|始める|開始))?[。.!]*$|^(?:start |new |make |file |a |an |incident )*report(?: an? incident)?[.!]*$/u;
const list =
  /^(?:(?:私|自分)の)?報告の?(?:一覧|リスト)(?:を?(?:見せて|表示))?(?:ください)?[。.!]*$|^(?:show |list |my |the |me )*reports[.!]*$/u;
const one =
  /^(?:報告|report)?\s*(?:no\.?|番号|#)?\s*(?<number>\d{4}-\d{4,8})(?:の詳細)?(?:を?見せて)?(?:ください)?[。.!]*$/u;

/** A command that needs no open report; undefined for any other text. */
export function readCommand(text: string): Act | undefined {
  const folded = fold(text.slice(0, 2 * longest));
  const number = one.exec(folded)?.groups?.number;
  if (number) return { do: 'report', number };
  if (list.test(folded)) return { do: 'reports', offset: 0 };
  return start.test(folded) ? { do: 'start' } : undefined;
}

/**
 * What steers an open report; undefined where the text is an answer, a story or a question.
 * @param isReviewed the person was asked whether to file: a bare "yes" files
 */
export function readSteering(text: string, isReviewed = false): Steering | undefined {
  if (text.length > longest) return undefined;
  const folded = fold(text);
  if (isReviewed && agreement.test(folded)) return { act: { do: 'file' } };
  const { lang: latin, kanji } = languages.exec(folded)?.groups ?? {};
  const asked = latin ?? kanji;
  const lang = asked && (/en|英/u.test(asked) ? 'en' : 'ja');
  const rest = asked ? folded.replace(languages, '').trim() : folded;
  const act = steerings.find(([, pattern]) => pattern.test(rest))?.[0];
  if (act) return { act: { do: act }, ...(lang && { lang }) };
  return lang && courtesy.test(rest) ? { act: { do: 'speak', lang }, lang } : undefined;
}
