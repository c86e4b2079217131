/** Course files: a wrong one stops the start, with file, line and advice; one that the annex has left behind rests. */
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TokkiError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { sha256 } from '../../src/knowledge/read.ts';
import type { Course } from '../../src/knowledge/types.ts';

const knowledge = fileURLToPath(new URL('../../knowledge', import.meta.url));

describe('courses', function () {
  this.timeout(60_000);
  let folder: string;
  let text: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokki-courses-'));
    await cp(knowledge, folder, { recursive: true });
    text = await readFile(join(folder, 'courses/annex-basics.yaml'), 'utf8');
  });
  after(() => rm(folder, { recursive: true }));

  const lineOf = (words: string) => text.slice(0, text.indexOf(words)).split('\n').length;

  /** Loads the course with one thing changed; says with which words it is refused. */
  async function refused(from: string, to: string, message: RegExp): Promise<void> {
    assert.ok(text.includes(from), from);
    await writeFile(join(folder, 'courses/annex-basics.yaml'), text.replace(from, to));
    await assert.rejects(loadKnowledge(folder), (error) => {
      assert.ok(error instanceof TokkiError);
      assert.equal(error.code, 'knowledge');
      assert.match(error.message, message);
      assert.match(error.advice, /Correct the file in knowledge/u);
      return true;
    });
  }

  it('cite provisions that exist: an unknown one is refused with its line and advice', async () => {
    const line = lineOf('cites: ["15.1", "17.2"]');
    await refused(
      'cites: ["15.1", "17.2"]',
      'cites: ["15.1", "17.9"]',
      new RegExp(
        `^knowledge/courses/annex-basics\\.yaml:${line}: sections\\.12\\.cites\\.1: there is no provision 17\\.9: .*tokki -- parse`,
        'u',
      ),
    );
  });

  it('quote a provision that exists', async () => {
    await refused(
      '{ id: "17.2", words: 少なくとも',
      '{ id: "17.9", words: 少なくとも',
      /quotes\.1\.id: there is no provision 17\.9/u,
    );
  });

  it('quote verbatim, or rest: an amendment of the annex must not stop the desk', async () => {
    await writeFile(join(folder, 'courses/annex-basics.yaml'), text);
    const source = join(folder, 'documents/annex/source.txt');
    const annex = await readFile(source, 'utf8');
    assert.ok(annex.includes('少なくとも１年に１回'));
    await writeFile(source, annex.replaceAll('少なくとも１年に１回', '少なくとも半年に１回'));
    const { courses, problems } = await loadKnowledge(folder);
    await writeFile(source, annex);
    assert.deepEqual(
      courses.map(({ id, resting }) => [id, resting]),
      [['annex-basics', true]],
    );
    const [problem] = problems.filter(({ file }) => file.includes('courses'));
    assert.equal(problem?.rule, 'changed');
    assert.equal(problem?.file, 'knowledge/courses/annex-basics.yaml');
    assert.match(problem?.finding ?? '', /17\.2 in section .*the course is not taught/u);
    assert.equal((await loadKnowledge(folder)).courses[0]?.resting, undefined);
  });

  it('name laws that they list, and rest on something', async () => {
    await refused('laws: [appi-179, appi-184]', 'laws: [appi-999]', /laws\.0: laws does not list appi-999/u);
    await refused('    laws: [appi-180]\n', '', /questions\.20: cites nothing/u);
  });

  it('have a right answer among the options, ids that are unique, and enough questions', async () => {
    await refused('right: b', 'right: z', /questions\.0\.right: no option is called z/u);
    await refused('id: home-pc', 'id: after-contract', /questions\.1\.id: the id "after-contract" is used twice/u);
    await refused('ask: 8', 'ask: 40', /quiz\.ask: asks 40 of 25 questions/u);
    await refused('id: annex-basics', 'id: other', /:\d+: id: must be annex-basics/u);
  });

  it('have nothing misspelt and nothing left out', async () => {
    await refused('everyMonths: 12', 'everyMonth: 12', /validity/u);
    await refused('minutes: 14', 'minutes: soon', /minutes: must be a whole number/u);
    await refused('en: The annex in practice', 'en: ""', /title\.en: must not be empty/u);
  });

  it('may be missing altogether, and so may all of them', async () => {
    await rm(join(folder, 'courses'), { recursive: true });
    assert.deepEqual((await loadKnowledge(folder)).courses, []);
    await mkdir(join(folder, 'courses'));
    await writeFile(join(folder, 'courses/annex-basics.yaml'), text);
  });
});

describe('the course on this annex', () => {
  let course: Course;
  before(async () => {
    const { courses } = await loadKnowledge(knowledge);
    course = courses[0] ?? assert.fail();
  });

  it('teaches what Art. 11 names: duties, penalties with their articles, civil liability', async () => {
    const laws = course.laws.map(({ label }) => label.ja).join(' ');
    for (const article of [
      '第176条',
      '第180条',
      '第179条',
      '第178条',
      '第184条',
      '民法 第415条',
      '民法 第709条',
      '民法 第715条',
    ]) {
      assert.ok(laws.includes(article), article);
    }
    const used = new Set([...course.sections, ...course.questions].flatMap((one) => one.laws));
    assert.deepEqual(
      course.laws.filter(({ id }) => !used.has(id)),
      [],
    );
    const text = await readFile(join(knowledge, 'courses/annex-basics.yaml'), 'utf8');
    assert.equal(course.material, sha256(text));
  });

  it('takes 12 to 15 minutes on a phone in either language', () => {
    // Careful reading of rules: 450 Japanese characters or 170 English words a minute; 25 seconds a question.
    const quotes = course.sections.flatMap((one) => one.quotes.map(({ words }) => words)).join('');
    const taught = [...course.sections.map((one) => one.text), ...course.laws.map((one) => one.says)];
    const japanese = [...taught.map((one) => one.ja), quotes].join('').length / 450;
    const english =
      taught
        .map((one) => one.en)
        .join(' ')
        .split(/\s+/u).length /
        170 +
      quotes.length / 450;
    const quiz = (course.quiz.ask * 25) / 60;
    for (const minutes of [japanese + quiz, english + quiz]) assert.ok(minutes >= 12 && minutes <= 15, String(minutes));
    assert.ok(course.minutes >= 12 && course.minutes <= 15);
  });

  it('draws its quiz from a pool three times as large, whose options fit a button', () => {
    assert.ok(course.questions.length >= 3 * course.quiz.ask);
    for (const { options } of course.questions) {
      for (const { text } of options) assert.ok(text.ja.length <= 75 && text.en.length <= 75, text.en);
    }
  });

  it('does not give the right answer away by its place or its length', () => {
    const firsts = course.questions.filter(({ options, right }) => options[0]?.id === right).length;
    assert.ok(firsts < course.questions.length / 2);
    const longest = course.questions.filter(({ options, right }) => {
      const lengths = options.map(({ text }) => text.ja.length);
      return (options.find(({ id }) => id === right)?.text.ja.length ?? 0) === Math.max(...lengths);
    });
    assert.ok(longest.length < course.questions.length, `${longest.length}`);
  });
});
