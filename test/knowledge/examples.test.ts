import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadExamples } from '../../src/knowledge/examples.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

const fixture = fileURLToPath(new URL('fixtures/knowledge', import.meta.url));

describe('loadExamples', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokki-examples-'));
    await cp(fixture, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives questions, what guidance says by itself, told incidents and matters outside', async () => {
    const { examples, problems } = await loadExamples(folder, await loadKnowledge(folder));
    assert.deepEqual(problems, []);
    const labelsOf = (text: string) => examples.find((one) => one.text === text)?.labels;
    assert.deepEqual(labelsOf('名札つけなきゃだめ？'), {
      intent: 'question',
      provision: '1.1',
      case: '1.1/must-wear:required',
      verdict: 'required',
    });
    assert.deepEqual(labelsOf('badge'), { provision: '1.1' });
    assert.deepEqual(labelsOf('lost my tag'), { intent: 'incident', kind: 'incident/lost_device' });
    assert.deepEqual(labelsOf('what if i lose it'), { intent: 'question' });
    assert.deepEqual(labelsOf('hi'), { intent: 'outside', kind: 'outside/small_talk' });
    assert.equal(labelsOf('いつふく？')?.provision, 'guide:1.1');
  });

  it('marks scenes', async () => {
    const scene = '- case: must-wear\n  scene: true\n  en: [boss says no badge needed today]\n';
    await writeFile(join(folder, 'examples/annex/1.1.yaml'), scene);
    const { examples } = await loadExamples(folder, await loadKnowledge(folder));
    assert.deepEqual(
      examples.filter((one) => one.scene).map(({ text }) => text),
      ['boss says no badge needed today'],
    );
  });

  it('gives the verdicts that would do as well, with the cases that cite no more', async () => {
    await writeFile(
      join(folder, 'examples/annex/1.1.yaml'),
      '- case: both\n  also: [required]\n  en: [with my card too]\n',
    );
    const { examples } = await loadExamples(folder, await loadKnowledge(folder));
    const { labels, also } = examples.find(({ text }) => text === 'with my card too') ?? {};
    assert.equal(labels?.verdict, 'permitted');
    assert.deepEqual(also, { case: ['1.1/must-wear:required'], verdict: ['required'] });
  });

  it('leaves out what leads nowhere, and says so', async () => {
    const wrong = '- case: gone\n  en: [a]\n- case: must-wear\n  verdict: unclear\n  en: [b]\n';
    await writeFile(join(folder, 'examples/annex/1.1.yaml'), wrong);
    const { examples, problems } = await loadExamples(folder, await loadKnowledge(folder));
    assert.ok(!examples.some(({ text }) => text === 'a' || text === 'b'));
    assert.deepEqual(
      problems.map(({ file, finding }) => `${file}: ${finding}`),
      [
        'knowledge/examples/annex/1.1.yaml: provision 1.1 has no case gone',
        'knowledge/examples/annex/1.1.yaml: case must-wear cannot stand under unclear',
      ],
    );
  });
});
