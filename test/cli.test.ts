/** The command line as people run it: real processes, standard input and output, exit codes. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('the command line', function () {
  this.timeout(30_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokki-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function run(args: readonly string[], input = '', env: Record<string, string> = {}): Promise<Ran> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'tokki.js', ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: folder, LOG_LEVEL: 'silent', ...env },
    });
    child.stdin.end(input);
    return new Promise((resolve) => {
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk) => (out += chunk));
      child.stderr.on('data', (chunk) => (err += chunk));
      child.on('close', (code) => resolve({ code, out, err }));
    });
  }

  const oneLine = ({ code, out, err }: Ran, words: RegExp) => {
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, words);
    assert.equal(err.trim().split('\n').length, 1, err);
  };

  it('answers a question with verdict, sentence and quote', async () => {
    const { code, out } = await run(['ask', 'このノートPC、家に持って帰っていい？']);
    assert.equal(code, 0);
    assert.match(out, /^【甲（県）の承諾がなければできません】/u);
    assert.match(out, /第６条第５項\n {2}乙は、/u);
  });

  it('answers line by line, names the bad lines and goes on', async () => {
    const lines = [
      '{"id":1,"q":"can i use my own macbook?"}',
      'no json',
      '{"id":2}',
      '',
      '{"id":"x","q":"USBを電車に忘れました","lang":"en"}',
    ];
    const { code, out, err } = await run(['ask', '--jsonl'], lines.join('\n'));
    assert.equal(code, 1);
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      rows.map(({ id, lang, intent }) => [id, lang, intent]),
      [
        [1, 'en', 'question'],
        ['x', 'en', 'incident'],
      ],
    );
    assert.deepEqual(Object.keys(rows[0]), ['id', 'lang', 'intent', 'verdict', 'citations', 'text', 'by', 'ms']);
    assert.match(err, /line 2/u);
    assert.match(err, /line 3.*q/u);
  });

  it('names an unknown command, option or word, and says where the help is', async () => {
    for (const [args, words] of [
      [['fly'], /unknown command "fly"/u],
      [['ask', '--loud', 'x'], /--loud/u],
      [['ask', 'a', 'b'], /unexpected "b"/u],
      [['ask'], /give a question/u],
      [['ask', 'x', '--lang', 'fr'], /ja or en/u],
      [['reports'], /list, show NUMBER, export, or import/u],
      [['reports', 'export', '--format', 'pdf'], /json, csv or docx/u],
    ] as const) {
      const { code, err } = await run(args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, words);
    }
    assert.match((await run(['help'])).out, /tokki ask/u);
  });

  it('shows the provisions of an annex, and refuses a text without structure by file and line', async () => {
    const { out } = await run(['parse', 'knowledge/documents/annex/source.txt', '--json']);
    const units = JSON.parse(out) as { id: string; label: string; text: string }[];
    assert.equal(units.length, 60);
    assert.deepEqual(Object.keys(units[0] ?? {}), ['id', 'label', 'text']);
    const plain = join(folder, 'plain.txt');
    await writeFile(plain, 'これはただの文章です。\n番号がありません。\n');
    oneLine(await run(['parse', plain]), /plain\.txt.*1/u);
    oneLine(await run(['parse', join(folder, 'absent.txt')]), /cannot read/u);
  });

  it('imports people all or none, takes those who left off the list, and lists them', async () => {
    const good = join(folder, 'good.csv');
    await writeFile(good, 'id,name,mail,role,contract\na,佐藤,a@x.jp,staff,k\nb,鈴木,b@x.jp,responsible,k\n');
    assert.match((await run(['people', 'import', good])).out, /2 people imported/u);
    const fewer = join(folder, 'fewer.csv');
    await writeFile(fewer, 'id,name,mail,role,contract\nb,鈴木,b@x.jp,responsible,k\nc,高橋,c@x.jp,staff,k\n');
    assert.match((await run(['people', 'import', fewer])).out, /1 new, 1 known; 1 who are not in the file/u);
    assert.match((await run(['people', 'import', good])).out, /1 new, 1 known; 1 who/u);
    const bad = join(folder, 'bad.csv');
    await writeFile(bad, 'id,name,mail,role\nc,田中,c@x.jp,staff\nd,,nomail,staff\n');
    const { code, err } = await run(['people', 'import', bad]);
    assert.equal(code, 1);
    assert.match(err, /bad\.csv:3: /u);
    const listed = JSON.parse((await run(['people', 'list', '--json'])).out) as { id: string }[];
    assert.deepEqual(listed.map(({ id }) => id).toSorted(), ['a', 'b']);
  });

  it('shows what an import would change, and changes nothing then', async () => {
    const file = join(folder, 'people.csv');
    const head = 'id,name,mail,role,manager,contract,dispatched from\n';
    await writeFile(file, `${head}a,佐藤,a@x.jp,staff,b,k,\nb,鈴木,b@x.jp,responsible,,k,\n`);
    await run(['people', 'import', file]);
    await writeFile(file, `${head}a,佐藤,a@x.jp,staff,,k,人材社\nc,高橋,c@x.jp,staff,,k,\n`);
    const { out } = await run(['people', 'import', file, '--preview']);
    assert.match(out, /\+ {2}c {2}高橋 {2}staff, k/u);
    assert.match(out, /~ {2}a {2}佐藤 {2}manager: b → \(none\); agency: \(none\) → 人材社/u);
    assert.match(out, /- {2}b {2}鈴木 {2}leaves/u);
    assert.match(out, /1 new, 1 changed, 1 leaving; nothing was imported/u);
    const listed = JSON.parse((await run(['people', 'list', '--json'])).out) as { id: string }[];
    assert.deepEqual(
      listed.map(({ id }) => id),
      ['a', 'b'],
    );
  });

  it('assigns, records, previews and exports training', async function () {
    this.timeout(120_000);
    const file = join(folder, 'people.csv');
    await writeFile(file, 'id,name,mail,role,contract\na,佐藤,a@x.jp,staff,k\nb,鈴木,b@x.jp,responsible,k\n');
    await run(['people', 'import', file]);
    const year = new Date().getFullYear() + 1;
    const assign = ['training', 'assign', 'annex-basics', '--due', `${year}-12-01`];
    assert.match((await run([...assign, '--all'])).out, /2 people have to take annex-basics/u);
    oneLine(await run([...assign, 'ghost']), /nobody is called ghost; nothing was written/u);
    const session = [
      '--at',
      `${year - 1}-01-05T10:00`,
      '--minutes',
      '30',
      '--place',
      '本社',
      '--theme',
      '事例',
      '--trainer',
      '講師',
    ];
    const record = ['training', 'record', 'annex-basics', ...session, '--by', 'b', 'a'];
    assert.match((await run(record)).out, /1 attendees recorded: S/u);
    const rows = JSON.parse((await run(['training', 'status', '--json'])).out) as { person: string; state: string }[];
    assert.deepEqual(
      rows.map(({ person, state }) => `${person} ${state}`),
      ['a done', 'b open'],
    );
    const preview = await run(['training', 'preview', '--from', `${year}-11-01`, '--to', `${year}-12-10`]);
    assert.match(preview.out, /b\t研修のお知らせ\t特記事項の基本: 期限 12月1日/u);
    const out = join(folder, 'record.csv');
    await run([
      'training',
      'export',
      'annex-basics',
      '--format',
      'csv',
      '--from',
      `${year - 1}-01-01`,
      '--to',
      `${year}-12-31`,
      '--out',
      out,
    ]);
    const csv = await readFile(out, 'utf8');
    assert.ok(csv.startsWith('\ufeff'));
    assert.match(csv, /a,佐藤,業務従事者,,k,特記事項の基本,.*,集合研修,30,出席,,,本社,事例,講師/u);
    const word = join(folder, 'record.docx');
    await run(['training', 'export', 'annex-basics', '--out', word]);
    assert.equal((await readFile(word)).subarray(0, 2).toString(), 'PK');
  });

  it('says in one line what a training command lacks', async function () {
    this.timeout(120_000);
    const usage = async (args: readonly string[], message: RegExp) => {
      const { code, err } = await run(['training', ...args]);
      assert.equal(code, 2);
      assert.match(err, message);
      assert.equal(err.trim().split('\n').length, 1);
    };
    await usage([], /say status, assign, record, export, preview/u);
    await usage(['assign', 'nothing', '--all'], /name a course: annex-basics/u);
    await usage(['preview', '--from', 'now', '--to', '2027-01-01'], /--from is a day/u);
    await usage(['record', 'annex-basics', '--by', 'b'], /say --at, --minutes/u);
    await usage(['export', 'annex-basics'], /say --out FILE/u);
  });

  it('exports nothing where nothing was reported, with a BOM for Excel', async () => {
    assert.deepEqual(JSON.parse((await run(['reports', 'export'])).out).reports, []);
    assert.ok((await run(['reports', 'export', '--format', 'csv'])).out.startsWith('\ufeff'));
    const { code, err } = await run(['reports', 'show', '2026-0001']);
    assert.equal(code, 1);
    assert.match(err, /no report 2026-0001/u);
  });

  it('imports cases into a store that has none, exports them the same, and writes them as Word files', async () => {
    const file = join(folder, 'cases.json');
    const text = { ja: '確かめる', en: 'Find out' };
    const report = {
      number: '2026-0007',
      version: 3,
      edition: 2,
      status: 'handling',
      owner: 'ichiro',
      kind: 'missent',
      reporter: 'hana',
      contract: 'k',
      filed: 1_795_996_800_000,
      address: 'web:hana',
      form: 'incident',
      formVersion: 1,
      annex: 'x',
      answers: { kind: { value: 'missent' }, persons: { value: 1495 } },
      told: ['誤送信しました'],
      events: [{ at: 1_795_996_800_000, by: 'hana', act: 'filed' }],
      tasks: [{ id: 1, area: 'facts', source: 'answer:items', title: text, due: 1_796_000_000_000, state: 'open' }],
    };
    const whole = { format: 'tokki-reports', version: 2, reports: [report] };
    await writeFile(file, JSON.stringify(whole));
    assert.match((await run(['reports', 'import', file])).out, /1 reports imported/u);
    const { out } = await run(['reports', 'export']);
    const { reports } = JSON.parse(out);
    const sorted = (value: object) => JSON.stringify(value, Object.keys(value).sort());
    assert.equal(sorted(reports[0]), sorted(report));
    assert.deepEqual(reports[0].tasks, report.tasks);
    assert.deepEqual(JSON.parse((await run(['reports', 'export', '--since', '2026-12-01'])).out).reports, []);
    const words = join(folder, 'words');
    assert.match((await run(['reports', 'export', '--format', 'docx', '--out', words])).out, /1 documents/u);
    assert.deepEqual(await readdir(words), ['2026-0007_第一報_第2版.docx']);
    oneLine(await run(['reports', 'import', file]), /reports already/u);
    await writeFile(file, JSON.stringify({ ...whole, version: 9 }));
    oneLine(await run(['reports', 'import', file]), /version/u);
  }).timeout(120_000);

  it('checks the installation, and logs what was read', async () => {
    await run(['people', 'list']);
    const { out } = await run(['doctor', '--json']);
    const rules = (JSON.parse(out) as { rule: string }[]).map(({ rule }) => rule);
    for (const rule of ['knowledge', 'model', 'people', 'jobs', 'access-log', 'keys'])
      assert.ok(rules.includes(rule), rule);
  });

  it('does not start on a taken port, an unwritable folder, a bad variable or a wrong key, and says so in one line', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    oneLine(await run(['start'], '', { PORT: String(port) }), new RegExp(`${port} \\(EADDRINUSE\\).*PORT`, 'u'));
    blocker.close();
    const file = join(folder, 'file');
    await writeFile(file, '');
    oneLine(await run(['start'], '', { PORT: '0', DATA_DIR: join(file, 'data') }), /cannot (?:write|read).*DATA_DIR/u);
    oneLine(await run(['start'], '', { PORT: 'many' }), /PORT.*\.env/u);
    oneLine(await run(['start'], '', { HOST: '0.0.0.0' }), /WEB_USER_HEADER/u);
    oneLine(await run(['start'], '', { TOKKI_KEYS: 'a:short' }), /key.*TOKKI_KEYS/iu);
  });

  it('keeps the data folder, the key and the database for this user alone', async () => {
    const data = join(folder, 'data');
    await run(['people', 'list'], '', { DATA_DIR: data });
    const mode = async (path: string) => (await stat(path)).mode & 0o777;
    assert.equal(await mode(data), 0o700);
    assert.equal(await mode(join(data, 'keys')), 0o600);
    assert.equal(await mode(join(data, 'tokki.db')), 0o600);
    assert.match(await readFile(join(data, 'keys'), 'utf8'), /^[\w-]+:[\w+/=]{44}\n$/u);
  });

  it('tells an older Node in one line what to do', function () {
    const older = (process.env.PATH ?? '')
      .split(delimiter)
      .map((place) => join(place, 'node'))
      .find((node) => /^v(?:1\d|2[0-3])\./u.test(String(spawnSync(node, ['-v']).stdout)));
    if (!older) return this.skip();
    const { status, stdout, stderr } = spawnSync(older, ['tokki.js', 'start'], { cwd: root, encoding: 'utf8' });
    oneLine({ code: status, out: stdout, err: stderr }, /needs Node 24.*npm start/u);
  });
});
