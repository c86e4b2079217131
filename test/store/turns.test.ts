import assert from 'node:assert/strict';
import { openPostgres, postgresEngine } from '../../src/store/postgres.ts';
import { lockedOn } from '../../src/store/turns.ts';
import { cipher } from '../contracts/store-raw.ts';
import { createSchema, type Schema } from './schema.ts';

const server = process.env.TEST_DATABASE_URL;

/** PostgreSQL is demanded by the tests of the store on it. */
(server ? describe : describe.skip)('work that PostgreSQL gives turns to', () => {
  let schema: Schema;
  let engine: ReturnType<typeof postgresEngine>;
  beforeEach(async () => {
    schema = await createSchema(server ?? '');
    await (await openPostgres(schema.url, cipher)).close();
    engine = postgresEngine(schema.url);
  });
  afterEach(async () => {
    await engine.db.destroy();
    await schema.drop();
  });

  it('is done without a turn where somebody keeps theirs for too long', async () => {
    await schema.run('begin');
    await schema.run('select pg_advisory_xact_lock(17, 0)');
    assert.equal(await lockedOn(engine.db, 50)(async () => 'done'), 'done');
    await schema.run('rollback');
  });

  it('stands where the turn is lost meanwhile, and is not done again', async () => {
    let times = 0;
    const done = await lockedOn(engine.db)(async () => {
      times++;
      await schema.run(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = current_schema() and pid <> pg_backend_pid()`);
      return 'done';
    });
    assert.deepEqual([done, times], ['done', 1]);
  });

  it('fails as it failed, and is not done again', async () => {
    let times = 0;
    const failing = lockedOn(engine.db)(async () => {
      times++;
      throw new RangeError('mine');
    });
    await assert.rejects(failing, RangeError);
    assert.equal(times, 1);
  });
});
