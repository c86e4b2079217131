/** Where people can be told something on each platform. */
import type { Address, Contact } from '../types.ts';
import { plain } from './fields.ts';
import { mailKey } from './people.ts';
import type { Session } from './schema.ts';

export async function saveContacts({ db, cipher }: Session, contacts: readonly Contact[]): Promise<void> {
  for (const { reference, ...contact } of contacts) {
    const row = {
      ...plain({ ...contact, mail_key: mailKey(contact.mail) }),
      reference: cipher.seal(reference, ['contact', 'reference', contact.address]),
    };
    await db
      .insertInto('contact')
      .values(row)
      .onConflict((conflict) => conflict.column('address').doUpdateSet(row))
      .execute();
  }
}

const columns = ['address', 'platform', 'user', 'mail', 'reference', 'at'] as const;

function contactOf({ cipher }: Session, row: Contact): Contact {
  return { ...row, reference: cipher.open(row.reference, ['contact', 'reference', row.address]) as string };
}

export async function findContact(session: Session, address: Address): Promise<Contact | undefined> {
  const row = await session.db.selectFrom('contact').select(columns).where('address', '=', address).executeTakeFirst();
  return row && contactOf(session, row);
}

export async function findContactByMail(session: Session, platform: string, mail: string) {
  const row = await session.db
    .selectFrom('contact')
    .select(columns)
    .where('platform', '=', platform)
    .where('mail_key', '=', mailKey(mail))
    .where('mail_key', '<>', '')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && contactOf(session, row);
}

export async function findContacts(session: Session): Promise<readonly Contact[]> {
  const rows = await session.db.selectFrom('contact').select(columns).orderBy('address').execute();
  return rows.map((row) => contactOf(session, row));
}
