/** The readiness report: rows with their state, and as a Paper. Pure. */
import { readableDay } from '../guard/room.ts';
import { inspect as words } from '../strings/inspect.ts';
import { listed, say } from '../strings/say.ts';
import type { Fact, Lang, Paper } from '../types.ts';
import { evidenceOf } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { Inspection } from './rows.ts';

export interface Row {
  readonly id: string;
  readonly label: string;
  readonly ok: boolean;
  readonly does: string;
  readonly evidence: string;
  readonly you: string;
}

/** @param labelOf how the annex itself writes a provision, 第６条第８項 */
export function rowsOf(
  { rows }: Inspection,
  facts: Facts,
  lang: Lang,
  labelOf: (id: string) => string,
): readonly Row[] {
  return rows.map(({ id, does, evidence, you }) => {
    const found = evidence.map((name) => evidenceOf(name, facts));
    const shown = found.map(({ text, ok }) => (ok ? text[lang] : say(words.openEvidence, lang, { text: text[lang] })));
    return {
      id,
      label: labelOf(id),
      ok: found.every(({ ok }) => ok),
      does: does[lang],
      evidence: shown.join('\n'),
      you: you[lang],
    };
  });
}

export function inspectionPaper(
  inspection: Inspection,
  rows: readonly Row[],
  facts: Facts,
  lang: Lang,
  labelOf: (id: string) => string,
): Paper {
  const at = readableDay(facts.now);
  const names = [words.clause, words.state, words.does, words.evidence, words.you];
  return {
    name: `${lang === 'ja' ? '遵守状況報告' : 'readiness'}_${at}.docx`,
    title: words.title[lang],
    mark: words.mark[lang],
    across: true,
    foot: say(words.foot, lang, { at }),
    blocks: [
      { kind: 'head', lines: [at] },
      { kind: 'text', text: summaryOf(rows, lang) },
      { kind: 'facts', facts: headFacts(facts, lang) },
      {
        kind: 'table',
        widths: [14, 8, 28, 28, 22],
        head: names.map((name) => name[lang]),
        rows: rows.map(({ label, ok, does, evidence, you }) => [
          label,
          (ok ? words.good : words.open)[lang],
          does,
          evidence,
          you,
        ]),
      },
      { kind: 'heading', text: words.own[lang] },
      ...ownOf(inspection, lang, labelOf).map((text) => ({ kind: 'text', text }) as const),
      { kind: 'signatures', labels: [words.signResponsible[lang], words.signAuditor[lang]] },
    ],
  };
}

/** In one sentence, how many rows there are and how many need attention. */
export function summaryOf(rows: readonly Row[], lang: Lang): string {
  return say(words.text, lang, { all: rows.length, open: rows.filter(({ ok }) => !ok).length });
}

/** The provisions that no system keeps or breaks, each with its reason. */
export function ownOf({ own }: Inspection, lang: Lang, labelOf: (id: string) => string): readonly string[] {
  const gap = lang === 'ja' ? '：' : ': ';
  return own.map(({ ids, why }) => `${listed(ids.map(labelOf), lang)}${gap}${why[lang]}`);
}

function headFacts({ contracts, responsible, annex, log, now }: Facts, lang: Lang): readonly Fact[] {
  const period = log.since && say(words.period, lang, { since: readableDay(log.since), until: readableDay(now) });
  return [
    { label: words.contractsLabel[lang], value: contracts.join('、') || '—' },
    { label: words.responsibleLabel[lang], value: responsible.join('、') || '—' },
    { label: words.editionLabel[lang], value: annex.edition },
    { label: words.periodLabel[lang], value: period || words.chainEmpty[lang] },
  ];
}
