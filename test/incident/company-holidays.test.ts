/** COMPANY_HOLIDAYS, from the file to what the responsible person sees. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openRooms } from '../../src/open.ts';
import { filed, type House, house } from './desk-set-up.ts';

describe('a clock that ends on a company holiday', () => {
  let folder: string;
  let desk: House;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokki-days-'));
    const file = join(folder, 'days.txt');
    await writeFile(file, '2026-12-04 創立記念日\n');
    const config = parseConfig({ COMPANY_HOLIDAYS: file });
    desk = await house([], undefined, undefined, openRooms(undefined, { config, log: createLog('silent') }));
  });
  after(async () => {
    await desk.store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('stays where it is, and says until when there is somebody to do it', async () => {
    const number = await filed(desk, '1,495人分の名簿を別の会社に送ってしまいました');
    await desk.choose('ichiro', { id: `report:${number}` });
    assert.match(
      desk.last('ichiro'),
      /委託元への通知.*2026年12月4日.*会社の休業日にあたるため2026年12月3日（木）までに/u,
    );
    assert.doesNotMatch(desk.last('ichiro'), /確報.*休業日/u);
    await desk.choose('erin', { id: `report:${number}` });
    assert.match(desk.last('erin'), /a company holiday, so have it done by Thu 3 Dec 2026/u);
  });

  it('is brought to mind before the holiday', async () => {
    const reminded = () =>
      desk.replies('ichiro').filter(({ title }) => title?.endsWith('：委託元への通知（書面）')).length;
    // Two days before the end of 3 December: Wed 2 December, 0:00.
    await desk.pass(36 * 60);
    assert.equal(reminded(), 0);
    await desk.pass(2 * 60);
    assert.equal(reminded(), 1);
  });
});
