/** A Paper -> a Word file (docx), A4 across. */
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
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Fact, Lang, Paper, PaperBlock, PaperTable } from '../types.ts';

/** Twentieths of a point; A4 across with margins of 18 mm. */
const page = { width: 11_906, height: 16_838 };
const margin = 1_020;
const inner = page.height - 2 * margin;
const line = { style: BorderStyle.SINGLE, size: 4, color: '9AA3AE' } as const;
const borders = { top: line, bottom: line, left: line, right: line };
const shade = { type: ShadingType.CLEAR, fill: 'EEF1F4', color: 'auto' } as const;
const cellMargins = { top: 50, bottom: 50, left: 90, right: 90 };

/** Word picks the font by the script of each letter. */
const font = { ascii: 'Yu Gothic', hAnsi: 'Yu Gothic', eastAsia: 'Yu Gothic', cs: 'Yu Gothic' };

export async function wordOf(paper: Paper): Promise<Uint8Array> {
  const language = paper.lang === 'ja' ? { value: 'ja-JP', eastAsia: 'ja-JP' } : { value: 'en-GB', eastAsia: 'ja-JP' };
  const document = new Document({
    title: paper.title,
    creator: 'Tokki',
    styles: { default: { document: { run: { font, size: 19, language }, paragraph: { spacing: { after: 60 } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { ...page, orientation: PageOrientation.LANDSCAPE },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        footers: { default: footer(paper.foot) },
        children: [title(paper.title), ...paper.blocks.flatMap((block) => blockOf(block, paper.lang))],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function title(text: string): Paragraph {
  const run = new TextRun({ text, bold: true, size: 34 });
  return new Paragraph({
    heading: HeadingLevel.TITLE,
    alignment: AlignmentType.CENTER,
    spacing: { after: 200 },
    children: [run],
  });
}

function footer(text: string): Footer {
  const number = new TextRun({ children: ['　', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 });
  const run = new TextRun({ text, size: 16, color: '5A6572' });
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [run, number] })] });
}

function blockOf(block: PaperBlock, lang: Lang): readonly (Paragraph | Table)[] {
  if (block.kind === 'table') return [tableOf(block), gap()];
  if (block.kind === 'facts') return [factsOf(block.facts, lang), gap()];
  if (block.kind === 'heading') {
    const run = new TextRun({ text: block.text, bold: true, size: 23, color: '1F2A37' });
    return [
      new Paragraph({
        heading: HeadingLevel.HEADING_2,
        keepNext: true,
        spacing: { before: 160, after: 80 },
        children: [run],
      }),
    ];
  }
  if (block.kind === 'signature') {
    return [
      new Paragraph({
        keepLines: true,
        spacing: { before: 360 },
        border: { bottom: line },
        children: runs(block.text),
      }),
    ];
  }
  return [new Paragraph({ children: runs(block.text) })];
}

function gap(): Paragraph {
  return new Paragraph({ spacing: { after: 60 }, children: [] });
}

/** Line breaks stay line breaks. */
function runs(text: string, bold = false): TextRun[] {
  return text.split('\n').map((part, n) => new TextRun({ text: part, bold, ...(n > 0 && { break: 1 }) }));
}

function cell(text: string, width: number, head = false): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: cellMargins,
    borders,
    ...(head && { shading: shade }),
    children: [new Paragraph({ spacing: { after: 0 }, children: runs(text, head) })],
  });
}

function tableOf({ head, widths, rows }: PaperTable): Table {
  const sum = widths.reduce((total, width) => total + width, 0);
  const columns = widths.map((width) => Math.floor((width * inner) / sum));
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: columns.map((width, n) => cell(texts[n] ?? '', width, isHead)),
    });
  return new Table({
    width: { size: inner, type: WidthType.DXA },
    columnWidths: columns,
    rows: [row(head, true), ...rows.map((texts) => row(texts, false))],
  });
}

function factsOf(facts: readonly Fact[], lang: Lang): Table {
  const label = Math.floor(inner * (lang === 'ja' ? 0.16 : 0.22));
  return new Table({
    width: { size: inner, type: WidthType.DXA },
    columnWidths: [label, inner - label],
    rows: facts.map(
      (fact) =>
        new TableRow({ cantSplit: true, children: [cell(fact.label, label, true), cell(fact.value, inner - label)] }),
    ),
  });
}
