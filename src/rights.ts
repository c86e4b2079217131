/** Who may do what (6.8.3.a): one table, role by action. Nothing else in Tokki decides by role what a person may see. */
import type { Person, Role } from './types.ts';

/** How far a right goes: nothing, one's own things, those of one's contracts, everything. */
export type Scope = 'none' | 'own' | 'contract' | 'all';

export const actions = [
  /** Ask about the annex. */
  'ask',
  /** Report an incident. */
  'report.file',
  'report.read',
  /** Do what has to be done about a report: acknowledge, task, report to 甲, close. */
  'report.manage',
  /** Get the monthly digest of the access log. */
  'digest.get',
  /** Read the access log: who, when, what; never contents. */
  'log.read',
  /** Get the alerts about unusual access. */
  'watch.get',
  /** Be one of the two who agree before something is destroyed. */
  'destroy.approve',
] as const;

export type Action = (typeof actions)[number];

const rights: Readonly<Record<Role, Readonly<Record<Action, Scope>>>> = {
  guest: row('own', 'own', 'none', 'none', 'none', 'none', 'none', 'none'),
  staff: row('own', 'own', 'own', 'none', 'none', 'none', 'none', 'none'),
  responsible: row('own', 'own', 'contract', 'contract', 'all', 'none', 'none', 'none'),
  admin: row('own', 'own', 'all', 'all', 'all', 'all', 'all', 'all'),
  auditor: row('own', 'own', 'own', 'none', 'all', 'all', 'all', 'none'),
};

function row(...scopes: readonly Scope[]): Readonly<Record<Action, Scope>> {
  return Object.fromEntries(actions.map((action, i) => [action, scopes[i] ?? 'none'])) as Record<Action, Scope>;
}

export function scopeOf({ role }: Pick<Person, 'role'>, action: Action): Scope {
  return rights[role][action];
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
