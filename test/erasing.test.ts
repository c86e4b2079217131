/** The end of a contract, with real processes: asked for, agreed to by two, cut off, done, and measured in the files. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCommand } from '../src/backup/parcel.ts';
import { type Installation, onPostgres, onSqlite } from './erasing-set-up.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const planted = 'みなと区の名簿を電車に忘れました';
const node = ['--disable-warning=ExperimentalWarning', 'tokki.js'];
const server = process.env.TEST_DATABASE_URL;
const kinds = { SQLite: onSqlite, ...(server && { PostgreSQL: () => onPostgres(server) }) };

for (const [kind, install] of Object.entries(kinds)) {
  describe(`erasing a contract on ${kind}`, function () {
    this.timeout(180_000);
    let at: Installation;
    let desk: ChildProcess | undefined;
    let url = '';
    let number = '';
    let order: readonly string[];

    const tokki = (args: readonly string[], env = {}) =>
      execFileSync(process.execPath, [...node, ...args], {
        cwd: root,
        env: { ...at.env, ...env },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const fails = (words: RegExp, args: readonly string[] = order, env = {}) =>
      assert.throws(
        () => tokki(args, env),
        (error: { stderr?: string }) => words.test(error.stderr ?? ''),
      );

    async function serve(): Promise<void> {
      const child = spawn(process.execPath, [...node, 'start'], { cwd: root, env: at.env });
      desk = child;
      let out = '';
      for await (const chunk of child.stdout) {
        out += chunk;
        url = /http:\S+/u.exec(out)?.[0] ?? '';
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
      for (let tries = 0; tries < 200; tries++) {
        const text = await (await fetch(`${url}/api/web/conversation?person=${person}`)).text();
        if (words.test(text)) return text;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`${person} never read ${words}`);
    }

    before(async () => {
      at = await install();
      const people = join(at.folder, 'people.csv');
      const rows = [
        'h,花,h@x.jp,staff,契約A',
        'k,健,k@x.jp,staff,契約B',
        'r,一郎,r@x.jp,responsible,契約A',
        'a,甲子,a@x.jp,admin,',
        'b,乙女,b@x.jp,admin,',
      ];
      writeFileSync(people, `id,name,mail,role,contract\n${rows.join('\n')}\n`);
      tokki(['people', 'import', people]);
      await serve();
      await say('h', { text: planted });
      await reads('h', /incident:/u);
      await say('h', { text: '提出' });
      await say('k', { text: 'このノートPC、家に持って帰っていい？' });
      await reads('r', /20\d\d-0001/u);
      tokki(['backup']);
      // A server gathers samples of what stands in the columns.
      if (kind === 'PostgreSQL') await at.query('analyze');
      assert.equal((await samples()).length > 0, kind === 'PostgreSQL');
    });
    after(async () => {
      desk?.kill('SIGKILL');
      await at.remove();
    });

    const samples = async () =>
      kind === 'PostgreSQL'
        ? at.query(
            `select tablename from pg_stats where (tablename, attname) in (('job', 'payload'), ('report', 'body'))`,
          )
        : [];
    const sealedFields = async (): Promise<readonly string[]> => {
      const rows = await at.query(
        `select body as sealed from report where contract = '契約A' union all select payload from job where address in ('web:h', 'web:r') and payload <> ''`,
      );
      return rows.map(({ sealed }) => String(sealed));
    };

    it('shows what would go, and does nothing before two administrators have agreed', async () => {
      const out = tokki(['erase', '--contract', '契約A']);
      assert.match(out, /reports +1/u);
      [, number = ''] = /--request (\w+)/u.exec(out) ?? [];
      const password = join(at.folder, 'password');
      writeFileSync(password, 'correct horse battery staple\n');
      const asked = ['erase', '--contract', '契約A', '--request', number, '--return-to', join(at.folder, 'copy.enc')];
      order = [...asked, '--password-file', password, '--out', join(at.folder, 'papers')];
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
      assert.equal(JSON.parse(tokki(['reports', 'list', '--json'])).length, 1);
    });

    it('goes on where it was cut off, and leaves nothing that could be read', async () => {
      const before = await sealedFields();
      assert.ok(before.length >= 4);
      for (const field of before) assert.ok((await at.filesWith(field.slice(0, 60))).length > 0, 'it is there before');
      fails(/cannot write the backup/u, order, { BACKUP_DIR: join(at.folder, 'people.csv', 'no-folder') });
      tokki(order);
      for (const field of before)
        assert.deepEqual(await at.filesWith(field.slice(0, 60)), [], 'no file holds a field that was erased');
      assert.deepEqual(await samples(), [], 'nor do the statistics hold samples of it');
      assert.deepEqual([...(await at.filesWith(planted)), ...(await at.walWith(planted))], []);
      const keys = tokki(['keys', 'list']);
      assert.equal(keys.trim().split('\n').length, 2, 'one key is left');
      // What the server's write-ahead log may still hold was sealed with others.
      for (const field of before) assert.ok(!keys.includes(field.split('.')[1] ?? ''), 'its key is gone');
      assert.deepEqual(JSON.parse(tokki(['reports', 'list', '--json'])), []);
      assert.match(tokki(['log', 'verify']), /the chain is whole/u);
      fails(/is done/u);
    });

    it('gives back the cases in the published format, under the password', () => {
      const [, ...open] = openCommand.split(' ');
      const pass = ['-pass', `file:${join(at.folder, 'password')}`];
      const copy = execFileSync('openssl', [...open, join(at.folder, 'copy.enc'), ...pass], { encoding: 'utf8' });
      const { format, reports } = JSON.parse(copy);
      assert.deepEqual([format, reports.length], ['tokki-reports', 1]);
      assert.match(JSON.stringify(reports[0].told), new RegExp(planted, 'u'));
      assert.ok(reports[0].events.length > 0);
    });

    it('leaves the desk running, with what others said, and a draft of 様式２', async () => {
      await say('k', { text: 'USBで渡していい？' });
      assert.match(await reads('k', /USBで渡していい？.*"reply"/su), /このノートPC/u);
      assert.doesNotMatch(await reads('h', /\[/u), new RegExp(planted, 'u'));
      const [paper = ''] = readdirSync(join(at.folder, 'papers'));
      assert.match(paper, /^様式２案_契約A_/u);
      const file = join(at.folder, 'papers', paper);
      const xml = execFileSync('unzip', ['-p', file, 'word/document.xml'], { encoding: 'utf8' });
      const heads = ['様式２（案）', '情報項目', '媒体名', '数量', '廃棄・消去の方法', '責任者', '年月日', '立会い'];
      for (const words of [...heads, '一郎', '事故報告']) assert.ok(xml.includes(words), words);
      const text = xml.replace(/<[^>]+>/gu, '|').replace(/\|+/gu, '|');
      assert.match(text, /事故報告（経過・対応の記録を含む。）\|[^|]+\|1件/u, 'the run that was cut off counts');
      assert.match(text, /バックアップ領域\|1個/u);
    });

    it('can be read in the ledger, copies and keys included', () => {
      const out = tokki(['ledger', '--format', 'csv']);
      for (const words of ['廃棄・消去', 'contract:契約A', '複写・複製', 'backup:', 'key:'])
        assert.ok(out.includes(words), words);
    });
  });
}
