/** Words that every object knows: what a person writes is never looked up as a property that nobody put there. */
import assert from 'node:assert/strict';
import { parseCommand } from '../../adapters/slack/interact.ts';
import { readActivity } from '../../adapters/teams/activity.ts';
import { spokenText } from '../../adapters/teams/parse.ts';
import { openRooms } from '../../src/open.ts';

const words = Object.getOwnPropertyNames(Object.prototype);
const self = { team: 'T1', user: 'U0', bot: 'B0' };

describe('a word that every object knows', () => {
  it('is a word in Teams, in Slack and for the desk', async () => {
    assert.ok(words.includes('constructor') && words.includes('__proto__'));
    const { ask } = await openRooms();
    for (const word of words) {
      assert.equal(spokenText(readActivity({ text: word }, 1)), word);
      const body = { command: '/tokki', text: word, user_id: 'U1', channel_id: 'C1', team_id: 'T1', trigger_id: 't' };
      assert.equal(typeof parseCommand(body as never, self as never, 1).text, 'string', word);
      assert.equal(typeof ask.look(word).answer.text, 'string', word);
    }
  });
});
