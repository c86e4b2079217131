/** Who answers for whom. */
import type { Person, Report } from '../types.ts';

interface Managers {
  /** The 業務責任者 who share a contract with the reporter, without the reporter. */
  readonly responsible: readonly Person[];
  /** Who is told where there is none. */
  readonly admins: readonly Person[];
}

export function managersOf(people: readonly Person[], reporter: Person): Managers {
  const others = people.filter(({ id }) => id !== reporter.id);
  return {
    responsible: others.filter((person) => person.role === 'responsible' && shareContract(person, reporter)),
    admins: others.filter(({ role }) => role === 'admin'),
  };
}

/**
 * Staff read their own reports, a responsible person those of their contracts, admins all (6.8.3.a). A report whose
 * reporter did not know the contract belongs to each contract of the reporter.
 */
export function mayRead(person: Person, report: Report, people: readonly Person[]): boolean {
  if (person.role === 'guest') return false;
  if (person.role === 'admin' || report.reporter === person.id) return true;
  if (person.role !== 'responsible') return false;
  if (person.contracts.includes(report.contract)) return true;
  const reporter = people.find(({ id }) => id === report.reporter);
  const isOpen = reporter !== undefined && reporter.contracts.length > 1 && !report.answers.contract?.value;
  return isOpen && shareContract(person, reporter);
}

function shareContract(a: Person, b: Person): boolean {
  return a.contracts.some((contract) => b.contracts.includes(contract));
}
