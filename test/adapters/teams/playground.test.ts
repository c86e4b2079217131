/** The whole desk through Microsoft's own client of Teams, without a browser. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokki, tokki as run, type Server } from '../../torture/server.ts';
import { buttonsOf, execute, inputsOf, submit, wordsOf } from './cards.ts';
import { hana, ichiro, type Playground, type Post, startPlayground } from './playground.ts';
import { until } from './serve.ts';

const manager = ichiro;

describe('Tokki in the Agents Playground', function () {
  this.timeout(60_000);
  let folder: string;
  let desk: Server;
  let staff: Playground;
  let boss: Playground;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokki-teams-'));
    desk = await createTokki(folder, { TEAMS_DEV_NO_AUTH: '1' });
    await desk.start();
    const endpoint = `${desk.url}/api/messages`;
    [staff, boss] = await Promise.all([startPlayground(hana, endpoint), startPlayground(manager, endpoint)]);
  });
  after(async () => {
    await Promise.all([staff?.stop(), boss?.stop()]);
    await desk?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('welcomes a person with examples, once', async () => {
    await Promise.all([staff.install(staff.personal), boss.install(boss.personal)]);
    assert.match(wordsOf(await staff.next()), /Can I take this laptop home\?/u);
    assert.match(wordsOf(await boss.next()), /Can I take this laptop home\?/u);
  });

  it('answers a question with the verdict first and the quote', async () => {
    await staff.say(staff.personal, 'このノートPC、家に持って帰っていい？');
    const words = wordsOf(await staff.next()).trim();
    assert.match(words, /^△ 甲（県）の承諾がなければできません/u);
    assert.match(words, /第６条第５項/u);
    assert.match(words, /当該パソコン等を作業場所から持ち出してはならない。/u);
  });

  it('answers a mention in the reply chain of a channel, and in a group', async () => {
    await staff.mention(staff.channel, 'Can I use my own phone for this work?');
    const inChain = await staff.next();
    assert.match(inChain.conversation, /^channel-1;messageid=/u);
    assert.match(wordsOf(inChain), /Art\. 6\.6/u);
    await staff.mention(staff.group, 'USBで渡していい？');
    const inGroup = await staff.next();
    assert.equal(inGroup.conversation, staff.group);
    assert.match(wordsOf(inGroup), /承諾/u);
  });

  it('takes an incident that is told in a group to the personal chat, and nothing of it stays behind', async () => {
    await staff.mention(staff.group, '名簿の入ったUSBメモリーを電車に忘れました');
    const posts = [await staff.next(), await staff.next(), await staff.next()];
    const told = posts.filter(({ conversation }) => conversation === staff.group);
    assert.equal(told.length, 1);
    assert.doesNotMatch(wordsOf(told[0] as Post), /USB|電車/u);
    assert.deepEqual(
      posts.filter((post) => !told.includes(post)).map(({ conversation }) => conversation),
      [staff.personal, staff.personal],
    );
  });

  it('goes through the report by Action.Execute in Japanese; each card closes with its answer', async () => {
    let question = await asked(staff);
    while (!hasButton(question, '提出する')) {
      const closed = await execute(staff, question, answerTo(question), inputsOf(question));
      assert.deepEqual(buttonsOf(closed), []);
      assert.match(wordsOf(closed), /✓ 回答/u);
      question = await newQuestion(staff, question);
    }
    await execute(staff, question, '提出する');
    const filed = await untilSaid(staff, /報告 \d{4}-0001 を受け付けました/u);
    assert.match(wordsOf(filed), /業務責任者/u);
  });

  it('tells the manager in his own chat, first, without being asked; he opens the report there', async () => {
    const alert = await untilSaid(boss, /事故の報告 \d{4}-0001/u);
    assert.equal(alert.conversation, boss.personal);
    await execute(boss, alert, /の詳細$/u);
    assert.match(wordsOf(await untilSaid(boss, /Report \d{4}-0001/u, alert)), /住民アンケート集計業務/u);
  });

  it('goes through the report by Action.Submit in English, and a stale button does nothing twice', async () => {
    await staff.say(staff.personal, 'I sent the list to the wrong address');
    let question = await asked(staff, /\?/u);
    const first = question;
    while (!hasButton(question, 'File')) {
      await submit(staff, question, answerTo(question), inputsOf(question));
      const { id } = question;
      await until(() => buttonsOf(staff.posts().find((post) => post.id === id) as Post).length === 0);
      question = await newQuestion(staff, question);
    }
    await submit(staff, first, buttonsOf(first)[0]?.title ?? '');
    question = await newQuestion(staff, question);
    await submit(staff, question, 'File');
    await untilSaid(staff, /\d{4}-0002/u);
    const { reports } = JSON.parse(run(folder, ['reports', 'export'])) as {
      reports: { number: string; kind: string }[];
    };
    assert.deepEqual(
      reports.map(({ kind }) => kind),
      ['lost', 'missent'],
    );
    await untilSaid(boss, /\d{4}-0002/u);
  });
});

const hasButton = (post: Post, title: string) => buttonsOf(post).some((one) => one.title === title);

/** The first button that answers the question, or that sends what was entered. */
function answerTo(post: Post): string {
  const steering =
    /提出|記入|見る|あとで|取り消す|戻る|わからない|English|file|Fill|far|Pause|Cancel|Back|know|日本語|^直す|^Edit/iu;
  const [answer] = buttonsOf(post).filter(({ title }) => !steering.test(title));
  if (!answer) throw new Error(`nothing answers ${buttonsOf(post).map(({ title }) => title)}`);
  return answer.title;
}

/** The next post that matches. */
async function untilSaid(play: Playground, words: RegExp, after?: Post): Promise<Post> {
  const known = [...play.posts()];
  const found = known.find((post) => post.id !== after?.id && words.test(wordsOf(post)));
  if (found) return found;
  for (;;) {
    const post = await play.next();
    if (post.id !== after?.id && words.test(wordsOf(post))) return post;
  }
}

/** The question that waits now. */
async function asked(play: Playground, words = /第１６条/u): Promise<Post> {
  const isAsked = (post: Post) =>
    buttonsOf(post).some(({ title }) => /取り消す|Cancel/u.test(title)) && words.test(wordsOf(post));
  const waiting = play.posts().findLast(isAsked);
  if (waiting) return waiting;
  for (;;) {
    const post = await play.next();
    if (isAsked(post)) return post;
  }
}

async function newQuestion(play: Playground, before: Post): Promise<Post> {
  for (;;) {
    const post = await play.next();
    if (post.id > before.id && buttonsOf(post).some(({ title }) => /取り消す|Cancel/u.test(title))) return post;
  }
}
