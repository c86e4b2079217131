/** Commits that come while others are being written wait, and are then written together. */
import { tokkiError } from '../errors.ts';
import type { Commit, Committed, Store } from './store.ts';

/** Writes all of the Commits or nothing; asks which ones when the transaction has begun. */
type Write = (take: () => readonly Commit[]) => Promise<readonly Committed[]>;

interface Waiting {
  readonly commit: Commit;
  resolve(committed: Committed): void;
  reject(error: unknown): void;
}

/** More would make those wait too long who come next. */
const most = 64;

/**
 * Many small transactions cost a wait for the disk each, and the same statements again and again; one for all of them
 * costs that once. Where it fails, each is written alone: none suffers for what is wrong with another.
 */
export function createGroup(write: Write): Store['commit'] {
  const waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) await writeSome();
    isWriting = false;
  }

  async function writeSome(): Promise<void> {
    let group: readonly Waiting[] = [];
    const take = () => {
      group = waiting.splice(0, most);
      return group.map(({ commit }) => commit);
    };
    try {
      const committed = await write(take);
      for (const [i, one] of group.entries()) one.resolve(committed[i] ?? { added: 0 });
    } catch (error) {
      // A transaction that could not begin has taken nobody.
      if (group.length === 0) take();
      await failed(group, error);
    }
  }

  async function failed(group: readonly Waiting[], error: unknown): Promise<void> {
    const apart = group.length > 1 && isOfOne(error);
    for (const one of group) await (apart ? writeAlone(one) : one.reject(error));
  }

  async function writeAlone({ commit, resolve, reject }: Waiting): Promise<void> {
    await write(() => [commit]).then(([committed = { added: 0 }]) => resolve(committed), reject);
  }

  return (commit) =>
    new Promise((resolve, reject) => {
      waiting.push({ commit, resolve, reject });
      if (!isWriting) void writeAll();
    });
}

/** A store that is away is away for all of them. */
function isOfOne(error: unknown): boolean {
  const code = tokkiError(error)?.code;
  return code !== 'storage' && code !== 'database';
}
