/** A case from the first call to its end, written so that any platform can play it: only what people say, press and enter. */
import assert from 'node:assert/strict';
import type { Reply } from '../../src/types.ts';

/** A platform with its people. Whatever is asked of it is done, delivered and shown when the promise resolves. */
export interface Player {
  say(person: string, text: string): Promise<void>;
  /** Presses the newest button or option of this label. */
  press(person: string, label: string): Promise<void>;
  /** Presses the button that opens a form and sends the form with these fields; the others stay as they are. */
  fill(person: string, label: string, fields: Readonly<Record<string, readonly string[]>>): Promise<void>;
  /** What the person was shown last, as text. */
  last(person: string): string;
  /** All that the person was shown. */
  seen(person: string): string;
  /** Lets time pass, with all that falls due in it. */
  pass(minutes: number): Promise<void>;
  file(person: string, name: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
}

/** Everything that a reply shows, as text. */
export function shownText(reply: Reply | undefined): string {
  if (!reply) return '(nothing)';
  const { title, text, facts = [], sections = [], steps = [], files = [], buttons = [], form } = reply;
  return [
    title,
    text,
    ...steps,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...sections.flatMap((section) => [
      `## ${section.title}`,
      section.text,
      ...(section.facts ?? []).map(({ label, value }) => `${label}: ${value}`),
      (section.buttons ?? []).map(({ label }) => `[${label}]`).join(' '),
    ]),
    ...files.map(({ name }) => `<${name}>`),
    form?.inputs.map(({ label, values = [] }) => `${label}: ${values.join(',')}`).join('\n'),
    buttons.map(({ label }) => `[${label}]`).join(' '),
  ]
    .filter(Boolean)
    .join('\n');
}

const day = 24 * 60;

/**
 * A mail with the wrong attachment, 1,495 persons, sent by a dispatched worker: hana reports, ichiro handles. The clock
 * must stand at Monday 2026-11-30, 11:00 (JST).
 */
export async function playMisSentMail(player: Player): Promise<void> {
  const { say, press, fill, pass } = player;
  await say(
    'hana',
    '県のアンケートの案内メールに、間違って1,495人分の名簿ファイルを添付して別の会社に送ってしまいました',
  );
  assert.match(player.seen('hana'), /業務責任者/u);
  await press('hana', 'いいえ。止まりました');
  await press('hana', 'いま');
  await press('hana', '作業場所・事務所');
  await press('hana', 'いま提出する');
  if (!/2026-0001/u.test(player.last('hana'))) await press('hana', '提出する');
  assert.match(player.last('hana'), /2026-0001/u);

  const alert = player.last('ichiro');
  for (const words of [/2026-0001/u, /誤送信/u, /1,495人/u, /該当する可能性/u, /規則7条/u, /規則43条/u])
    assert.match(alert, words);
  assert.doesNotMatch(alert, /不要/u);

  await pass(5);
  await press('ichiro', '確認しました');
  assert.match(player.last('hana'), /鈴木 一郎さんが確認しました/u);
  await press('ichiro', '担当になる');
  assert.match(player.last('hana'), /鈴木 一郎さんが担当になりました/u);

  await press('ichiro', '2026-0001 の詳細');
  for (const words of [
    /確認、担当 鈴木 一郎さん/u,
    /甲（県）への第一報/u,
    /社内の目安/u,
    /2026年12月2日.*2026年12月4日.*目安/u,
    /2026年12月29日|2027年1月4日/u,
  ])
    assert.match(player.last('ichiro'), words);

  await pass(10);
  await fill('ichiro', '甲へ報告した', {
    when: ['2026-11-30T11:10'],
    whom: ['情報政策課 係長'],
    channel: ['phone'],
    note: ['第一報を受け付けた。書面を求める'],
  });
  await press('ichiro', '2026-0001 の詳細');
  assert.match(player.last('ichiro'), /甲へ第一報/u);
  await fill('ichiro', '甲の指示を記録', { text: ['相手方を訪問し、削除を確認すること'], within: ['h24'] });

  await pass(60);
  await press('ichiro', '2026-0001 の詳細');
  await fill('ichiro', '対応を記録', {
    text: ['受信者に電話し、開かずに削除するよう依頼した'],
    when: ['2026-11-30T11:40'],
    result: ['partly'],
  });
  await press('ichiro', '2026-0001 の詳細');
  await fill('ichiro', '内容を訂正', {
    documents: ['list', 'mail'],
    items: ['name', 'address'],
    sensitive: ['none'],
    info: ['personal'],
    medium: ['mail'],
    encrypted: ['no'],
    seen: ['organisation'],
    recovered: ['part'],
    cause: ['missent'],
    actor: ['dispatched'],
    harm: ['none'],
    occurred: ['2026-11-30T10:30'],
  });
  assert.match(player.last('ichiro'), /第2版/u);
  await press('ichiro', '2026-0001 の詳細');
  await press('ichiro', '第一報をつくる');
  const first = await player.file('ichiro', '第一報');
  assert.match(first.name, /^2026-0001_第一報_第2版\.docx$/u);
  await fill('ichiro', '甲へ報告した', {
    when: ['2026-11-30T12:05'],
    whom: ['情報政策課 係長'],
    channel: ['mail'],
    note: [],
  });

  await pass(8 * 60);
  await press('ichiro', '2026-0001 の詳細');
  await fill('ichiro', '対応を記録', {
    text: ['相手方を訪問し、ごみ箱と控えを含めて削除されたことを確認した'],
    when: ['2026-11-30T18:30'],
    result: ['done'],
  });
  await say('ichiro', '2026-0001 タスク');
  await fill('ichiro', '済み', { note: ['訪問して確認した'] });

  await pass(day);
  await press('ichiro', '2026-0001 の詳細');
  await fill('ichiro', '本人への対応を記録', {
    state: ['done'],
    text: ['甲の指示により、1,495人に文書で通知した'],
    when: ['2026-12-01T17:00'],
  });
  await press('ichiro', '2026-0001 の詳細');
  await fill('ichiro', '公表について記録', {
    state: ['done'],
    text: ['甲と協議し、甲のホームページで公表した'],
    when: ['2026-12-01T18:00'],
  });
  await press('ichiro', '2026-0001 の詳細');
  await fill('ichiro', '再発防止策を記録', {
    text: ['送信前に二人で宛先と添付を確かめる。名簿は暗号化する'],
    state: ['done'],
  });
  await press('ichiro', '2026-0001 の詳細');
  await press('ichiro', '第2報をつくる');
  assert.match((await player.file('ichiro', '第2報')).name, /第2報/u);
  await fill('ichiro', '甲へ報告した', {
    when: ['2026-12-01T19:00'],
    whom: ['情報政策課 係長'],
    channel: ['mail'],
    note: [],
  });

  await pass(10 * day);
  await press('ichiro', '2026-0001 の詳細');
  await fill('ichiro', '原因を記録', { text: ['派遣労働者が、古い名簿を案内のファイルと取り違えて添付した'] });
  await press('ichiro', '2026-0001 の詳細');
  await press('ichiro', '最終報をつくる');
  assert.match((await player.file('ichiro', '最終報')).name, /最終報/u);
  await press('ichiro', '2026-0001 の詳細');
  await fill('ichiro', '完了にする', {
    cause: ['派遣労働者が、古い名簿を案内のファイルと取り違えて添付した'],
    prevention: ['送信前の二人確認と、名簿の暗号化'],
    consent: ['yes'],
    agreed: ['2026-12-11T15:00'],
    whom: ['情報政策課 係長'],
    reason: [],
  });
  assert.match(player.last('ichiro'), /完了/u);
  await press('hana', '報告一覧');
  assert.match(player.last('hana'), /2026-0001/u);
}
