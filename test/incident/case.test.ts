/** A case through the whole desk: bot, store, rooms, documents. */
import assert from 'node:assert/strict';
import { house } from './desk-set-up.ts';
import { playMisSentMail } from './script.ts';

describe('a case', () => {
  it('runs from the first message to its end', async () => {
    const desk = await house();
    try {
      await playMisSentMail(desk);
      const [report] = await desk.store.reports({});
  });
});
