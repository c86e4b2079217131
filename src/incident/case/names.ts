/** Where a written report may still name somebody. Nobody can tell by rule whose name it is, so a person is shown where to look. */
import { namesIn } from '../../knowledge/privacy.ts';
import type { Block, Paper } from '../../types.ts';
import type { Who } from './who.ts';

/** The labels of the parts that hold what reads like a name, but for the people of the list. */
export function partsWithNames({ blocks }: Paper, { people, leavers }: Who): readonly string[] {
  const staff = new Set([...people.map(({ name }) => name), ...leavers.values()].map(bare));
  const holds = (text: string) => namesIn(text).some((name) => !staff.has(bare(name)));
  return [...new Set(blocks.flatMap((block) => partsOf(block, holds)))];
}

function partsOf(block: Block, holds: (text: string) => boolean): readonly string[] {
  if (block.kind === 'facts') return block.facts.filter(({ value }) => holds(value)).map(({ label }) => label);
  return block.kind === 'table' && block.rows.some((row) => row.some(holds)) ? [block.head.join('・')] : [];
}

function bare(name: string): string {
  return name.replace(/[\s\u3000]/gu, '');
}
