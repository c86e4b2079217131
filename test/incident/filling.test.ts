import assert from 'node:assert/strict';
import { hana, handler, night, talkWith } from './talk.ts';

async function filling(talk = talkWith()) {
  await talk.say('USBを電車に忘れました');
  await talk.press('まとめて記入する');
  const form = talk.last.flatMap((reply) => reply.form ?? []).at(0);
  assert.ok(form);
  return { talk, form };
}

describe('the report as a form', () => {
  it('shows the steps that apply, with what is known already', async () => {
    const { form } = await filling();
    const ids = form.inputs.map(({ id }) => id);
    assert.deepEqual(form.inputs.find(({ id }) => id === 'kind')?.values, ['lost']);
    for (const id of ['ongoing', 'found', 'place', 'persons']) assert.ok(ids.includes(id), id);
  });

  it('takes several answers at once and asks on for the rest', async () => {
    const { talk, form } = await filling();
    await talk.fill(form.id, { ongoing: ['no'], found: ['2026-11-22T22:00'], persons: ['約300'], place: [''] });
    const answers = talk.conversation.form?.answers ?? {};
    assert.equal(answers.persons?.value, 300);
    assert.equal(answers.persons?.approx, true);
    assert.equal(answers.found?.value, '2026-11-22T22:00');
    assert.equal(answers.place?.assumed ?? true, true);
    assert.equal(talk.last.at(-1)?.kind, 'question');
  });

  it('keeps what is right and shows the form again where something is wrong', async () => {
    const { talk, form } = await filling();
    await talk.fill(form.id, { ongoing: ['no'], found: ['2027-01-01T00:00'], sizeless: ['x'] });
    assert.equal(talk.conversation.form?.answers.ongoing?.value, 'no');
    const [again] = talk.last;
    assert.equal(again?.kind, 'form');
    assert.match(again?.text ?? '', /これから先の日時/u);
  });

  it('says what is wrong before anything is stored', async () => {
    const { talk, form } = await filling();
    const message = {
      key: 'm',
      address: 'web:hana',
      user: 'hana',
      private: true,
      at: night,
      choice: { id: form.id, fields: { found: ['2027-01-01T00:00'], persons: ['たくさん'], ongoing: [] } },
    };
    const turn = { message, conversation: talk.conversation, person: hana, now: night };
    const problems = await handler.check(turn, talk.desk);
    assert.deepEqual(Object.keys(problems).sort(), ['found', 'persons']);
  });

  it('is out of date once the report is filed', async () => {
    const { talk, form } = await filling();
    await talk.fill(form.id, {});
    await talk.press('いま提出する');
    await talk.fill(form.id, { ongoing: ['no'] });
    assert.equal(talk.reports.length, 1);
    assert.match(talk.last[0]?.text ?? '', /提出|報告/u);
    assert.equal(talk.conversation.form, undefined);
  });
});
