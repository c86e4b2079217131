/** A course that quotes what is not in force any more: it is kept, but nobody is taught, assigned or reminded. */
import assert from 'node:assert/strict';
import { armed, assigning } from '../../src/training/run.ts';
import type { TrainingDeps } from '../../src/training/scene.ts';
import type { Post, Timer } from '../../src/types.ts';
import { course, deps, person } from './samples.ts';
import { morning, openRoom, type Room, shown } from './talk.ts';

const day = 86_400_000;
const people = [person('x', { manager: 'y' }), person('y', { role: 'responsible' }), person('z', { role: 'admin' })];

describe('a course that rests', () => {
  let taught: TrainingDeps;
  let room: Room;
  const put = (resting: boolean) =>
    Object.assign(taught, { courses: [course('a', resting ? { resting: true } : {}), course('b')] });

  beforeEach(async () => {
    taught = { ...deps() };
    put(false);
    room = await openRoom(taught, people);
    await ring(assigning(taught, [''], room.now));
  });
  afterEach(() => room.store.close());

  /** Rings timers until none is due. */
  async function ring(timers: readonly Timer[]): Promise<readonly Post[]> {
    const sent: Post[] = [];
    const waiting = [...timers];
    for (let timer = waiting.shift(); timer; timer = waiting.shift()) {
      if (timer.due > room.now) continue;
      const before = room.timers.length;
      sent.push(...(await room.ring(timer)));
      waiting.push(...room.timers.slice(before));
    }
    return sent;
  }
  const open = async () => {
    const [x] = await room.store.trainees({ ids: ['x'], limit: 1 });
    return x?.assignments.filter(({ closed }) => closed === undefined).map(({ course: id }) => id);
  };
  const nextMorning = (days: number) => {
    const timers = armed(taught, [], room.now);
    room.now = morning + days * day;
    return timers;
  };

  it('stays assigned, but nobody hears of it; administrators are told once', async () => {
    put(true);
    assert.deepEqual(await open(), ['a', 'b']);
    const posts = await ring(nextMorning(1));
    const told = posts.filter(({ key }) => key.includes('resting'));
    assert.deepEqual(
      told.map(({ to, key }) => [to, key]),
      [['z', 'training:resting:a:hash-of-a:z']],
    );
    assert.match(JSON.stringify(told[0]?.reply), /研修を止めています：研修a.*courses\/a\.yaml/u);
    const others = posts.filter(({ key }) => !key.includes('resting'));
    assert.ok(others.length > 0);
    assert.doesNotMatch(JSON.stringify(others), /研修a/u);
    const again = await ring(nextMorning(2));
    assert.deepEqual(
      again.map(({ key }) => key).filter((key) => key.includes('resting')),
      told.map(({ key }) => key),
    );
    assert.deepEqual(await open(), ['a', 'b']);
  });

  it('leaves another course where it was', async () => {
    const [x] = people;
    assert.ok(x);
    const talk = room.talk(x);
    await talk.choose('training:start:b');
    put(true);
    await talk.choose('training:start:a');
    assert.match(shown(talk.last), /「研修a」は、条文が変わったため見直しています/u);
    assert.equal(talk.conversation.course?.course, 'b');
  });

  it('cannot be begun or gone on with, and says why, in either language', async () => {
    const [x] = people;
    assert.ok(x);
    const talk = room.talk(x);
    await talk.choose('training:start:a');
    assert.equal(talk.conversation.course?.course, 'a');
    put(true);
    await talk.say('次へ');
    assert.match(shown(talk.last), /研修a: 条文が変わったため見直し中/u);
    assert.doesNotMatch(shown(talk.last), /\[研修aを/u);
    await talk.choose('training:resume');
    assert.match(shown(talk.last), /「研修a」は、条文が変わったため見直しています/u);
    await talk.say('研修を始める');
    assert.match(shown(talk.last), /研修b/u);
    const english = room.talk({ ...x, lang: 'en' });
    await english.choose('training:start:a');
    assert.match(shown(english.last), /is being revised/u);
  });

  it('is no delay of anybody in the overview of a team, and goes on where it was once it is corrected', async () => {
    put(true);
    const [, y] = people;
    assert.ok(y);
    room.now = morning + 30 * day;
    const talk = room.talk(y);
    await talk.say('チームの研修');
    assert.match(shown(talk.last), /研修b/u);
    assert.doesNotMatch(shown(talk.last), /研修a/u);
    put(false);
    await talk.say('チームの研修');
    assert.match(shown(talk.last), /研修a/u);
  });
});
