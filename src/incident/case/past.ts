/** A case as it stood at an earlier line of its timeline: amendments are taken back one by one. */
import type { Answers, Report } from '../../types.ts';
import type { Case } from './case.ts';

/** @param line counted from 1; this line is the last one that has happened */
export function caseAt(now: Case, line: number): Case {
  let { edition, answers } = now.report;
  for (const { act, detail = {}, before = {} } of now.events.slice(line).toReversed()) {
    if (act !== 'amend') continue;
    const kept = Object.entries(answers).filter(([id]) => !(id in detail));
    answers = { ...Object.fromEntries(kept), ...before };
    edition -= 1;
  }
  const events = now.events.slice(0, line);
  const owner = events.findLast(({ act }) => act === 'taken')?.by;
  const { owner: _, ...report } = withKind({ ...now.report, edition, answers });
  return { ...now, report: owner === undefined ? report : { ...report, owner }, events };
}

/** The kind and the contract of a report are its answers to these questions, where they were given. */
export function withKind(report: Report): Report {
  const { kind, contract } = report.answers satisfies Answers;
  return {
    ...report,
    kind: typeof kind?.value === 'string' ? kind.value : report.kind,
    contract: typeof contract?.value === 'string' && contract.value !== '' ? contract.value : report.contract,
  };
}
