/** Cases leave as JSON and CSV, and come back the same. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvCell } from '../../src/forms/csv.ts';
import { exchangeSchema, exportOf, readExport, type WholeCase } from '../../src/incident/case/exchange.ts';
import { openRooms } from '../../src/open.ts';
import { timerJob } from '../../src/outbox.ts';
import type { Store } from '../../src/store/store.ts';
import { filed, house } from './desk-set-up.ts';
import { playMisSentMail } from './script.ts';

const published = new URL('../../schema/tokki-reports-2.json', import.meta.url);

async function all(store: Store): Promise<readonly WholeCase[]> {
  const reports = await store.reports({});
  return Promise.all(
    reports.toReversed().map(async (report) => ({
      report,
      events: await store.events(report.number),
      tasks: await store.tasks({ report: report.number }),
    })),
  );
}

describe('an export', function () {
  this.timeout(60_000);

  it('has the published JSON Schema', () => {
    const text = `${JSON.stringify(exchangeSchema(), null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(published, text);
    assert.equal(readFileSync(published, 'utf8'), text);
  });

  it('makes the same cases in an empty store, with what falls due', async () => {
    const from = await house();
    await playMisSentMail(from);
    await filed(from);
    const text = JSON.stringify(exportOf(await all(from.store)));
    const cases = readExport(JSON.parse(text));
    const to = await house();
    const { incident } = await openRooms();
    await to.store.commit({
      now: 0,
      imported: cases.map(({ report }) => report),
      events: cases.flatMap(({ events }) => events),
      tasks: cases.flatMap(({ tasks }) => tasks),
      jobs: cases.flatMap((one) => incident.timers(one)).map(timerJob),
    });
    assert.equal(JSON.stringify(exportOf(await all(to.store))), text);
    to.clock.now = from.clock.now;
    await to.pass(20);
    assert.match(to.seen('keiko'), /だれも確認していません/u);
    await to.choose('ichiro', { id: 'case:2026-0002:take' });
    assert.equal((await to.store.report('2026-0002'))?.owner, 'ichiro');
    await from.store.close();
    await to.store.close();
  });

  it('is refused by its first fault where it does not fit', () => {
    for (const [data, words] of [
      [{}, /format/u],
      [{ format: 'tokki-reports', version: 1, reports: [] }, /version/u],
      [{ format: 'tokki-reports', version: 2, reports: [{}] }, /reports\.0/u],
      [null, /fit/u],
    ] as const)
      assert.throws(() => readExport(data), words);
    assert.deepEqual(readExport({ format: 'tokki-reports', version: 2, reports: [] }), []);
  });

  it('as a table begins with a BOM, keeps every word, and runs no formula', async () => {
    const desk = await house();
    await filed(desk, '=HYPERLINK("http://x")と書いた、USBを電車に忘れました。300人分の名簿です');
    const { incident } = await openRooms();
    const text = incident.csv(await all(desk.store));
    assert.ok(text.startsWith('\ufeff番号,'));
    const [row] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    assert.equal(row?.番号, '2026-0001');
    assert.match(row?.聞き取り ?? '', /^'=HYPERLINK/u);
    assert.match(row?.人数 ?? '', /300人/u);
    await desk.store.close();
  });

  it('as a table is given to a manager, of the reports of that manager alone, and is logged', async () => {
    const desk = await house();
    await filed(desk);
    await desk.say('ichiro', '報告一覧');
    await desk.press('ichiro', '表（CSV）を出す');
    const { bytes } = await desk.file('ichiro', 'csv');
    assert.match(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), /^\ufeff番号.*\r\n2026-0001,/u);
    const other = new TextDecoder().decode((await desk.host.file('csv:jiro', 'jiro')).bytes);
    assert.doesNotMatch(other, /2026-0001/u);
    for (const [id, reader] of [
      ['csv:ichiro', 'jiro'],
      ['csv:hana', 'hana'],
      ['csv:nobody', 'hana'],
    ] as const)
      await assert.rejects(desk.host.file(id, reader), /no such file/u);
    await desk.choose('hana', { id: 'reports:csv' });
    assert.match(desk.last('hana'), /お見せできる報告はありません/u);
    await desk.store.close();
  });

  it('never has a cell that a spreadsheet would run, and loses nothing of it', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t=', ' =', '＝', '\r', ''), fc.string(), (start, rest) => {
        const [[cell = ''] = []] = parse(`${csvCell(start + rest)},x\r\n`, { relax_quotes: false }) as string[][];
        assert.doesNotMatch(cell, /^[\s\u3000]*[=+\-@＝＋－＠]/u);
        assert.ok(cell === start + rest || cell === `'${start}${rest}`);
      }),
    );
  });
});
