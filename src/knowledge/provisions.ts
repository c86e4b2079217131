/** Articles with their units -> provisions with their ids and labels. */
import { partLabel } from './citation.ts';
import type { Heading } from './headings.ts';
import { type Label, readLabels } from './labels.ts';
import { joinWraps } from './lines.ts';
import type { Mark } from './marks.ts';
import { fullWidth, toLetters } from './numerals.ts';
import { outline, type Unit } from './outline.ts';
import type { Provision } from './types.ts';

export interface Article {
  /** `suppl1.` or nothing. */
  readonly prefix: string;
  readonly label: Label;
  readonly line: number;
  readonly heading: Heading | undefined;
  readonly body: readonly Mark[];
}

export interface Note {
  readonly label: Label;
  readonly line: number;
  readonly texts: string[];
}

/** Glyphs that become letters in an id: the third of them is `c`, be it ウ or ハ. */
const lettered = /[アイaA]/u;

/** The paragraphs of an article and all that stands under them, in order. */
export function articleProvisions({ prefix, label, line, heading, body }: Article): readonly Provision[] {
  const title = heading?.text ?? '';
  const rest = heading?.rest ?? label.rest;
  const own = rest === '' ? [] : [{ line: { number: line, text: rest }, labels: readLabels(rest) }];
  const paragraphs = outline([...own, ...body]);
  /** An article may be nothing but its heading: 第５条（略）. */
  const units = paragraphs.length > 0 ? paragraphs : [{ value: 1, line, texts: [title || label.glyph], units: [] }];
  const article = { id: prefix + [label.value, ...(label.branch ?? [])].join('-'), label: articleLabel(prefix, label) };
  return units.flatMap((unit) => {
    const id = `${article.id}.${unit.value}`;
    const name = article.label + (units.length > 1 ? paragraphLabel(unit) : '');
    return unitProvisions(unit, { id, label: name, heading: title }, 'paragraph');
  });
}

/** Notes are counted through the document, whatever they are marked with. */
export function noteProvision({ label, line, texts }: Note, index: number): Provision {
  const text = joinWraps(texts) || label.glyph;
  return { id: `note.${index + 1}`, label: `注${fullWidth(index + 1)}`, heading: '', text, level: 'note', line };
}

type Named = Pick<Provision, 'id' | 'label' | 'heading' | 'lead' | 'parent'>;

function unitProvisions(unit: Unit, named: Named, level: Provision['level']): readonly Provision[] {
  const leaf = unit.units.length === 0;
  const text = joinWraps(unit.texts) || (leaf ? (unit.label?.glyph ?? '') : '');
  const { id, label, heading, lead, parent } = named;
  const provision = {
    id,
    label,
    heading,
    text,
    ...(lead !== undefined && { lead }),
    level,
    line: unit.line,
    ...(parent && { parent }),
  };
  const under = unit.units.flatMap((child) => {
    const letter = lettered.test(child.label?.family ?? '');
    const own = letter ? toLetters(child.value) : String(child.value);
    const childNamed = {
      id: `${id}.${own}`,
      label: label + childLabel(child, level),
      heading,
      lead: [lead, text].filter(Boolean).join('\n'),
      parent: id,
    };
    return unitProvisions(child, childNamed, letter || level !== 'paragraph' ? 'subitem' : 'item');
  });
  return [provision, ...under];
}

/** 第６条, 第６, ６: in the document's own manner, digits full width. */
function articleLabel(prefix: string, { family, value, branch = [] }: Label): string {
  const number = fullWidth(value);
  const name = family === '第1条' ? `第${number}条` : family === '第1' ? `第${number}` : number;
  const [, kind = '', count = ''] = /^(suppl|part)(\d+)/u.exec(prefix) ?? [];
  return partLabel(kind, Number(count)) + name + branch.map((part) => `の${fullWidth(part)}`).join('');
}

/** 第５項; a paragraph that the document numbers （５） keeps its brackets. */
function paragraphLabel({ label, value }: Unit): string {
  return label?.family.startsWith('(') ? `（${fullWidth(value)}）` : `第${fullWidth(value)}項`;
}

/** 第３号 directly under a paragraph, イ and （ア） as they are written. */
function childLabel({ label, value }: Unit, parentLevel: Provision['level']): string {
  const { family = '', glyph = '' } = label ?? {};
  const bracketed = family.startsWith('(');
  if (lettered.test(family)) {
    const letter = glyph.replace(/[（()）]/gu, '').normalize('NFKC');
    return bracketed ? `（${letter}）` : letter;
  }
  if (parentLevel === 'paragraph') return `第${fullWidth(value)}号`;
  return family === '①' ? glyph : `（${fullWidth(value)}）`;
}
