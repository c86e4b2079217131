/** Ways in which other prefectures lay out the same annex (DOMAIN §10). Each keeps the ids of the provisions. */

export interface Layout {
  /** Characters per line; 0 leaves lines as they are. */
  readonly width: number;
  readonly halfWidth: boolean;
  /** `1 見出し` has its title behind the number and the paragraphs （１） （２） under it. */
  readonly article: '第N条' | '第 N 条' | '第N' | '第 N' | 'N.' | '第漢条' | '1 見出し';
  readonly articleAlone: boolean;
  readonly paragraphAlone: boolean;
  readonly heading: 'above' | 'behind' | 'bare above' | 'none';
  readonly item: '（N）' | '⑴' | '①' | '漢';
  readonly subitem: 'ア' | 'イ' | 'a' | '(ア)';
  readonly firstArticle: number;
  readonly comma: boolean;
  /** Stray spaces: one after every nth character; 0 for none. */
  readonly stray: number;
  readonly contents: 'none' | 'dots' | 'plain';
  /** A page number after every nth line; 0 for none. */
  readonly pages: number;
  readonly pageStyle: '- N -' | 'N/M' | 'Nページ';
}

const kanji = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const orders = { ア: 'アイウ', イ: 'イロハ', a: 'abc', '(ア)': 'アイウ' } as const;

/** The annex as it would look in that layout. */
export function layOut(source: string, layout: Layout): string {
  const blocks = blocksOf(source);
  const lines = blocks.flatMap((block, index) => linesOf(block, blocks[index - 1]?.text ?? '', layout));
  const body = layout.pages > 0 ? withPages(lines, layout) : lines;
  return [...contentsOf(blocks, layout), ...body].join('\n');
}

interface Block {
  readonly kind: 'title' | 'heading' | 'article' | 'paragraph' | 'item' | 'subitem' | 'note';
  readonly number: number;
  readonly text: string;
  /** An article with more than one paragraph. */
  readonly several?: boolean;
}

/** The annex with its own line wraps undone. */
function blocksOf(source: string): readonly Block[] {
  const blocks = readBlocks(source);
  return blocks.map((block, index) => {
    const following = blocks.slice(index + 1).map(({ kind }) => kind);
    const end = following.indexOf('article');
    return { ...block, several: following.slice(0, end < 0 ? undefined : end).includes('paragraph') };
  });
}

/** How each kind of line begins in the annex; the first that fits decides. */
const forms: readonly (readonly [Block['kind'], RegExp])[] = [
  ['article', /^第(\d+)条\s+(.*)$/u],
  ['item', /^（(\d)）(.*)$/u],
  ['subitem', /^([アイウ]) (.*)$/u],
  ['note', /^注(\d) (.*)$/u],
  ['paragraph', /^(\d) (.*)$/u],
  ['heading', /^()（([^（）]+)）$/u],
];

function readBlocks(source: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const raw of source.split('\n')) {
    const line = raw.trim().normalize('NFKC').replaceAll('(', '（').replaceAll(')', '）');
    const last = blocks.at(-1);
    const form = forms.find(([, pattern]) => pattern.test(line));
    if (form) {
      const [kind, pattern] = form;
      const [, glyph = '', text = ''] = pattern.exec(line) ?? [];
      const number = Number(glyph) || 'アイウ'.indexOf(glyph) + 1;
      blocks.push({ kind: kind === 'paragraph' && last?.kind === 'note' ? 'note' : kind, number, text });
    } else if (!last) blocks.push({ kind: 'title', number: 0, text: line });
    else blocks.splice(-1, 1, { ...last, text: last.text + line });
  }
  return blocks;
}

function linesOf(block: Block, title: string, layout: Layout): readonly string[] {
  const { kind, number } = block;
  const words = textIn(block.text, layout);
  switch (kind) {
    case 'title':
      return [words];
    case 'heading':
      if (layout.article === '1 見出し') return [];
      return layout.heading === 'above'
        ? [brackets(words, layout)]
        : layout.heading === 'bare above'
          ? ['', words]
          : [];
    case 'article':
      return articleLines(block, textIn(title, layout), words, layout);
    case 'paragraph':
      return paragraphLines(number, words, layout);
    case 'item':
      return wrapped(itemName(number, layout), words, layout);
    case 'subitem':
      return wrapped(`${subitemName(number, layout)}　`, words, layout);
    case 'note':
      return wrapped(number === 1 ? `注${digits(1, layout)}　` : `${digits(number, layout)}　`, words, layout);
  }
}

