import assert from 'node:assert/strict';
import { parseConfig } from '../src/config.ts';
import { TokkiError } from '../src/errors.ts';
import { demandRegions, openPlaces, placesOf, type Settings } from '../src/regions.ts';

const open = (env: Record<string, string>, more: Partial<Settings> = {}) =>
  openPlaces(placesOf({ ...parseConfig(env), ...more })).map(({ place }) => place);

const far = 'postgres://tokki:secret@db.example.jp/tokki';

describe('where the data is (6.3)', () => {
  it('need not be declared for a trial on one machine', () => {
    assert.deepEqual(open({}), []);
    assert.deepEqual(open({ DATABASE_URL: 'postgres://tokki@127.0.0.1/tokki' }), []);
  });

  it('has to be declared for whatever is elsewhere', () => {
    assert.deepEqual(open({ DATABASE_URL: far }), ['database']);
    assert.deepEqual(open({ BACKUP_DIR: '/mnt' }), ['backup']);
    assert.deepEqual(open({ HOST: '0.0.0.0', WEB_USER_HEADER: 'x-user' }), ['hosting']);
    assert.deepEqual(open({}, { SLACK_BOT_TOKEN: 'xoxb-1', TEAMS_APP_ID: 'a' }), ['slack', 'teams']);
    assert.deepEqual(open({}, { OPENAI_MODEL: 'm' }), ['model']);
  });

  it('is in order once it is declared to be Japan', () => {
    const env = {
      DATABASE_URL: far,
      BACKUP_DIR: '/mnt',
      HOST: '0.0.0.0',
      WEB_USER_HEADER: 'x-user',
      DATA_REGION: 'JP',
    };
    assert.deepEqual(open(env), []);
    assert.deepEqual(open({ ...env, BACKUP_REGION: 'us' }), ['backup']);
    assert.deepEqual(open({ SLACK_REGION: 'jp' }, { SLACK_BOT_TOKEN: 'xoxb-1' }), []);
    assert.deepEqual(open({}, { OPENAI_MODEL: 'm', OPENAI_REGION: 'japaneast' }), []);
  });

  it('abroad is refused by name, and accepted by name alone', () => {
    assert.deepEqual(open({ DATA_REGION: 'us' }), ['database', 'backup', 'hosting']);
    assert.deepEqual(open({ DATA_REGION: 'us', REGION_ACCEPTED: 'database, hosting' }), ['backup']);
    assert.deepEqual(open({ REGION_ACCEPTED: 'slack' }, { SLACK_BOT_TOKEN: 'xoxb-1' }), []);
    assert.throws(
      () => demandRegions(parseConfig({ DATABASE_URL: far, HOSTING_REGION: 'sg' })),
      (error) =>
        error instanceof TokkiError &&
        error.code === 'region' &&
        /database is undeclared, hosting is in sg/u.test(error.message),
    );
  });

  it('counts Redis, with all its sentinels, and what a database address really leads to', () => {
    assert.deepEqual(open({ REDIS_URL: 'redis://127.0.0.1:6379' }), []);
    assert.deepEqual(open({ REDIS_URL: 'redis://:secret@cache.example.com/0' }), ['redis']);
    assert.deepEqual(open({ REDIS_URL: 'redis+sentinel://127.0.0.1:26379,far.example:26379/main' }), ['redis']);
    assert.deepEqual(open({ DATABASE_URL: 'postgres://127.0.0.1/tokki?host=db.us.example' }), ['database']);
    assert.deepEqual(open({ DATABASE_URL: 'postgres:///tokki?host=/run/postgresql' }), []);
  });

  it('is accepted by a name that there is: a slip would accept nothing, or the wrong thing', () => {
    assert.throws(
      () => parseConfig({ REGION_ACCEPTED: 'slak' }),
      (error) => error instanceof TokkiError && /REGION_ACCEPTED.*must name some of .*slack/u.test(error.message),
    );
  });

  it('never shows a secret of the address', () => {
    assert.doesNotMatch(JSON.stringify(placesOf(parseConfig({ DATABASE_URL: far }))), /secret|tokki:/u);
  });

  it('is a country of two letters', () => {
    assert.throws(() => parseConfig({ DATA_REGION: 'japan' }), TokkiError);
  });
});
