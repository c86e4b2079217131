/** A simulated year: two instances on one database, leavers, holidays, people abroad, three days without power. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, staff, startYear } from './year.ts';

const golden = new URL('../golden/training/year.txt', import.meta.url);

/** In memory where there is such a folder: thousands of small commits would wait for the disk. */
const fast = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

describe('a year of training', function () {
  this.timeout(300_000);
  let lines: readonly string[];

  before(async () => {
    const folder = mkdtempSync(join(fast, 'tokki-year-'));
    const year = await startYear(join(folder, 'tokki.db'), at('2026-04-01T08:00'));
    const first = Array.from({ length: 200 }, (_, n) => staff(n));
    await year.change(first, []);
    await year.run(at('2026-04-10T12:00'));
    await year.change([], ['p005']);
    await year.run(at('2026-07-01T08:00'));
    await year.change(
      Array.from({ length: 10 }, (_, n) => ({ ...staff(200 + n), role: 'staff' as const, manager: 'p180' })),
      ['p045', 'p109'],
    );
    await year.run(at('2026-11-02T07:00'));
    year.sleep(at('2026-11-05T10:30'));
    await year.run(at('2027-04-07T00:00'));
    lines = year.lines();
    await year.close();
    rmSync(folder, { recursive: true });
  });

  it('sends exactly the expected messages', () => {
    const text = `${lines.join('\n')}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, 'utf8'));
  });

  it('tells nobody twice on a day, and nobody on a closed day or outside working hours', () => {
    const days = lines.map((line) => `${line.slice(0, 10)} ${line.slice(17, 21)}`);
    assert.equal(new Set(days).size, days.length);
    const inJapan = lines.filter((line) => !/ p03[01] /u.test(line));
    for (const line of inJapan) assert.match(line, /^\d{4}-\d\d-\d\d (?:09|1[0-7]):/u);
    const closed =
      /^(?:2026-0(?:4-29|5-0[3-6]|7-20|8-1[134]|9-2[1-3])|2026-1(?:0-12|1-03|1-23|2-29|2-3)|2027-01-0[1-3])/u;
    assert.deepEqual(
      inJapan.filter((line) => closed.test(line)),
      [],
    );
  });

  it('is silent about who has left, and says nothing of the three days without power but once', () => {
    const sentAfter = (day: string, id: string) =>
      lines.filter((line) => line.slice(0, 10) > day && line.slice(17, 21) === id);
    assert.deepEqual(sentAfter('2026-04-10', 'p005'), []);
    assert.deepEqual(sentAfter('2026-07-01', 'p109'), []);
    assert.deepEqual(
      lines.filter((line) => line >= '2026-11-02 07' && line < '2026-11-05 10'),
      [],
    );
    const back = lines.filter((line) => line.startsWith('2026-11-05')).map((line) => line.slice(17, 21));
    assert.equal(new Set(back).size, back.length);
  });
});
