import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ErrorCode, TokkiError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { writeIndex } from '../../src/knowledge/write-index.ts';

const fixture = fileURLToPath(new URL('fixtures/knowledge', import.meta.url));

describe('loadKnowledge', () => {
  const made: string[] = [];
  after(() => Promise.all(made.map((path) => rm(path, { recursive: true }))));

  /** A copy of the fixture with some files written anew, or taken away where the text is null. */
  async function folderWith(files: Readonly<Record<string, string | null>>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'tokki-knowledge-'));
    made.push(folder);
    await cp(fixture, folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await (text === null ? rm(path, { recursive: true }) : writeFile(path, text));
    }
    return folder;
  }

  async function fixtureText(name: string): Promise<string> {
    return readFile(join(fixture, name), 'utf8');
  }

  async function refused(
    files: Readonly<Record<string, string | null>>,
    code: ErrorCode,
    message: RegExp,
  ): Promise<void> {
    const folder = await folderWith(files);
    await assert.rejects(loadKnowledge(folder), (error) => {
      assert.ok(error instanceof TokkiError);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.ok(!error.message.includes(folder), 'paths are those of the repository');
      return true;
    });
  }

  it('reads documents, guidance, intents, words, forms and playbooks', async () => {
    const knowledge = await loadKnowledge(fixture);
    assert.deepEqual(knowledge.problems, []);
    assert.deepEqual([...knowledge.documents.keys()], ['annex', 'guide']);
    assert.equal(knowledge.annex.title.en, 'Special provisions on name tags');
    assert.deepEqual([...knowledge.guidance.keys()], ['1.1', 'guide:1.1']);
    assert.deepEqual(
      knowledge.guidance.get('1.1')?.cases.map(({ id, when }) => [id, when]),
      [
        ['must-wear', undefined],
        ['both', 'approved'],
      ],
    );
    assert.deepEqual(
      knowledge.outside.categories.map(({ id }) => id),
      ['small_talk'],
    );
    assert.deepEqual(
      knowledge.lexicon.map(({ id }) => id),
      ['tag', 'name-tag'],
    );
    assert.deepEqual([...knowledge.forms], [['incident', { id: 'incident', version: 1 }]]);
    assert.deepEqual([...knowledge.playbooks.keys()], ['lost']);
  });

  it('cites the annex by plain ids and another document by its name, in all that points to provisions', async () => {
    const { annex, documents, provisions } = await loadKnowledge(fixture);
    assert.deepEqual([...provisions.keys()], ['1.1', '1.2', '1.2.1', '1.2.2', '2.1', 'guide:1.1', 'guide:2.1']);
    assert.deepEqual(
      annex.definitions.map(({ term, where }) => [term, where]),
      [['札', '1.1']],
    );
    assert.deepEqual(
      annex.references.map(({ from, to }) => [from, to]),
      [
        ['1.2', ['1.1']],
        ['1.2', ['1.2.1', '1.2.2']],
        ['2.1', ['1.1']],
      ],
    );
    assert.equal(provisions.get('1.2.1')?.parent, '1.2');
    assert.equal(documents.get('guide')?.provisions[0]?.label, '第１');
  });

  it('takes every plain word of a list as a word: null, 12, no', async () => {
    const { guidance } = await loadKnowledge(fixture);
    assert.deepEqual(guidance.get('1.1')?.words.en, ['tag', 'badge', 'null', '12']);
  });

  it('works without guidance, words, forms and playbooks', async () => {
    const folder = await folderWith({ guidance: null, lexicon: null, forms: null, playbooks: null });
    const { guidance, lexicon, forms, problems } = await loadKnowledge(folder);
    assert.deepEqual([guidance.size, lexicon.length, forms.size, problems.length], [0, 0, 0, 0]);
  });

  it('leaves out a case that cites an unknown provision, and says so', async () => {
    const text = (await fixtureText('guidance/annex/1.1.yaml')).replace('["1.1", "2.1"]', '["1.1", "2.9"]');
    const { guidance, problems } = await loadKnowledge(await folderWith({ 'guidance/annex/1.1.yaml': text }));
    assert.deepEqual(
      guidance.get('1.1')?.cases.map(({ id }) => id),
      ['must-wear'],
    );
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.rule, 'cites');
    assert.equal(problems[0]?.file, 'knowledge/guidance/annex/1.1.yaml');
    assert.match(problems[0]?.finding ?? '', /case both cites 2\.9/u);
  });

  it('leaves out what may be cited beside it where that is unknown, and says so, or has another text', async () => {
    const text = await fixtureText('guidance/annex/1.1.yaml');
    const beside = text.replace('"1.1"\n', '"1.1"\nbeside: ["1.2", "2.1", "2.9"]\n');
    const changed = text.replace('"1.1"\n', '"2.1"\nhash: "000000000000"\n').replaceAll('"1.1"', '"2.1"');
    const files = { 'guidance/annex/1.1.yaml': beside, 'guidance/annex/2.1.yaml': changed };
    const { guidance, problems } = await loadKnowledge(await folderWith(files));
    assert.deepEqual(guidance.get('1.1')?.beside, ['1.2']);
    const unknown = problems.filter(({ rule }) => rule === 'beside');
    assert.deepEqual(
      unknown.map(({ file, finding }) => [file, finding]),
      [['knowledge/guidance/annex/1.1.yaml', 'may stand beside 2.9, which does not exist']],
    );
  });

  it('leaves out guidance that has no case left', async () => {
    const text = (await fixtureText('guidance/annex/1.1.yaml')).replaceAll('"1.1"', '"1.9"').replace('"1.9"', '"1.1"');
    const { guidance, problems } = await loadKnowledge(await folderWith({ 'guidance/annex/1.1.yaml': text }));
    assert.ok(!guidance.has('1.1'));
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['cites', 'cites', 'empty'],
    );
  });

  it('leaves out guidance for a provision that the document does not have, and a second one for the same', async () => {
    const text = await fixtureText('guidance/annex/1.1.yaml');
    const folder = await folderWith({
      'guidance/annex/9.1.yaml': text.replace('"1.1"', '"9.1"'),
      'guidance/annex/again.yaml': text,
    });
    const { guidance, problems } = await loadKnowledge(folder);
    assert.deepEqual([...guidance.keys()], ['1.1', 'guide:1.1']);
    assert.deepEqual(
      problems.map(({ rule, file }) => [rule, file]),
      [
        ['provision', 'knowledge/guidance/annex/9.1.yaml'],
        ['provision', 'knowledge/guidance/annex/again.yaml'],
      ],
    );
  });

  it('notices that source.txt was changed after the index was written, until it is written again', async () => {
    const source = (await fixtureText('documents/annex/source.txt')).replace('名札（', '名ふだ（');
    const folder = await folderWith({ 'documents/annex/source.txt': source });
    const { problems } = await loadKnowledge(folder);
    assert.deepEqual(
      problems.map(({ rule, file }) => [rule, file]),
      [['index', 'knowledge/documents/annex/provisions.json']],
    );
    assert.match(problems[0]?.advice ?? '', /npm run index/u);
    assert.deepEqual(
      (await writeIndex(folder)).map(({ changed }) => changed),
      [true, false],
    );
    assert.deepEqual((await loadKnowledge(folder)).problems, []);
  });

  it('notices a missing index', async () => {
    const { problems } = await loadKnowledge(await folderWith({ 'documents/guide/provisions.json': null }));
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['index'],
    );
  });

  it('names file, line and place of a field that is wrong, missing or misspelt', async () => {
    const text = await fixtureText('guidance/annex/1.1.yaml');
    const file = 'guidance/annex/1.1.yaml';
    await refused(
      { [file]: text.replace('verdict: permitted', 'verdict: maybe') },
      'knowledge',
      /^knowledge\/guidance\/annex\/1\.1\.yaml:15: cases\.1\.verdict: /u,
    );
    await refused(
      { [file]: text.replace('english:', 'englisch:') },
      'knowledge',
      /1\.1\.yaml:\d+: .*(?:english|englisch)/u,
    );
    await refused(
      { [file]: text.replace('id: both', 'id: must-wear') },
      'knowledge',
      /:13: cases\.1\.id: the id "must-wear" is used twice/u,
    );
    await refused({ [file]: text.replace('["1.1", "2.1"]', '[]') }, 'knowledge', /:16: cases\.1\.cites: /u);
    await refused(
      { 'outside.yaml': 'categories: []\ncategories: []\n' },
      'knowledge',
      /^knowledge\/outside\.yaml:2: /u,
    );
    await refused({ 'forms/incident.yaml': 'id: [a\n' }, 'knowledge', /^knowledge\/forms\/incident\.yaml:\d+: /u);
    await refused({ 'lexicon/things.yaml': 'tag: 1\n' }, 'knowledge', /^knowledge\/lexicon\/things\.yaml:1: /u);
  });

  it('refuses YAML that multiplies itself', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...[...'bcdefgh'].map(
        (name, index) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${'abcdefgh'.charAt(index)}`)
            .join(', ')}]`,
      ),
    ].join('\n');
    await refused({ 'forms/bomb.yaml': bomb }, 'knowledge', /^knowledge\/forms\/bomb\.yaml:1: /u);
  });

  it('refuses a missing file, a document without structure, and a folder that is not named like its document', async () => {
    await refused({ 'outside.yaml': null }, 'knowledge', /^knowledge\/outside\.yaml: cannot be read \(ENOENT\)/u);
    await refused({ 'documents/annex': null, 'guidance/annex': null }, 'knowledge', /there is no annex/u);
    await refused(
      { 'documents/guide/source.txt': 'やあ\n' },
      'document',
      /^knowledge\/documents\/guide\/source\.txt:1: /u,
    );
    const meta = (await fixtureText('documents/guide/meta.yaml')).replace('id: guide', 'id: other');
    await refused({ 'documents/guide/meta.yaml': meta }, 'knowledge', /meta\.yaml:1: id must be guide/u);
  });

  it('gives the same with a cache, and sees a change in a file that was cached', async () => {
    const folder = await folderWith({});
    const cache = join(folder, 'data', 'cache.json');
    const first = await loadKnowledge(folder, cache);
    const { mtimeMs, mode } = await stat(cache);
    assert.equal(mode & 0o777, 0o600);
    assert.deepEqual(await loadKnowledge(folder, cache), first);
    assert.equal((await stat(cache)).mtimeMs, mtimeMs, 'nothing new, nothing written');
    const text = await fixtureText('guidance/annex/1.1.yaml');
    await writeFile(join(folder, 'guidance/annex/1.1.yaml'), text.replace('バッジ', 'ばっじ'));
    assert.deepEqual((await loadKnowledge(folder, cache)).guidance.get('1.1')?.words.ja, ['名札', 'ばっじ']);
  });

  it('does without a cache that is broken or cannot be written', async () => {
    const folder = await folderWith({ 'broken.json': '{"core:', 'null.json': 'null' });
    const expected = await loadKnowledge(folder);
    for (const name of ['broken.json', 'null.json', 'forms/incident.yaml/cache.json']) {
      assert.deepEqual(await loadKnowledge(folder, join(folder, name)), expected);
    }
  });
});
