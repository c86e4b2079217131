/** What people write to this room: commands, and words instead of buttons. */
import { fold } from '../forms/text.ts';
import type { Course } from '../knowledge/types.ts';
import type { OpenCourse } from '../types.ts';
import type { Act } from './acts.ts';
import { optionsFor, standingOf } from './quiz.ts';
import type { Step } from './take.ts';

const end = '[。.!！]*$';
const commands: readonly (readonly [RegExp, Act])[] = [
  [
    new RegExp(`^(?:(?:私|自分)の)?(?:研修|トレーニング)(?:(?:を)?(?:見る|見たい|表示)|メニュー)?${end}`, 'u'),
    { do: 'mine' },
  ],
  [new RegExp(`^(?:my |show (?:me )?(?:my )?)?trainings?${end}`, 'u'), { do: 'mine' }],
  [new RegExp(`^研修(?:の)?(?:続き|再開)(?:から)?(?:を)?(?:する|お願いします)?${end}`, 'u'), { do: 'resume' }],
  [new RegExp(`^(?:continue|resume|go on with) (?:my |the )?training${end}`, 'u'), { do: 'resume' }],
  [
    new RegExp(`^(?:担当(?:の方|者)?の|部下の|チームの|メンバーの)?研修(?:の)?(?:状況|一覧|進捗)${end}`, 'u'),
    { do: 'team', offset: 0 },
  ],
  [
    new RegExp(`^(?:担当(?:の方|者)?|部下|チーム|メンバー)の研修(?:を(?:見る|見たい|表示))?${end}`, 'u'),
    { do: 'team', offset: 0 },
  ],
  [
    new RegExp(`^(?:show )?(?:my |the )?(?:team(?:[’']s)? training|training (?:status|overview|progress))${end}`, 'u'),
    { do: 'team', offset: 0 },
  ],
  [new RegExp(`^研修(?:実施)?(?:の)?記録(?:を(?:見る|出す))?${end}`, 'u'), { do: 'evidence' }],
  [new RegExp(`^(?:show )?(?:the )?training (?:records?|evidence)${end}`, 'u'), { do: 'evidence' }],
  [new RegExp(`^(?:集合研修|出席)(?:を|の)?記録(?:する)?${end}`, 'u'), { do: 'attend' }],
  [new RegExp(`^record (?:a )?(?:classroom session|attendance)${end}`, 'u'), { do: 'attend' }],
];
const begins = [
  new RegExp(`^研修(?:を)?(?:始め(?:る|たい|ます)|開始|受け(?:る|たい|ます))(?:です)?${end}`, 'u'),
  new RegExp(`^(?:start|begin|take)(?: my| the)? training${end}`, 'u'),
];

/** The command that a text is, and nothing else; `begin` starts what is due first. */
export function readCommand(text: string): Act | 'begin' | undefined {
  const folded = fold(text);
  if (begins.some((begin) => begin.test(folded))) return 'begin';
  return commands.find(([words]) => words.test(folded))?.[1];
}

const steering: readonly (readonly [RegExp, 'next' | 'back' | 'read' | 'pause'])[] = [
  [
    new RegExp(
      `^(?:次(?:へ|に|は|お願いします)?|つぎ(?:へ)?|進む|進めて|続ける|ok|はい|わかりました|了解(?:です)?|next|go on|continue|yes)${end}`,
      'u',
    ),
    'next',
  ],
  [new RegExp(`^(?:戻る|もどる|前へ|ひとつ前|back|previous)${end}`, 'u'), 'back'],
  [new RegExp(`^(?:(?:すべて|全部)?読みました|(?:i (?:have|'ve) )?read it(?: all)?)${end}`, 'u'), 'read'],
  [
    new RegExp(
      `^(?:あとで(?:続ける|やる|にする)?|後で(?:続ける|やる)?|中断(?:する)?|保留|やめる|今日はここまで|pause|later|stop)${end}`,
      'u',
    ),
    'pause',
  ],
];
const letters = 'abcde';
const kana = 'アイウエオ';

/** What a text means to the step that waits; undefined where it is something else, a question for instance. */
export function readStep(course: Course, open: OpenCourse, text: string): Step | 'pause' | undefined {
  const folded = fold(text).trim();
  const standing = standingOf(course, open);
  const steered = steering.find(([words]) => words.test(folded))?.[1];
  if (steered === 'pause') return steered;
  if (standing.at === 'section' && (steered === 'next' || steered === 'back'))
    return { do: steered, section: open.section };
  if (standing.at === 'confirm' && (steered === 'read' || steered === 'back'))
    return { do: steered, section: open.section };
  if (standing.at !== 'question') return undefined;
  const { question } = standing;
  const options = optionsFor(question, open);
  const number = /^([1-5])(?:番)?(?:です)?$/u.exec(folded)?.[1];
  const letter = /^([a-eアイウエオ])(?:です)?$/u.exec(folded)?.[1];
  const index = number ? Number(number) - 1 : letter ? Math.max(letters.indexOf(letter), kana.indexOf(letter)) : -1;
  const said = options.find((one) => [one.text.ja, one.text.en].some((label) => fold(label) === folded));
  const option = said ?? options[index];
  return option && { do: 'answer', attempt: open.attempt, question: question.id, option: option.id };
}
