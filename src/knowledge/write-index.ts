/** `npm run index`: writes provisions.json of each document. */
import { writeFile } from 'node:fs/promises';
import { indexOf } from './index-file.ts';
import { readDocument } from './load.ts';
import { listNames, placeOf, readTextIfThere, sha256 } from './read.ts';
import { createYamlReader } from './yaml.ts';

/** A file that was looked at. */
export interface WrittenIndex {
  /** As it stands in the repository. */
  readonly file: string;
  readonly provisions: number;
  /** False where the file held the same already. */
  readonly changed: boolean;
}

/**
 * @param folder the knowledge folder
 * @throws TokkiError `knowledge`, `document`
 */
export async function writeIndex(folder: string): Promise<readonly WrittenIndex[]> {
  const yaml = await createYamlReader();
  const written: WrittenIndex[] = [];
  for (const name of await listNames(placeOf(folder, 'documents'), '')) {
    const document = await readDocument(folder, name, yaml);
    const place = placeOf(folder, 'documents', name, 'provisions.json');
    const index = indexOf(document, sha256);
    const changed = (await readTextIfThere(place)) !== index;
    if (changed) await writeFile(place.path, index);
    written.push({ file: place.shown, provisions: document.provisions.length, changed });
  }
  return written;
}
