/** Where each conversation stands. */
import { TokkiError } from '../errors.ts';
import type { Address, Conversation } from '../types.ts';
import { plain, present } from './fields.ts';
import type { Session } from './schema.ts';

type State = Pick<Conversation, 'topic' | 'form' | 'course' | 'awaited'>;

/** @throws TokkiError `conflict` where the stored version is not the one before */
export async function saveConversation(
  { db, cipher }: Session,
  conversation: Conversation,
  now: number,
): Promise<void> {
  const { address, version, lang, person = null, ...state } = conversation;
  const row = {
    ...plain({ address, version, person, form: state.form?.form ?? null, touched: now }),
    lang,
    state: cipher.seal(state satisfies State, ['conversation', 'state', address]),
  };
  const first = db
    .insertInto('conversation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing());
  const next = db
    .updateTable('conversation')
    .set(row)
    .where('address', '=', address)
    .where('version', '=', version - 1);
  const written =
    version === 1
      ? (await first.executeTakeFirst()).numInsertedOrUpdatedRows
      : (await next.executeTakeFirst()).numUpdatedRows;
  if (written !== 1n)
    throw new TokkiError('conflict', `version ${version} of a conversation does not follow the stored one`);
}

export async function findConversation({ db, cipher }: Session, address: Address): Promise<Conversation | undefined> {
  const row = await db.selectFrom('conversation').selectAll().where('address', '=', address).executeTakeFirst();
  if (!row) return undefined;
  const { state, form: _, touched: __, ...known } = row;
  return { ...present(known), ...(cipher.open(state, ['conversation', 'state', address]) as State) };
}
