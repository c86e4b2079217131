/** Words that are neither an answer of their own nor part of what happened. Whole messages only. */
import { fold } from '../forms/text.ts';

const gap = '[\\s、。,.!！…~ー]*';
const yesNo =
  'はい|ええ|うん|いいえ|いえ|ううん|いや|そうです(?:ね)?|ok|okay|yes|yeah|yep|yup|sure|no|nope|nah|大丈夫(?:です)?|了解(?:です|しました)?|わかりました|分かりました|承知しました|got it|i see|alright|all right';
const thanks =
  'どうも|(?:本当に)?(?:ありがとう|有難う|有り難う)(?:ございます|ございました)?|助かりました|助かります|すみません(?:でした)?|すいません|ごめん(?:なさい)?|申し訳(?:ありません|ございません)(?:でした)?|よろしく(?:お願いします|お願いいたします)?|お願いします|お世話になって(?:い)?ます|お疲れ(?:様|さま)(?:です|でした)?|こんにちは|こんばんは|おはよう(?:ございます)?|もしもし|thanks?(?: you)?(?: so much| very much| a lot)?|thx|ty|cheers|sorry|please|pls|hi|hello|hey|good (?:morning|evening|afternoon)';
const farewell =
  "もういい(?:です)?|もう(?:無理|限界)(?:です)?|(?:もう|今日は|そろそろ)?(?:寝ます|寝る(?:ね)?|休みます|帰ります|終わります|終わりにします)|(?:今日は)?(?:ここまで|これで)(?:にします|です|終わり(?:です|にします)?)?|おやすみ(?:なさい)?|さようなら|さよなら|またね|また(?:あと|後|明日)(?:で|ね)?|では(?:また)?|じゃあ(?:また|ね)?|失礼します|失礼いたします|バイバイ|ばいばい|good ?night|night|bye(?: bye)?|goodbye|see (?:you|ya)(?: later| tomorrow)?|(?:i am |i'm |im )?(?:going|off|gonna go) to (?:bed|sleep)|i need (?:to )?sleep|that(?:'s| is) (?:it|all)(?: for (?:today|now))?|i(?:'m| am) done|im done|enough for today";

const nothing = 'なし|無し|ない|ないです|ありません|特に(?:なし|ない|ないです|ありません)|none|nothing|n/a';

const anyOf = (...words: readonly string[]) => new RegExp(`^${gap}(?:(?:${words.join('|')})${gap})+$`, 'u');
const courtesies = anyOf(yesNo, thanks);
const farewells = anyOf(yesNo, thanks, farewell);
const denials = new RegExp(`^${gap}(?:いいえ|いえ|no|nope|${nothing}|[\\s、。,.!]|です)+$`, 'u');

/** Whoever writes more has something to say. */
const longest = 40;

export type Courtesy = 'courtesy' | 'farewell';

/** What a text is where it is nothing but courtesy: yes, no, thanks, a greeting; or where it says good-bye. */
export function courtesyOf(text: string): Courtesy | undefined {
  if (text.length > longest) return undefined;
  const folded = fold(text);
  if (courtesies.test(folded)) return 'courtesy';
  return farewells.test(folded) ? 'farewell' : undefined;
}

/** True for "no", "none": there is nothing to write where a text is asked for. */
export function isDenial(text: string): boolean {
  return text.length <= longest && denials.test(fold(text));
}
