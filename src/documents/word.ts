/** A Paper as a Word file (docx, A4). The only file that knows the format. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { clean } from '../forms/text.ts';
import type { Block, Paper } from '../types.ts';

/** Twentieths of a point. */
const page = { width: 11_906, height: 16_838, margin: 1_134 };
/** Half points. */
const size = 20;
const font = { ascii: 'Yu Gothic', hAnsi: 'Yu Gothic', eastAsia: 'Yu Gothic', cs: 'Yu Gothic' };
const rule = { style: BorderStyle.SINGLE, size: 4, color: '808080' };
const borders = { top: rule, bottom: rule, left: rule, right: rule };
const cellMargins = { top: 50, bottom: 50, left: 100, right: 100 };
const shade = { fill: 'EEF1F0' };

/** The bytes of the file. */
export async function wordFile({ title, mark, foot, across, blocks }: Paper): Promise<Uint8Array> {
  const width = (across ? page.height : page.width) - 2 * page.margin;
  const document = new Document({
    title: textOf(title),
    creator: 'Tokki',
    styles: { default: { document: { run: { font, size }, paragraph: { spacing: { line: 300 } } } } },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: page.width,
              height: page.height,
              orientation: across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        footers: { default: footer(foot) },
        children: [
          ...(mark ? [new Paragraph({ children: runs(mark, { size: 16, color: '606060' }) })] : []),
          new Paragraph({
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.CENTER,
            spacing: { before: 120, after: 240 },
            children: runs(title, { bold: true, size: 28, color: '000000', font }),
          }),
          ...blocks.flatMap((block) => blockParts(block, width)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function blockParts(block: Block, width: number): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          keepNext: true,
          spacing: { before: 280, after: 80 },
          children: runs(block.text, { bold: true, size: 22, color: '000000', font }),
        }),
      ];
    case 'text':
      return [new Paragraph({ spacing: { before: 100, after: 100 }, children: runs(block.text) })];
    case 'head':
      return block.lines.map((line) => new Paragraph({ alignment: AlignmentType.RIGHT, children: runs(line) }));
    case 'facts':
      return [
        grid(
          width,
          width > page.width ? [18, 82] : [36, 64],
          block.facts.map(({ label, value }) => [cell(label, shade), cell(value)]),
        ),
        gap(),
      ];
    case 'table':
      return [
        grid(
          width,
          block.widths,
          [
            block.head.map((text) => cell(text, shade, true)),
            ...block.rows.map((row) => row.map((text) => cell(text))),
          ],
          true,
        ),
        gap(),
      ];
    case 'signatures':
      return [gap(), signatures(block.labels, Math.min(width, page.width - 2 * page.margin))];
  }
}

function gap(): Paragraph {
  return new Paragraph({ spacing: { line: 120 }, children: [] });
}

type Run = Omit<NonNullable<Exclude<ConstructorParameters<typeof TextRun>[0], string>>, 'text' | 'children'>;

/** Text with its line breaks. */
function runs(text: string, style: Run = {}): TextRun[] {
  return textOf(text)
    .split('\n')
    .map((line, i) => new TextRun({ ...style, text: line, ...(i > 0 && { break: 1 }) }));
}

/** Without what XML cannot hold, and without marks that turn the direction of what follows. */
function textOf(text: string): string {
  return clean(text).replace(/[\ufffe\uffff]/gu, '');
}

interface Cell {
  readonly text: string;
  readonly shading?: { readonly fill: string };
  readonly bold: boolean;
}

function cell(text: string, shading?: Cell['shading'], bold = false): Cell {
  return { text, bold, ...(shading && { shading }) };
}

/** @param headed the first row is repeated on each page */
function grid(width: number, shares: readonly number[], rows: readonly (readonly Cell[])[], headed = false): Table {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((width * share) / total));
  return new Table({
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    rows: rows.map(
      (cells, n) =>
        new TableRow({
          tableHeader: headed && n === 0,
          cantSplit: cells.every(({ text }) => text.length < 400),
          children: cells.map(
            ({ text, shading, bold }, i) =>
              new TableCell({
                width: { size: widths[i] ?? 0, type: WidthType.DXA },
                borders,
                margins: cellMargins,
                ...(shading && { shading }),
                children: [new Paragraph({ children: runs(text, { bold }) })],
              }),
          ),
        }),
    ),
  });
}

/** One empty box for each who signs, with room for a seal. */
function signatures(labels: readonly string[], width: number): Table {
  const each = Math.floor(width / labels.length);
  const row = (height: number, texts: readonly string[]) =>
    new TableRow({
      cantSplit: true,
      height: { value: height, rule: 'atLeast' },
      children: texts.map(
        (text) =>
          new TableCell({
            width: { size: each, type: WidthType.DXA },
            borders,
            margins: cellMargins,
            verticalAlign: VerticalAlignTable.CENTER,
            children: [new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: runs(text) })],
          }),
      ),
    });
  return new Table({
    width: { size: each * labels.length, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: labels.map(() => each),
    rows: [
      row(300, labels),
      row(
        1_100,
        labels.map(() => ''),
      ),
    ],
  });
}

function footer(text: string): Footer {
  const small = { size: 15, color: '606060' };
  const number = new TextRun({ ...small, children: ['　', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] });
  return new Footer({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [...runs(text, small), number] })],
  });
}
