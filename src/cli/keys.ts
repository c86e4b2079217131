import { setTimeout } from 'node:timers/promises';
import { TokkiError } from '../errors.ts';
import { addKey, dropKey, followedWithin, readKeys } from '../keys.ts';
import { close, demandApproval, request } from './approvals.ts';
import { print, readArgs, table } from './args.ts';
import { type Bench, logged, withDesk } from './desk.ts';

/** `tokki keys list [--json] | rotate | remove ID [--request NUMBER] [--destroy]` */
export async function keys(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'list') return list(rest);
  if (action === 'rotate') return rotate(rest);
  if (action === 'remove') return remove(rest);
  throw new TokkiError('usage', 'keys: say list, rotate, or remove ID');
}

async function list(args: readonly string[]): Promise<number> {
  const { values } = readArgs('keys list', args, { json: { type: 'boolean' } });
  return withDesk(async ({ store, config }) => {
    const counts = await store.keep.sealedWith();
    const all = (await readKeys(config)).map(({ id }, i) => ({ id, seals: i === 0, fields: counts.get(id) ?? 0 }));
    const rows = all.map(({ id, seals, fields }) => [id, seals ? 'seals' : 'opens', String(fields)]);
    await print(values.json ? JSON.stringify(all, null, 2) : table([['key', 'use', 'fields'], ...rows]));
    return 0;
  });
}

/**
 * A new key, and everything sealed anew with it, while the desk goes on. With TOKKI_KEYS the new key is put in front
 * there and all instances are restarted first; then this seals anew. Cut off, it goes on where it was when run again.
 */
async function rotate(args: readonly string[]): Promise<number> {
  readArgs('keys rotate', args, {});
  return withDesk(async (bench) => {
    const { store, config, cipher } = bench;
    const waiting = [...(await store.keep.sealedWith())].some(([id, count]) => id !== cipher.keyId && count > 0);
    if (!waiting) await addFresh(bench);
    let total = 0;
    // What a running desk sealed with the old key before it saw the new one is found by another pass.
    for (let count = -1; count !== 0; total += count) count = await store.keep.reseal();
    await logged(store, 'admin', `keys:rotate:${cipher.keyId}`);
    const old = (await readKeys(config)).map(({ id }) => id).filter((id) => id !== cipher.keyId);
    await print(`${total} fields are sealed with the key ${cipher.keyId} now. Keep a copy of it.`);
    if (old.length > 0) await print(`Still needed for older backups: ${old.join(', ')}. See: tokki keys remove`);
    return 0;
  });
}

async function addFresh({ config, cipher }: Bench): Promise<void> {
  if (config.TOKKI_KEYS) {
    throw new TokkiError('key', 'all fields are sealed with the first key of TOKKI_KEYS: put a new one in front of it');
  }
  const before = cipher.keyId;
  await addKey(config);
  // Each running desk on this folder has to follow, and so has this command.
  await setTimeout(2 * followedWithin);
  if (cipher.keyId === before) throw new TokkiError('key', 'the new key was not taken up');
}

/** Two administrators have to agree: backups that it sealed can never be read again. */
async function remove(args: readonly string[]): Promise<number> {
  const options = { request: { type: 'string' }, destroy: { type: 'boolean', default: false } } as const;
  const { values, positionals } = readArgs('keys remove', args, options, 1);
  const [id] = positionals;
  if (!id) throw new TokkiError('usage', 'keys remove: name the key, as `tokki keys list` shows it');
  return withDesk(async ({ store, config }) => {
    const all = await readKeys(config);
    if (!all.some((key) => key.id === id)) throw new TokkiError('input', `there is no key ${id}`);
    if (all[0]?.id === id) throw new TokkiError('key', `the key ${id} is the one that seals now: rotate first`);
    const what = `key:${id}`;
    if (values.request === undefined) {
      const fields = (await store.keep.sealedWith()).get(id) ?? 0;
      const number = await request(store, what);
      await print(`The key ${id} seals ${fields} fields, and the backups that were made with it.`);
      await print(
        `Two administrators have been asked. Then: tokki keys remove ${id} --request ${number}${fields > 0 ? ' --destroy' : ''}`,
      );
      return 0;
    }
    await demandApproval(store, values.request, what);
    const lost = await store.keep.forgetKey(id, values.destroy);
    await logged(store, 'erase', what);
    await store.keep.scrub();
    // Last of all: a run that is cut off before can be run again with the same line.
    if (!config.TOKKI_KEYS) await dropKey(config, id);
    await close(store, values.request);
    const rest = config.TOKKI_KEYS ? 'Take it out of TOKKI_KEYS now.' : 'It is gone from the key file.';
    await print(
      `The key ${id} is removed, ${lost} fields with it. ${rest} Destroy each copy of it that you have kept.`,
    );
    await print('Run `tokki backup` now: those that it sealed can no longer be read.');
    return 0;
  });
}
