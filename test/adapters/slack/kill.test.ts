/** A real process that is killed between the acknowledgement and the answer. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokki, type Server, tokki } from '../../torture/server.ts';
import { signingSecret } from './desk.ts';
import { type Fault, type SlackDouble, startDouble } from './double.ts';
import { createPerson } from './person.ts';
import { until } from './until.ts';

describe('Slack and a desk that is killed', function () {
  this.timeout(90_000);
  let folder: string;
  let slack: SlackDouble;
  let server: Server;
  const person = createPerson(
    () => server.url,
    () => slack,
  );

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokki-slack-'));
    slack = await startDouble();
    const env = {
      SLACK_REGION: 'jp',
      SLACK_BOT_TOKEN: 'xoxb-tokki',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
    };
    const file = join(folder, 'people.csv');
    await writeFile(file, 'id,name,mail,role,contract\nhana,佐藤 はな,hana@example.jp,staff,業務\n');
    tokki(folder, ['people', 'import', file]);
    server = await createTokki(folder, { ...env, SLACK_TIMEOUT_MS: '20000' });
    await server.start();
  });
  afterEach(async () => {
    await server.stop();
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const posts = () => slack.of('chat.postMessage').length;

  for (const [when, fault] of [
    ['before Slack had the answer', 'hang'],
    ['after Slack had the answer, before we knew', 'mute'],
  ] as const satisfies readonly (readonly [string, Fault])[])
    it(`answers once, after the restart: killed ${when}`, async () => {
      slack.fail('chat.postMessage', fault);
      await person.says('このノートPC、家に持って帰っていい？');
      await until(() => posts() === 1);
      await server.kill();
      await server.start();
      await person.reads(/第６条第５項/u);
      await person.says('研修は年に何回？');
      await person.reads(/第１１条/u);
      assert.equal(slack.messages.filter(({ text }) => text.includes('第６条第５項')).length, 1);
      assert.equal(posts(), fault === 'hang' ? 3 : 2);
    });

  it('answers once, after the restart: killed right after the acknowledgement', async () => {
    await person.says('このノートPC、家に持って帰っていい？');
    await server.kill();
    await server.start();
    await person.reads(/第６条第５項/u);
    await person.says('研修は年に何回？');
    await person.reads(/第１１条/u);
    assert.equal(slack.messages.filter(({ text }) => text.includes('第６条第５項')).length, 1);
  });
});