function articleLines({ number, several }: Block, title: string, words: string, layout: Layout): readonly string[] {
  const name = articleName(number + layout.firstArticle - 1, layout);
  if (layout.article === '1 見出し')
    return [`${name} ${title}`, ...(several ? paragraphLines(1, words, layout) : wrapped('', words, layout))];
  const label = layout.heading === 'behind' ? `${name}${brackets(title, layout)}` : name;
  return layout.articleAlone ? [label, ...wrapped('', words, layout)] : wrapped(`${label}　`, words, layout);
}

function paragraphLines(number: number, words: string, layout: Layout): readonly string[] {
  const name = digits(number, layout);
  if (layout.article === '1 見出し') return wrapped(brackets(name, layout), words, layout);
  return layout.paragraphAlone ? [name, ...wrapped('', words, layout)] : wrapped(`${name} `, words, layout);
}

function textIn(text: string, { halfWidth, comma, stray }: Layout): string {
  const wide = halfWidth ? text.replaceAll('（', '(').replaceAll('）', ')') : text;
  const marked = comma ? wide.replaceAll('、', '，') : wide;
  return stray === 0
    ? marked
    : [...marked]
        .map((char, index) => (index % stray === stray - 1 ? `${char} ` : char))
        .join('')
        .trim();
}

function brackets(text: string, { halfWidth }: Layout): string {
  return halfWidth ? `(${text})` : `（${text}）`;
}

function digits(number: number, { halfWidth }: Layout): string {
  return halfWidth
    ? String(number)
    : String(number).replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

function inKanji(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? kanji[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? kanji[ones] : ''}`;
}

function articleName(number: number, layout: Layout): string {
  if (layout.article === '1 見出し') return digits(number, layout);
  if (layout.article === '第漢条') return `第${inKanji(number)}条`;
  return layout.article.replace('N', digits(number, layout));
}

function itemName(number: number, layout: Layout): string {
  const item = layout.article === '1 見出し' && layout.item !== '漢' ? '①' : layout.item;
  switch (item) {
    case '（N）':
      return layout.halfWidth ? `(${number}) ` : `（${digits(number, layout)}）`;
    case '⑴':
      return `${String.fromCharCode(0x2473 + number)} `;
    case '①':
      return `${String.fromCharCode(0x245f + number)} `;
    case '漢':
      return `${inKanji(number)}　`;
  }
}

function subitemName(number: number, { subitem, halfWidth }: Layout): string {
  const glyph = orders[subitem].charAt(number - 1);
  if (subitem !== '(ア)') return glyph;
  return halfWidth ? `(${glyph})` : `（${glyph}）`;
}

function wrapped(label: string, text: string, { width }: Layout): readonly string[] {
  const all = [...(label + text)];
  if (width === 0) return [all.join('')];
  return Array.from({ length: Math.ceil(all.length / width) }, (_, index) =>
    all.slice(index * width, (index + 1) * width).join(''),
  );
}

function withPages(lines: readonly string[], { pages, pageStyle }: Layout): readonly string[] {
  const count = Math.ceil(lines.length / pages);
  return lines.flatMap((line, index) => {
    if (index % pages !== pages - 1) return [line];
    return [line, pageStyle.replace('N', String((index + 1) / pages)).replace('M', String(count))];
  });
}

function contentsOf(blocks: readonly Block[], layout: Layout): readonly string[] {
  if (layout.contents === 'none') return [];
  const entries = blocks.flatMap(({ kind, number }, index) => {
    if (kind !== 'article') return [];
    const entry = `${articleName(number + layout.firstArticle - 1, layout)}　${blocks[index - 1]?.text}`;
    return [layout.contents === 'dots' ? `${entry} ・・・・・・・・ ${Math.ceil(number / 4)}` : entry];
  });
  return ['目次', ...entries, ''];
}
