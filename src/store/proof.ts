/** Whether the keys at hand are those that the data was written with. */
import { TokkiError } from '../errors.ts';
import type { Place } from './crypt.ts';
import type { Session } from './schema.ts';

/**
 * Refuses a database before anything is read where one of its keys is missing or another one bears its name; a job
 * that cannot be opened would be given up. Then leaves a proof of the key that seals from now on.
 * @throws TokkiError `key`
 */
export async function proveKeys({ db, cipher }: Session): Promise<void> {
  const proofs = await db.selectFrom('key_proof').selectAll().execute();
  for (const { id, proof } of proofs) {
    try {
      cipher.open(proof, placeOf(id));
    } catch (error) {
      throw new TokkiError('key', `the data was written with the key ${id}, which is not among the keys`, {
        cause: error,
      });
    }
  }
  if (proofs.some(({ id }) => id === cipher.keyId)) return;
  await db
    .insertInto('key_proof')
    .values({ id: cipher.keyId, proof: cipher.seal('tokki', placeOf(cipher.keyId)) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function placeOf(id: string): Place {
  return ['key_proof', 'proof', id];
}
