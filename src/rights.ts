/** Who may do what (6.8.3.a): one table, role by action. Nothing else in Tokki decides by role what a person may do. */
import type { Person, Role } from './types.ts';

/** How far a right goes: nothing, one's own things, those of one's contracts, everything. */
export type Scope = 'none' | 'own' | 'contract' | 'all';

const roles = ['stranger', 'guest', 'staff', 'responsible', 'admin', 'auditor'] as const satisfies readonly Role[];

const table = {
  /** Speak to the desk at all: ask about the annex, rate an answer. */
  ask: ['none', 'own', 'own', 'own', 'own', 'own'],
  /** Have a question handed over to who is responsible. */
  'question.hand': ['none', 'none', 'own', 'own', 'own', 'own'],
  /** Answer the questions of others, as far as they were handed over to one. */
  'question.answer': ['none', 'none', 'none', 'contract', 'all', 'none'],
  /** Report an incident. */
  'report.file': ['none', 'own', 'own', 'own', 'own', 'own'],
  'report.read': ['none', 'none', 'own', 'contract', 'all', 'own'],
  /** Be told of a report, and do what has to be done about it: acknowledge, task, report to 甲, close. */
  'report.manage': ['none', 'none', 'none', 'contract', 'all', 'none'],
  /** Take reports out as a document or a table. */
  'report.export': ['none', 'none', 'none', 'contract', 'all', 'none'],
  /** Take a course. */
  'training.take': ['none', 'none', 'own', 'own', 'own', 'own'],
  /** See and remind those in one's charge, record who attended, take the records out. One's own are those whom one manages. */
  'training.lead': ['none', 'none', 'own', 'contract', 'all', 'own'],
  /** Confirm the records of a course as the 業務責任者 (Art. 9, 11). */
  'training.confirm': ['none', 'none', 'none', 'contract', 'none', 'none'],
  /** Get the monthly digest of the access log. */
  'digest.get': ['none', 'none', 'none', 'all', 'all', 'all'],
  /** Read the access log: who, when, what; never contents. */
  'log.read': ['none', 'none', 'none', 'none', 'all', 'all'],
  /** Get the alerts about unusual access. */
  'watch.get': ['none', 'none', 'none', 'none', 'all', 'all'],
  /** Be one of the two who agree before something is destroyed. */
  'destroy.approve': ['none', 'none', 'none', 'none', 'all', 'none'],
} as const satisfies Readonly<Record<string, readonly [Scope, Scope, Scope, Scope, Scope, Scope]>>;

export type Action = keyof typeof table;

export const actions = Object.keys(table) as readonly Action[];

export function scopeOf({ role }: Pick<Person, 'role'>, action: Action): Scope {
  return table[action][roles.indexOf(role)] ?? 'none';
}

/** True where the role gives the right to anything at all. */
export function mayEver(person: Pick<Person, 'role'>, action: Action): boolean {
  return scopeOf(person, action) !== 'none';
}

/** Those whose right goes just that far. */
export function withScope<One extends Pick<Person, 'role'>>(
  people: readonly One[],
  action: Action,
  scope: Scope,
): readonly One[] {
  return people.filter((one) => scopeOf(one, action) === scope);
}

export interface Thing {
  /** The id of the person whose it is. */
  readonly owner: string;
  readonly contracts: readonly string[];
}

/** True where the person may do it to this thing. */
export function may(person: Pick<Person, 'id' | 'role' | 'contracts'>, action: Action, thing: Thing): boolean {
  const scope = scopeOf(person, action);
  if (scope === 'none' || scope === 'all') return scope === 'all';
  const isShared = person.contracts.some((contract) => thing.contracts.includes(contract));
  return thing.owner === person.id || (scope === 'contract' && isShared);
}
