/** The fixed words that steer: commands, and what people write instead of pressing a button. Whole messages only. */
import { fold, hasWords } from '../forms/text.ts';
import { common } from '../strings/common.ts';
import { incident as words } from '../strings/incident.ts';
import type { Lang, OpenForm, Text } from '../types.ts';
import type { Act, PlainAct } from './acts.ts';
import { readCaseCommand, readListCommand } from './case/commands.ts';

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
  ['cancel', /^(?:はい|本当に)[、,]?\s?取り?消(?:し|す|します|してください)[。.!]*$|^yes,? cancel(?: it)?[.!]*$/u],
];
/** What stands on a button means the same when it is typed. */
const labels: readonly (readonly [PlainAct | 'skip', Text])[] = [
  ['fileNow', words.fileNow],
  ['file', words.file],
  ['review', words.soFar],
  ['back', common.back],
  ['skip', common.skip],
  ['pause', common.pause],
  ['cancel', common.cancel],
  ['cancel', words.cancelYes],
  ['resume', common.resume],
  ['resume', words.cancelNo],
];
const languages = /(?:in )?(?<![a-z])(?<lang>english|japanese)(?![a-z])|(?<kanji>英語|日本語)[でにを]?の?/u;
const consent =
  /^(?:はい|ええ|うん|ok|okay|yes|yep|yeah|yup|sure|y|本当に|お願いします|please|取り?消(?:しを?|す|します|して)|ください|(?:cancel|delete|discard)(?: it| the report)?|[、,。.!\s])+$/u;
const agreement =
  /^(?:はい|ええ|うん|ok|okay|yes|yep|yeah|大丈夫|お願いします|それで)(?:です|お願いします|大丈夫|いいです|、|。|[.! ])*$/u;
const courtesy = new RegExp(`^${polite}$|^${jaEnd}$`, 'u');

const start =
  /^(?:事故|インシデント)?[のを]?報告(?:を?(?:する|します|したい(?:です)?|始める|開始))?[。.!]*$|^(?:start |new |make |file |a |an |incident )*report(?: an? incident)?[.!]*$/u;
const list =
  /^(?:(?:私|自分)の)?報告の?(?:一覧|リスト)(?:を?(?:見せて|表示))?(?:ください)?[。.!]*$|^(?:show |list |my |the |me )*reports[.!]*$/u;
const one =
  /^(?<word>報告|report|details(?: of)?|show)?\s{0,3}(?:no\.?|番号|#)?\s{0,3}(?<number>\d{4}-\d{4,8})\s{0,3}(?<rest>の?詳細|details)?(?:を?見せて)?(?:ください)?[。.!]*$/u;

/** What else a command may mean. */
interface CommandContext {
  /** A text is being asked for: a bare number is the answer to the question that waits. */
  readonly isTextAsked?: boolean;
  /** The person answers for reports, and no question waits: 「確認しました」 means the report that waits. */
  readonly isManager?: boolean;
}

/** A command that needs no open report; undefined for any other text. */
export function readCommand(text: string, context: CommandContext = {}): Act | undefined {
  const { isTextAsked = false, isManager = false } = context;
  const folded = fold(text.slice(0, 2 * longest));
  const command = readCaseCommand(text, isManager);
  if (command) return { do: 'case', ...command };
  const filter = isManager ? readListCommand(text) : undefined;
  if (filter) return { do: 'reports', filter, offset: 0 };
  const { number, word, rest } = one.exec(folded)?.groups ?? {};
  if (number && (word || rest || !isTextAsked)) return { do: 'report', number };
  if (list.test(folded)) return { do: 'reports', offset: 0 };
  return start.test(folded) ? { do: 'start' } : undefined;
}

/** What steers an open report; undefined where the text is an answer, a story or a question. */
export function readSteering(text: string, open: Pick<OpenForm, 'reviewed'> = {}): Steering | undefined {
  if (text.length > longest) return undefined;
  const folded = fold(text);
  const label = labelled(folded);
  const { lang: latin, kanji } = (label ? null : languages.exec(folded))?.groups ?? {};
  const asked = latin ?? kanji;
  const lang = asked && (/en|英/u.test(asked) ? 'en' : 'ja');
  const rest = asked ? folded.replace(languages, '').trim() : folded;
  const said = label ?? steerings.find(([, pattern]) => pattern.test(rest))?.[0];
  // Who has not seen the answers cannot confirm them.
  const act = said === 'file' && !open.reviewed ? 'fileNow' : said;
  if (act) return { act: { do: act }, ...(lang && { lang }) };
  return lang && courtesy.test(rest) ? { act: { do: 'speak', lang }, lang } : undefined;
}

/** True where a text says yes to "Cancel this report?". 「大丈夫です」 does not: it may mean either. */
export function isConsent(text: string): boolean {
  return hasWords(text) && consent.test(fold(text));
}

/** True for a bare yes, which files where the review is what was shown last. */
export function isAgreement(text: string): boolean {
  return agreement.test(fold(text));
}

function labelled(folded: string): PlainAct | 'skip' | undefined {
  const bare = folded.replace(/[。.!\s]{1,20}$/u, '');
  return labels.find(([, { ja, en }]) => [ja, en].some((label) => fold(label) === bare))?.[0];
}
