/** Where each conversation stands. */
import { type Selectable, sql } from 'kysely';
import { TokkiError } from '../errors.ts';
import type { Address, Conversation } from '../types.ts';
import type { Cipher } from './crypt.ts';
import { plain, present } from './fields.ts';
import type { Session, Tables } from './schema.ts';
import type { Commit } from './store.ts';

type State = Pick<Conversation, 'topic' | 'form' | 'course' | 'awaited'>;

/** A conversation as it is stored, its state sealed. */
export type ConversationRow = Selectable<Tables['conversation']>;

/** @throws TokkiError `conflict` where a stored version is not the one before; the transaction has to end then */
export async function saveConversations(session: Session, commits: readonly Commit[]): Promise<void> {
  const rows = commits.flatMap(({ conversation, now }) => (conversation ? [rowOf(session, conversation, now)] : []));
  const first = rows.filter(({ version }) => version === 1);
  const later = rows.filter(({ version }) => version !== 1);
  const written = (await insertFirst(session, first)) + (await updateLater(session, later));
  if (written !== BigInt(rows.length))
    throw new TokkiError('conflict', 'the version of a conversation does not follow the stored one');
}

function rowOf({ cipher }: Session, conversation: Conversation, now: number): ConversationRow {
  const { address, version, lang, person = null, ...state } = conversation;
  return {
    ...plain({ address, version, person, form: state.form?.form ?? null, touched: now }),
    lang,
    state: cipher.seal(state satisfies State, ['conversation', 'state', address]),
  };
}

async function insertFirst({ db }: Session, rows: readonly ConversationRow[]): Promise<bigint> {
  if (rows.length === 0) return 0n;
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('conversation')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows;
}

async function updateLater({ db }: Session, rows: readonly ConversationRow[]): Promise<bigint> {
  if (rows.length === 0) return 0n;
  const values = rows.map(
    ({ address, version, lang, state, person, form, touched }) =>
      sql`(${address}, cast(${version} as bigint), ${lang}, ${state}, cast(${person} as text), cast(${form} as text),
        cast(${touched} as bigint))`,
  );
  const { numAffectedRows = 0n } = await sql`
    with fresh (address, version, lang, state, person, form, touched) as (values ${sql.join(values)})
    update conversation set version = fresh.version, lang = fresh.lang, state = fresh.state, person = fresh.person,
      form = fresh.form, touched = fresh.touched
    from fresh where conversation.address = fresh.address and conversation.version = fresh.version - 1`.execute(db);
  return numAffectedRows;
}

/** @throws TokkiError `sealed` */
export async function findConversation(session: Session, address: Address): Promise<Conversation | undefined> {
  const [row] = await findRows(session, [address]);
  return conversationOf(session.cipher, row);
}

/** In the order of the addresses. */
export async function findRows(
  { db }: Session,
  addresses: readonly Address[],
): Promise<readonly (ConversationRow | undefined)[]> {
  const rows = await db.selectFrom('conversation').selectAll().where('address', 'in', addresses).execute();
  const found = new Map(rows.map((row) => [row.address, row]));
  return addresses.map((address) => found.get(address));
}

/** @throws TokkiError `sealed` */
export function conversationOf(cipher: Cipher, row: ConversationRow | undefined): Conversation | undefined {
  if (!row) return undefined;
  const { state, form: _, touched: __, ...known } = row;
  return { ...present(known), ...(cipher.open(state, ['conversation', 'state', row.address]) as State) };
}
