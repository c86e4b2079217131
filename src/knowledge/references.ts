/** Words in one provision that point to others of the same document. Pure. */
import { expandCitation, ofAnotherLaw } from './citation.ts';
import { digits, kanjiDigits, toNumber } from './numerals.ts';
import type { Provision, Reference } from './types.ts';

const number = `[${digits}${kanjiDigits}]{1,7}`;
/** 第７条第１項, 第１項, 第３号; 前項, 前二項, 前条; 次の各号, 以下の各号, 次に掲げる */
const mention = new RegExp(
  `第(?<article>${number})条(?<branches>(?:の${number})*)(?:第(?<paragraph>${number})項)?(?:第(?<item>${number})号)?` +
    `|第(?<ownParagraph>${number})項(?:第(?<itemOfIt>${number})号)?|第(?<ownItem>${number})号` +
    `|前(?<back>${number})?(?<unit>[項条号])(?!目)|(?<under>(?:次|以下)の各号|次に掲げる)`,
  'gu',
);
/** 第２条第１項及び第３項: what follows such a word belongs to what was named before it. */
const goesOn = /^(?:及び|並びに|又は|若しくは|から|、|，)$/u;

type Groups = Readonly<Record<string, string | undefined>>;

/** Finds provisions by what is said of them. */
interface Index {
  readonly ids: readonly string[];
  /** The numbers of the articles in order. */
  readonly articles: readonly string[];
}

/** The references in the order of the text. One that names another law, or leads to no provision, is left out. */
export function references(provisions: readonly Provision[]): readonly Reference[] {
  const ids = provisions.filter(({ level }) => level !== 'note').map(({ id }) => id);
  const index = { ids, articles: [...new Set(ids.map(articleOf))] };
  return provisions.flatMap(({ id, text }) => inProvision(id, text, index));
}

function inProvision(from: string, text: string, index: Index): readonly Reference[] {
  const found: Reference[] = [];
  let last = { end: -1, article: articleOf(from), foreign: false };
  for (const match of text.matchAll(mention)) {
    const groups = match.groups ?? {};
    const linked = goesOn.test(text.slice(Math.max(0, last.end), match.index));
    const foreign =
      isForeign(text.slice(Math.max(0, match.index - 80), match.index)) || (linked && last.foreign && !groups.unit);
    const article = groups.article ? articleName(groups) : linked ? last.article : articleOf(from);
    const to = foreign ? [] : targets(groups, from, article, index);
    if (to.length > 0) found.push({ from, words: match[0], to });
    last = { end: match.index + match[0].length, article, foreign };
  }
  return found;
}

/** 同条 and 附則 would need to know what was meant; they are left out like another law. */
function isForeign(before: string): boolean {
  return /(?:同条|同項|附則|令)$/u.test(before) || ofAnotherLaw(before);
}

function targets(groups: Groups, from: string, article: string, index: Index): readonly string[] {
  const { paragraph, item, ownParagraph, itemOfIt, ownItem, unit, under } = groups;
  if (under) return index.ids.filter((id) => parentOf(id) === from);
  if (unit) return before(unit, groups.back ? toNumber(groups.back) : 1, from, index);
  if (ownItem) return expandCitation(`${from.split('.').slice(0, 2).join('.')}.${toNumber(ownItem)}`, index.ids);
  const named = ownParagraph ?? paragraph ?? (item && '1');
  const parts = [named, itemOfIt ?? item].flatMap((value) => (value === undefined ? [] : [toNumber(value)]));
  return expandCitation([article, ...parts].join('.'), index.ids);
}

/** 前項, 前条, 前号: the provisions just before, of the same kind; 前二項 are two. */
function before(unit: string, count: number, from: string, { ids, articles }: Index): readonly string[] {
  const article = articleOf(from);
  if (unit === '条') {
    const at = articles.indexOf(article);
    return at < count ? [] : articles.slice(at - count, at).flatMap((name) => expandCitation(name, ids));
  }
  const depth = article.split('.').length + (unit === '項' ? 1 : 2);
  const self = from.split('.').slice(0, depth).join('.');
  const siblings = ids.filter((id) => parentOf(id) === parentOf(self));
  const at = siblings.indexOf(self);
  return at < count ? [] : siblings.slice(at - count, at);
}

function articleName({ article = '', branches = '' }: Groups): string {
  return [article, ...branches.split('の').slice(1)].map(toNumber).join('-');
}

function articleOf(id: string): string {
  return /^(?:(?:suppl|part)\d+\.)?[^.]+/u.exec(id)?.[0] ?? id;
}

function parentOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('.')));
}
