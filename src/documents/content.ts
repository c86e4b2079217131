/** What a room has written for a file -> the file. */
import type { FileContent } from '../index.ts';
import type { Paper } from '../types.ts';
import { csvOf } from './csv.ts';

interface Written {
  readonly name: string;
  /** A document, or the rows of a table. */
  readonly content: Paper | readonly (readonly string[])[];
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export async function contentOf({ name, content }: Written): Promise<FileContent> {
  if ('blocks' in content) {
    // Loaded only where a document is made: the desk has to start fast.
    const { wordOf } = await import('./word.ts');
    return { name, type: word, bytes: await wordOf(content) };
  }
  return { name, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(csvOf(content)) };
}
