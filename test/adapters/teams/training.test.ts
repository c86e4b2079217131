/** A course from its start to the certificate in the Agents Playground: by buttons in Japanese, in words in English. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Course } from '../../../src/knowledge/types.ts';
import type { Lang } from '../../../src/types.ts';
import { createTokki, type Server, tokki } from '../../torture/server.ts';
import { annexCourse, nextStep } from '../../training/course.ts';
import { buttonsOf, execute, wordsOf } from './cards.ts';
import { hana, ichiro, type Playground, type Post, startPlayground } from './playground.ts';

describe('a course in Teams', function () {
  this.timeout(180_000);
  let folder: string;
  let desk: Server;
  let course: Course;
  let people: readonly Playground[] = [];

  before(async () => {
    course = await annexCourse();
    folder = await mkdtemp(join(tmpdir(), 'tokki-teams-'));
    desk = await createTokki(folder, { TEAMS_DEV_NO_AUTH: '1' });
    await desk.start();
    const endpoint = `${desk.url}/api/messages`;
    people = await Promise.all([hana, ichiro].map((one) => startPlayground(one, endpoint)));
  });
  after(async () => {
    await Promise.all(people.map((one) => one.stop()));
    await desk?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  /** Goes on until the certificate; gives it. */
  async function complete(
    play: Playground,
    lang: Lang,
    step: (words: string, on: Post) => Promise<unknown>,
  ): Promise<Post> {
    await play.say(play.personal, lang === 'ja' ? '研修を始める' : 'start training');
    const done = lang === 'ja' ? /修了しました/u : /Course completed/u;
    for (let turn = 0; turn < 80; turn++) {
      const post = await play.next();
      if (done.test(wordsOf(post))) return post;
      const words = buttonsOf(post).length > 0 ? nextStep(course, shown(post), lang) : undefined;
      if (words !== undefined) await step(words, post);
    }
    return assert.fail('the course does not end');
  }

  it('is taken to its end by buttons, in Japanese', async () => {
    const [play] = people;
    assert.ok(play);
    await play.install(play.personal);
    const certificate = await complete(play, 'ja', (title, post) => execute(play, post, title));
    assert.match(wordsOf(certificate), /8問中8問正解/u);
  });

  it('is taken to its end in words, in English', async () => {
    const [, play] = people;
    assert.ok(play);
    await play.install(play.personal);
    const certificate = await complete(play, 'en', (words) => play.say(play.personal, words));
    assert.match(wordsOf(certificate), /8 of 8 right/u);
    const rows = JSON.parse(tokki(folder, ['training', 'status', '--json'])) as { person: string; state: string }[];
    assert.deepEqual(
      rows.map(({ person, state }) => `${person} ${state}`),
      ['hana done', 'ichiro done'],
    );
  });
});

const shown = (post: Post) => [wordsOf(post), ...buttonsOf(post).map(({ title }) => title)].join('\n');
