import assert from 'node:assert/strict';
import { TokkiError } from '../src/errors.ts';
import { causeOf, createLog, type LogFields } from '../src/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let out = '';
  write(createLog('info', { write: (line) => (out += line) }));
  return out;
}

describe('the log', () => {
  it('carries the event and the fields that are allowed', () => {
    const line = JSON.parse(logged((log) => log.info('job.dead', { job: 7, code: 'fenced' })));
    assert.deepEqual([line.msg, line.job, line.code], ['job.dead', 7, 'fenced']);
  });

  it('drops every other field, even one that the type was tricked into', () => {
    const fields = { job: 1, text: '山田太郎', name: '花' } as LogFields;
    assert.doesNotMatch(
      logged((log) => log.error('x', fields)),
      /山田|花/u,
    );
  });

  it('never says what stands in the message of an error, only its code and place', () => {
    const cause = causeOf(new Error('山田太郎の住所'));
    assert.equal(cause.code, 'Error');
    assert.doesNotMatch(JSON.stringify(cause), /山田/u);
    assert.deepEqual(causeOf(new TokkiError('port', 'x')).code, 'port');
    assert.equal(causeOf('a string').code, 'unknown');
    assert.equal(causeOf(Object.assign(new Error('x'), { code: '山田 太郎' })).code, 'Error');
  });
});
