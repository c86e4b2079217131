import assert from 'node:assert/strict';
import { parseCompanyDays, readCompanyDays } from '../src/company-days.ts';
import { TokkiError } from '../src/errors.ts';

describe('company holidays', () => {
  it('are one day a line, with remarks, in the ways people write them', () => {
    const text = '\ufeff# 休業日\r\n2026-08-13 夏季休業\r\n2026/8/14,夏季休業\n\n２０２６－１２－２８\n';
    assert.deepEqual([...parseCompanyDays(text, 'days.txt')], ['2026-08-13', '2026-08-14', '2026-12-28']);
  });

  it('are refused with the line that is no day', () => {
    for (const line of ['2026-02-30', 'お盆', '13.8.2026', '2026-08-13x']) {
      assert.throws(
        () => parseCompanyDays(`2026-08-13\n${line}\n`, 'days.txt'),
        (error) => error instanceof TokkiError && error.code === 'config' && /days\.txt:2/u.test(error.message),
        line,
      );
    }
  });

  it('need no file, but a file that is named must be there', async () => {
    assert.equal((await readCompanyDays(undefined)).size, 0);
    await assert.rejects(readCompanyDays('/nowhere/days.txt'), /COMPANY_HOLIDAYS: cannot read/u);
  });
});
