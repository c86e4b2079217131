/** Who answers for whom. */
import { may, scopeOf, withScope } from '../rights.ts';
import { incident as words } from '../strings/incident.ts';
import type { Answers, Person, Report, Text } from '../types.ts';

interface Told {
  readonly people: readonly Person[];
  /** Why administrators are among them. */
  readonly why?: Text;
}

/** The 業務責任者 of these contracts. */
export function responsibleOf(people: readonly Person[], contracts: readonly string[]): readonly Person[] {
  return withScope(people, 'report.manage', 'contract').filter(({ contracts: own }) => shares(own, contracts));
}

/** Those who may manage every report. */
export function administratorsOf(people: readonly Person[]): readonly Person[] {
  return withScope(people, 'report.manage', 'all');
}

/**
 * Who is told of a report, never the reporter: the responsible people of its contract; the administrators where there
 * is none, and where an administrator reports.
 */
export function toldOf(people: readonly Person[], report: Report, reporter: Person): Told {
  const contracts = contractsOf(report, reporter);
  const others = people.filter(({ id }) => id !== reporter.id);
  const responsible = responsibleOf(others, contracts);
  const admins = administratorsOf(others);
  if (scopeOf(reporter, 'report.manage') === 'all')
    return { people: [...responsible, ...admins], why: words.alertFromAdmin };
  if (responsible.length > 0) return { people: responsible };
  if (responsibleOf([reporter], contracts).length > 0) return { people: admins, why: words.alertFromResponsible };
  const isKnown = people.some(({ contracts: own }) => shares(own, contracts));
  return { people: admins, why: isKnown ? words.alertNobody : words.alertNoContract };
}

/** A report whose reporter did not know the contract belongs to each contract of the reporter. */
export function mayRead(person: Person, report: Report, people: readonly Person[]): boolean {
  const reporter = people.find(({ id }) => id === report.reporter);
  return may(person, 'report.read', { owner: report.reporter, contracts: contractsOf(report, reporter) });
}

/** The responsible people of a report's contract and the administrators do what has to be done about it. */
export function mayManage(person: Person, report: Report, people: readonly Person[]): boolean {
  const reporter = people.find(({ id }) => id === report.reporter);
  return may(person, 'report.manage', { owner: report.reporter, contracts: contractsOf(report, reporter) });
}

/** Who may take a report out as a document. */
export function mayExport(person: Person, report: Report, people: readonly Person[]): boolean {
  const reporter = people.find(({ id }) => id === report.reporter);
  return may(person, 'report.export', { owner: report.reporter, contracts: contractsOf(report, reporter) });
}

const between = '／';

/** The contract that a new report stands under: all of the reporter's in one text, where it is not known which. */
export function contractFor({ contract }: Answers, { contracts }: Person): string {
  return typeof contract?.value === 'string' && contract.value !== '' ? contract.value : contracts.join(between);
}

/** What the reports of these contracts stand under: their names, and the texts of people who work for others besides. */
export function namesOf(contracts: readonly string[], people: readonly Person[]): readonly string[] {
  const shared = people.filter(({ contracts: own }) => own.length > 1 && shares(own, contracts));
  return [...new Set([...contracts, ...shared.map(({ contracts: own }) => own.join(between))])];
}

/** The contract of a report; all contracts of the reporter where it is not known which. */
export function contractsOf({ contract, answers }: Report, reporter?: Person): readonly string[] {
  const own = reporter?.contracts ?? [];
  const isOpen = own.length > 1 && !answers.contract?.value;
  return [...new Set([contract, ...contract.split(between), ...(isOpen ? own : [])])].filter((name) => name !== '');
}

function shares(own: readonly string[], contracts: readonly string[]): boolean {
  return own.some((contract) => contracts.includes(contract));
}
