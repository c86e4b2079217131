/** The readiness report: rows with their state, and as a Paper. Pure. */
import { readableDay } from '../guard/room.ts';
import { inspect as words } from '../strings/inspect.ts';
import { listed, say } from '../strings/say.ts';
import type { Lang, Paper } from '../types.ts';
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
    const shown = found.map(({ text, ok }) => (ok ? text[lang] : `${words.open[lang]}: ${text[lang]}`));
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
    foot: say(words.foot, lang, { at }),
    blocks: [
      { kind: 'head', lines: [at] },
      { kind: 'text', text: say(words.text, lang, { open: rows.filter(({ ok }) => !ok).length }) },
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
      { kind: 'heading', text: words.notConcerned[lang] },
      ...inspection.not_concerned.map(({ ids, why }) => ({
        kind: 'text' as const,
        text: `${listed(ids.map(labelOf), lang)}: ${why[lang]}`,
      })),
      { kind: 'signatures', labels: [words.signResponsible[lang], words.signAuditor[lang]] },
    ],
  };
}
