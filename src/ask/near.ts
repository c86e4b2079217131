/** Which provisions mean something like a question, by vectors of a language model: a second opinion beside the words. */
import type { Knowledge } from '../knowledge/types.ts';
import type { Embed, Vector } from './llm.ts';

/** Citations, nearest first; empty where the vectors are not there yet. @throws whatever the endpoint throws */
export type Near = (text: string, timeout: number) => Promise<readonly string[]>;

/** More would neither fit into memory nor be compared in time. */
const most = 5_000;
const batch = 64;
/** For the documents, which nobody waits for, in ms. */
const patience = 30_000;

/**
 * @param embed for questions: what it gives is kept nowhere
 * @param kept for the documents: the same, kept by text
 */
export function createNear({ provisions }: Knowledge, embed: Embed, kept: Embed): Near {
  const entries = [...provisions.values()].map(({ id, heading, lead = '', text }) => ({
    id,
    text: [heading, lead, text].filter(Boolean).join('\n'),
  }));
  let known: readonly { readonly id: string; readonly vector: Vector }[] | undefined;
  let isLoading = false;

  /** In the background, again with the next question where it fails: the words do meanwhile. */
  async function load(): Promise<void> {
    const found: { id: string; vector: Vector }[] = [];
    for (let from = 0; from < entries.length; from += batch) {
      const part = entries.slice(from, from + batch);
      const texts = part.map(({ text }) => text);
      const vectors = await kept(texts, patience);
      found.push(...part.flatMap(({ id }, i) => (vectors[i] ? [{ id, vector: vectors[i] }] : [])));
    }
    known = found;
  }

  function begin(): void {
    const done = () => {
      isLoading = false;
    };
    if (isLoading) return;
    isLoading = true;
    load().then(done, done);
  }

  return async (text, timeout) => {
    if (entries.length > most) return [];
    if (!known) {
      begin();
      return [];
    }
    const [mine] = await embed([text], timeout);
    if (!mine) return [];
    const ranked = known.map(({ id, vector }) => ({ id, likeness: likeness(mine, vector) }));
    return ranked.sort((a, b) => b.likeness - a.likeness).map(({ id }) => id);
  };
}

/** The cosine; 0 where the vectors cannot be compared. */
function likeness(one: Vector, other: Vector): number {
  if (one.length !== other.length) return 0;
  let dot = 0;
  let ones = 0;
  let others = 0;
  for (const [i, value] of one.entries()) {
    const against = other[i] ?? 0;
    dot += value * against;
    ones += value * value;
    others += against * against;
  }
  return dot / (Math.sqrt(ones * others) || 1);
}

/** Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009) with its usual constant. */
const smoothing = 60;

/** Several rankings as one: what stands high in more than one of them comes first. */
export function fuse(rankings: readonly (readonly string[])[]): readonly string[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [place, id] of ranking.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (smoothing + place + 1));
  }
  return [...scores].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}
