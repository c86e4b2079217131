import { readFileSync } from 'node:fs';
import { parseDocument } from '../../src/knowledge/parse.ts';

/** The provisions of the annex in this repository. */
export const annexSource = readFileSync(new URL('../../knowledge/documents/annex/source.txt', import.meta.url), 'utf8');
export const annex = parseDocument(annexSource, 'source.txt');
