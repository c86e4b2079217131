/** Which provisions are nearest to a question, for documents that are too long to be shown to a model whole. Pure. */
import type { Knowledge } from '../knowledge/types.ts';
import { unitsOf } from './units.ts';

/** Citations, nearest first; those that share nothing with the text are left out. */
export type Retrieve = (text: string) => readonly string[];

/** BM25 (Robertson and Zaragoza, 2009) over units that are counted once; the usual constants. */
const saturation = 1.2;
const lengthShare = 0.75;

interface Entry {
  readonly id: string;
  readonly length: number;
}

export function createRetrieve(knowledge: Knowledge): Retrieve {
  const places = new Map<string, Entry[]>();
  const entries = [...knowledge.provisions.keys()].map((id) => {
    const units = unitsOf(textOf(knowledge, id));
    const entry = { id, length: units.size };
    for (const unit of units) {
      const known = places.get(unit);
      if (known) known.push(entry);
      else places.set(unit, [entry]);
    }
    return entry;
  });
  const mean = entries.reduce((sum, { length }) => sum + length, 0) / Math.max(1, entries.length);

  return (text) => {
    const scores = new Map<string, number>();
    for (const unit of unitsOf(text)) {
      const found = places.get(unit) ?? [];
      const rarity = Math.log(1 + (entries.length - found.length + 0.5) / (found.length + 0.5));
      for (const { id, length } of found) {
        const share = (saturation + 1) / (1 + saturation * (1 - lengthShare + (lengthShare * length) / mean));
        scores.set(id, (scores.get(id) ?? 0) + rarity * share);
      }
    }
    return [...scores].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  };
}

function textOf({ provisions, guidance }: Knowledge, id: string): string {
  const provision = provisions.get(id);
  const { title, english = '', words } = guidance.get(id) ?? {};
  const said = [title?.ja, title?.en, english, ...(words?.ja ?? []), ...(words?.en ?? [])];
  return [provision?.heading, provision?.lead, provision?.text, ...said].filter(Boolean).join('\n');
}
