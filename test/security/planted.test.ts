/** A sentence that people say in every room stands in no column of any table but sealed (6.8.2). */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { createWeb } from '../../adapters/web/index.ts';
import { parseForm, type Step } from '../../src/forms/form.ts';
import type { Fields } from '../../src/forms/sheet.ts';
import { sealedColumns } from '../../src/store/sealed.ts';
import type { Choice } from '../../src/types.ts';
import { type RunningDesk, startDesk } from '../adapters/desk.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const planted = 'みなと台帳の控え';
const now = Date.UTC(2026, 10, 24, 3);

describe('a sentence that people say in every room', function () {
  this.timeout(120_000);
  let desk: RunningDesk;
  let said = 0;

  before(async () => {
    desk = await startDesk(createWeb({ now: () => now }), { idle: true, now: () => now });
  });
  after(() => desk.stop());

  async function says(person: string, part: { readonly text?: string; readonly choice?: Choice }): Promise<void> {
    const key = `p${said++}`;
    await desk.host.receive({ key, address: `web:${person}`, user: person, person, private: true, at: now, ...part });
    await desk.drain();
  }
  const presses = (person: string, id: string, fields?: Fields) =>
    says(person, { choice: { id, ...(fields && { fields }) } });

  /** Something that each field takes: the sentence wherever words are asked for. */
  function filled(step: Step): readonly string[] {
    if ('options' in step) return (step.options ?? []).slice(0, 1).map(({ value }) => value);
    return [{ number: '3', datetime: '2026-11-24T10:00' }[String(step.kind)] ?? planted];
  }

  it('stands in no column of any table but sealed', async () => {
    await says('hana', { text: `${planted}の入ったUSBを電車に忘れました` });
    await says('hana', { text: '提出' });
    for (const file of globSync('knowledge/forms/*.yaml', { cwd: root })) {
      const form = parseForm(parse(readFileSync(`${root}/${file}`, 'utf8')), file);
      const fields = Object.fromEntries(form.steps.map((step) => [step.id, filled(step)]));
      await presses('ichiro', `case:2026-0001:fill:${form.id}:1`, fields);
    }
    await says('hana', { text: `${planted}をコピーしていい？` });
    const [question] = await desk.store.questions({});
    assert.ok(question);
    await presses('hana', `ask:hand:${question.key}`);
    await presses('ichiro', `ask:answer:${question.key}`);
    await says('ichiro', { text: `${planted}はコピーできません` });
    await presses('hana', `ask:comment:${question.key}`);
    await says('hana', { text: `${planted}の説明がほしい` });
    await says('hana', { text: `${planted}の別の紙をなくしました` });
    await presses('ichiro', 'training:attend', {
      course: ['annex-basics'],
      at: ['2026-11-20T10:00'],
      minutes: ['60'],
      place: [planted],
      theme: [planted],
      trainer: [planted],
      who: ['hana'],
    });
    const open = {
      person: 'hana',
      course: 'annex-basics',
      since: now,
      edition: 1,
      due: 20_800,
      reason: 'start',
    } as const;
    await desk.store.commit({ now, assignments: [open] });
    await presses('ichiro', 'training:extend:hana:annex-basics', { until: ['2026-12-20'], reason: [planted] });
    const contact = { address: 'web:hana', platform: 'web', user: 'hana', mail: '', reference: planted, at: now };
    await desk.host.remember(contact);
    const reached = new Set<string>();
    for await (const { table, row } of desk.store.keep.copy()) {
      assert.ok(!JSON.stringify(row).includes(planted.slice(0, 3)), table);
      for (const { table: of, column } of sealedColumns)
        if (of === table && row[column]) reached.add(`${of}.${column}`);
    }
    assert.deepEqual(
      sealedColumns.map(({ table, column }) => `${table}.${column}`).filter((column) => !reached.has(column)),
      [],
    );
    const shown = JSON.stringify(await desk.store.events('2026-0001'));
    assert.ok(shown.split(planted).length > 6, 'the case forms took it');
  });
});
