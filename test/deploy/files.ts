/** What the tests of this folder read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { variables } from '../../src/config.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export function isKnownVariable(name: string): boolean {
  return variables.includes(name.replace(/_FILE$/u, ''));
}
