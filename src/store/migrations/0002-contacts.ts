/** Where people can be told something on each platform, and what has come of it. */
import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../schema.ts';

export async function contacts(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const table = db.schema.createTable('contact');
  await (dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table)
    .addColumn('address', 'text', (address) => address.notNull().primaryKey())
    .addColumn('platform', 'text', (platform) => platform.notNull())
    .addColumn('user', 'text', (user) => user.notNull())
    .addColumn('mail_key', 'text', (mail) => mail.notNull())
    .addColumn('mail', 'text', (mail) => mail.notNull())
    .addColumn('reference', 'text', (reference) => reference.notNull())
    .addColumn('at', dialect === 'sqlite' ? 'integer' : 'bigint', (at) => at.notNull())
    .execute();
  await db.schema.alterTable('job').addColumn('post', 'text').execute();
  await db.schema.createIndex('job_post').on('job').column('post').where(sql<boolean>`post is not null`).execute();
  await db.schema.createIndex('contact_mail').on('contact').columns(['platform', 'mail_key', 'at']).execute();
}
