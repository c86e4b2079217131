import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { languageOf } from '../../src/forms/lang.ts';
import { loadExamples } from '../../src/knowledge/examples.ts';
import { indexOf } from '../../src/knowledge/index-file.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { sha256 } from '../../src/knowledge/read.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';

const folder = fileURLToPath(new URL('../../knowledge/', import.meta.url));

describe('the knowledge folder of this repository', () => {
  let knowledge: Knowledge;
  before(async () => {
    knowledge = await loadKnowledge(folder);
  });

  it('has no problems', () => {
    assert.deepEqual(knowledge.problems, []);
  });

  it('has the provisions.json that `npm run index` makes', async () => {
    for (const document of knowledge.documents.values()) {
      const kept = await readFile(`${folder}documents/${document.id}/provisions.json`, 'utf8');
      assert.equal(kept, indexOf(document, sha256));
    }
  });

  it('has guidance for every provision of every document', () => {
    const missing = [...knowledge.provisions.keys()].filter((id) => !knowledge.guidance.has(id));
    assert.deepEqual(missing, []);
  });

  it('has guidance that names the text that it was written for', () => {
    const without = [...knowledge.guidance.values()].filter(({ hash }) => hash === undefined);
    assert.deepEqual(
      without.map(({ provision }) => provision),
      [],
    );
  });

  it('has example questions in both languages for every case, none of them under two provisions', async () => {
    const { examples, problems } = await loadExamples(folder, knowledge);
    assert.deepEqual(problems, []);
    const asked = examples.filter(({ labels }) => labels.intent === 'question' && labels.case);
    const written = new Set(
      asked.map(({ text, labels }) => `${labels.case?.replace(/:.*/u, '')} ${languageOf(text, 'ja')}`),
    );
    const cases = [...knowledge.guidance.values()].flatMap(({ provision, cases }) =>
      cases.flatMap(({ id }) => [`${provision}/${id} ja`, `${provision}/${id} en`]),
    );
    assert.deepEqual(
      cases.filter((one) => !written.has(one)),
      [],
    );
    const groups = Map.groupBy(asked, ({ text }) => text);
    const torn = [...groups].filter(([, uses]) => new Set(uses.map(({ labels }) => labels.provision)).size > 1);
    assert.deepEqual(
      torn.map(([text, uses]) => [text, ...uses.map(({ labels }) => labels.provision)]),
      [],
    );
  });
});
