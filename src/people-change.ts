/** What an import of people.csv changes. Pure. */
import type { Person } from './types.ts';

export interface PeopleChange {
  readonly added: readonly Person[];
  /** Known people with the fields that change, before and after. */
  readonly changed: readonly { readonly person: Person; readonly fields: readonly FieldChange[] }[];
  readonly leaving: readonly Person[];
}

interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** @param known the people who are on the list now @param rows all who will be on it */
export function comparePeople(known: readonly Person[], rows: readonly Person[]): PeopleChange {
  const before = new Map(known.map((person) => [person.id, person]));
  const after = new Set(rows.map(({ id }) => id));
  const changed = rows.flatMap((person) => {
    const old = before.get(person.id);
    const fields = old ? fieldChanges(old, person) : [];
    return fields.length > 0 ? [{ person, fields }] : [];
  });
  return {
    added: rows.filter(({ id }) => !before.has(id)),
    changed,
    leaving: known.filter(({ id }) => !after.has(id)),
  };
}

const compared = ['name', 'mail', 'role', 'manager', 'lang', 'agency', 'contracts', 'zone', 'calendar'] as const;

function fieldChanges(old: Person, fresh: Person): readonly FieldChange[] {
  const text = (person: Person, field: (typeof compared)[number]) => [person[field] ?? ''].flat().join('; ');
  return compared
    .map((field) => ({ field, before: text(old, field), after: text(fresh, field) }))
    .filter((change) => change.before !== change.after);
}
