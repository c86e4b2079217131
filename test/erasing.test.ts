/** The end of a contract, with real processes: asked for, agreed to by two, done, and measured in the files. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { openCommand } from '../src/backup/parcel.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const planted = 'みなと区の名簿を電車に忘れました';

describe('erasing a contract', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'tokki-erase-'));
  const data = join(folder, 'data');
  const env = { PATH: process.env.PATH, DATA_DIR: data, LOG_LEVEL: 'silent', PORT: '0' };
  const node = ['--disable-warning=ExperimentalWarning', 'tokki.js'];
  let server: ChildProcess | undefined;
  let url = '';

  const tokki = (...args: readonly string[]) =>
    execFileSync(process.execPath, [...node, ...args], {
      cwd: root,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  async function serve(): Promise<void> {
    const child = spawn(process.execPath, [...node, 'start'], { cwd: root, env });
    server = child;
    let out = '';
    for await (const chunk of child.stdout) {
      out += chunk;
      const found = /http:\S+/u.exec(out);
      url = found?.[0] ?? '';
      if (url) return;
    }
    throw new Error('the server did not start');
  }

  async function say(person: string, said: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ person, ...said });
    assert.equal((await fetch(`${url}/api/web/messages`, { method: 'POST', headers, body })).status, 202);
  }

  /** What the person reads, once it holds the words. */
  async function reads(person: string, words: RegExp): Promise<string> {
    for (let tries = 0; tries < 100; tries++) {
      const text = await (await fetch(`${url}/api/web/conversation?person=${person}`)).text();
      if (words.test(text)) return text;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${person} never read ${words}`);
  }

  before(async () => {
    const people = join(folder, 'people.csv');
    const rows = [
      'h,花,h@x.jp,staff,契約A',
      'k,健,k@x.jp,staff,契約B',
      'r,一郎,r@x.jp,responsible,契約A',
      'a,甲子,a@x.jp,admin,',
      'b,乙女,b@x.jp,admin,',
    ];
    writeFileSync(people, `id,name,mail,role,contract\n${rows.join('\n')}\n`);
    tokki('people', 'import', people);
    await serve();
    await say('h', { text: planted });
    await reads('h', /incident:/u);
    await say('h', { text: '提出' });
    await say('k', { text: 'このノートPC、家に持って帰っていい？' });
    await reads('r', /20\d\d-0001/u);
    tokki('backup');
  });
  after(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const files = () =>
    readdirSync(data, { recursive: true, encoding: 'utf8' })
      .map((name) => join(data, name))
      .filter((name) => statSync(name).isFile());
  const inFiles = (text: string) => files().filter((file) => readFileSync(file).includes(text));
  const sealedFields = (): readonly string[] => {
    const database = new DatabaseSync(join(data, 'tokki.db'), { readOnly: true });
    const rows = database
      .prepare(
        `select body as sealed from report where contract = '契約A' union all select payload from job where address in ('web:h', 'web:r') and payload <> ''`,
      )
      .all();
    database.close();
    return rows.map(({ sealed }) => String(sealed));
  };

  it('shows what would go, and does nothing before two administrators have agreed', async () => {
    const out = tokki('erase', '--contract', '契約A');
    assert.match(out, /reports +1/u);
    const [, number = ''] = /--request (\w+)/u.exec(out) ?? [];
    const password = join(folder, 'password');
    writeFileSync(password, 'correct horse battery staple\n');
    const order = [
      'erase',
      '--contract',
      '契約A',
      '--request',
      number,
      '--return-to',
      join(folder, 'copy.enc'),
      '--password-file',
      password,
      '--out',
      folder,
    ];
    const fails = (words: RegExp, args: readonly string[] = order) =>
      assert.throws(
        () => tokki(...args),
        (error: { stderr?: string }) => words.test(error.stderr ?? ''),
      );
    fails(/is waiting/u);
    await reads('a', new RegExp(`guard:approve:${number}`, 'u'));
    await say('h', { choice: `guard:approve:${number}` });
    await reads('h', /承認できるのは管理者だけです/u);
    await say('a', { choice: `guard:approve:${number}` });
    await say('a', { choice: `guard:approve:${number}` });
    await reads('a', /承認を記録しました（1人／2人）/u);
    fails(/is waiting/u);
    await say('b', { choice: `guard:approve:${number}` });
    await reads('b', /二人の承認がそろいました/u);
    fails(
      /no request \w+ for this/u,
      order.map((word) => (word === '契約A' ? '契約B' : word)),
    );

    const before = sealedFields();
    assert.ok(before.length >= 4);
    for (const field of before) assert.ok(inFiles(field.slice(0, 60)).length > 0, 'it is there before');
    tokki(...order);
    for (const field of before)
      assert.deepEqual(inFiles(field.slice(0, 60)), [], 'no file holds a field that was erased');
    assert.deepEqual(inFiles(planted), []);
    assert.deepEqual(JSON.parse(tokki('reports', 'list', '--json')), []);
    assert.match(tokki('log', 'verify'), /the chain is whole/u);
    fails(/is done/u);

    const { reports } = JSON.parse(
      execFileSync(
        'openssl',
        [...openCommand.split(' ').slice(1), join(folder, 'copy.enc'), '-pass', `file:${password}`],
        { encoding: 'utf8' },
      ),
    );
    assert.equal(reports.length, 1);
    assert.match(JSON.stringify(reports), new RegExp(planted, 'u'));
    assert.deepEqual(tokki('keys', 'list').trim().split('\n').length, 2, 'one key is left');
  });

  it('leaves the desk running, with what others said, and a draft of 様式２', async () => {
    await say('k', { text: 'USBで渡していい？' });
    assert.match(await reads('k', /USBで渡していい？.*"reply"/su), /このノートPC/u);
    assert.doesNotMatch(await reads('h', /\[/u), new RegExp(planted, 'u'));
    const [paper = ''] = readdirSync(folder).filter((name) => name.endsWith('.docx'));
    assert.match(paper, /^様式２案_契約A_/u);
    const xml = execFileSync('unzip', ['-p', join(folder, paper), 'word/document.xml'], { encoding: 'utf8' });
    for (const words of [
      '様式２（案）',
      '情報項目',
      '媒体名',
      '数量',
      '廃棄・消去の方法',
      '責任者',
      '年月日',
      '一郎',
      '事故報告',
      '立会い',
    ])
      assert.ok(xml.includes(words), words);
  });

  it('can be read in the ledger', () => {
    const out = tokki('ledger', '--format', 'csv');
    for (const words of ['廃棄・消去', 'contract:契約A', '複写・複製']) assert.ok(out.includes(words), words);
  });
});
