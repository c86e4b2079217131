/** The parts of a Host that a test of an adapter does not look at. */
import { TokkiError } from '../../src/errors.ts';
import type { Host, Person } from '../../src/index.ts';

export const quietHost: Pick<
  Host,
  'knows' | 'remember' | 'contact' | 'contactByMail' | 'form' | 'check' | 'file' | 'refused' | 'lookEvery'
> = {
  knows: async () => false,
  lookEvery: () => 1_000,
  remember: async () => undefined,
  contact: async () => undefined,
  contactByMail: async () => undefined,
  form: async () => undefined,
  check: async () => ({}),
  refused: async () => undefined,
  file: async () => {
    throw new TokkiError('input', 'there is no such file');
  },
};

/** The list of people, by heart. */
export function listOf(people: readonly Person[]): Pick<Host, 'people' | 'person' | 'personByMail'> {
  const byMail = (named: string) => people.find(({ mail }) => mail.toLowerCase() === named.toLowerCase());
  return {
    people: async () => people,
    person: async (named) => people.find(({ id }) => id === named) ?? byMail(named),
    personByMail: async (mail) => byMail(mail),
  };
}
