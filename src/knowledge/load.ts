/** Reads the knowledge folder and checks it, when Tokki starts. */

import { TokkiError } from '../errors.ts';
import { loadCourses, loadReminders } from './courses.ts';
import { annexId, createDocument } from './document.ts';
import { loadGuidance } from './guidance.ts';
import { indexOf } from './index-file.ts';
import { listNames, placeOf, readText, readTextIfThere, sha256 } from './read.ts';
import { lexiconSchema, metaSchema, outsideSchema } from './schemas.ts';
import type { Document, Knowledge, Problem } from './types.ts';
import { createYamlReader, loadEach, type YamlReader } from './yaml.ts';

/**
 * @param folder the knowledge folder
 * @param cache a file that makes the next start faster; written where something has changed
 * @throws TokkiError `knowledge` where a file is missing or wrong, `document` where a text has no structure
 */
export async function loadKnowledge(folder: string, cache?: string): Promise<Knowledge> {
  const yaml = await createYamlReader(cache);
  const problems: Problem[] = [];
  const documents = await loadDocuments(folder, yaml, problems);
  const annex = documents.get(annexId);
  if (!annex) throw new TokkiError('knowledge', `knowledge/documents/${annexId}: there is no annex`);
  const provisions = new Map(
    [...documents.values()].flatMap((document) => document.provisions.map((one) => [one.id, one])),
  );
  const [guidance, outside, lexicon, forms, playbooks, courses, reminders, rules] = await Promise.all([
    loadGuidance(folder, yaml, provisions, [...documents.keys()], problems),
    yaml.read(placeOf(folder, 'outside.yaml'), outsideSchema),
    loadEach(placeOf(folder, 'lexicon'), (place) => yaml.read(place, lexiconSchema)),
    loadEach(placeOf(folder, 'forms'), yaml.readAny),
    loadEach(placeOf(folder, 'playbooks'), yaml.readAny),
    loadCourses(folder, yaml, documents, problems),
    loadReminders(folder, yaml),
    loadEach(placeOf(folder), yaml.readAny),
  ]);
  await yaml.save();
  return {
    annex,
    documents,
    provisions,
    guidance,
    outside,
    lexicon: [...lexicon.values()].flat(),
    forms,
    playbooks,
    courses,
    reminders,
    rules,
    problems,
  };
}

/** Document by document, so that problems come in a fixed order. */
async function loadDocuments(
  folder: string,
  yaml: YamlReader,
  problems: Problem[],
): Promise<ReadonlyMap<string, Document>> {
  const documents = new Map<string, Document>();
  for (const name of await listNames(placeOf(folder, 'documents'), '')) {
    const document = await readDocument(folder, name, yaml);
    documents.set(document.id, document);
    const index = placeOf(folder, 'documents', name, 'provisions.json');
    if ((await readTextIfThere(index)) !== indexOf(document, sha256)) {
      problems.push({
        rule: 'index',
        file: index.shown,
        finding: 'does not hold what source.txt says now',
        advice: 'Run `npm run index`, review the difference and commit it.',
      });
    }
  }
  return documents;
}

/** @throws TokkiError `knowledge`, `document` */
export async function readDocument(folder: string, name: string, yaml: YamlReader): Promise<Document> {
  const metaPlace = placeOf(folder, 'documents', name, 'meta.yaml');
  const meta = await yaml.read(metaPlace, metaSchema);
  if (meta.id !== name) throw new TokkiError('knowledge', `${metaPlace.shown}:1: id must be ${name}, like the folder`);
  const source = placeOf(folder, 'documents', name, 'source.txt');
  const text = await readText(source);
  return createDocument(meta, text, source.shown, sha256(text));
}
