/** A conversation as its people saw it: the jobs of its address. */
import type { Address } from '../types.ts';
import type { Session } from './schema.ts';
import type { Line, Work } from './store.ts';

/** Jobs in any state whose text has not run out, oldest first: the last `limit` ones, or the first `limit` after the line `after`. */
export async function history(
  { db, cipher }: Session,
  address: Address,
  limit: number,
  after: number | undefined,
): Promise<readonly Line[]> {
  const lines = db
    .selectFrom('job')
    .select(['id', 'key', 'due', 'payload'])
    .where('address', '=', address)
    .where('payload', '<>', '')
    .limit(limit);
  const rows =
    after === undefined
      ? (await lines.orderBy('id', 'desc').execute()).reverse()
      : await lines.where('id', '>', after).orderBy('id').execute();
  return rows.map(({ id, key, due, payload }) => {
    const work = cipher.open(payload, ['job', 'payload', key]) as Work;
    return { id, key, at: work.kind === 'receive' ? work.message.at : due, work };
  });
}
