import assert from 'node:assert/strict';
import { type Host, TokkiError } from '../../../src/index.ts';
import { buttonOn, execute, form, question } from './pressing.ts';
import { invoked, said, setUp, type Wire } from './wire.ts';

describe('what Teams brings and the desk does not take', () => {
  let wire: Wire;
  let limited = false;
  let broken = false;
  const wrap = (desk: Host): Partial<Host> => ({
    form: async () => form,
    check: async () => ({}),
    async receive(message) {
      if (broken) throw new TokkiError('database', 'away');
      return limited ? 'limited' : desk.receive(message);
    },
  });
  beforeEach(async () => {
    limited = false;
    broken = false;
    wire = await setUp({ decide: () => ({ replies: [{ ...question, form }] }), wrap });
  });
  afterEach(() => wire.stop());

  it('is told, once, that it could not be stored: Teams itself shows nothing of it', async () => {
    broken = true;
    for (const text of ['USBをなくしました', 'もしもし']) assert.equal((await wire.post(said(wire, text))).status, 503);
    await wire.settle();
    assert.equal(wire.connector.posts.length, 1);
    assert.match(JSON.stringify(wire.connector.posts), /受け取れていません.*業務責任者に電話/u);
  });

  it('stays open where somebody sends too much: buttons, a form and a dialog say to send it again', async () => {
    await wire.post(said(wire, '報告する'));
    await wire.settle();
    limited = true;
    const answer = await execute(wire, buttonOn(wire, '紛失・盗難'));
    assert.equal(answer.type, 'application/vnd.microsoft.activity.message');
    assert.match(String(answer.value), /もう一度送ってください/u);
    const { data } = buttonOn(wire, 'その他');
    await wire.post(said(wire, '', { text: undefined, value: data, replyToId: 'post-1' }));
    const dialog = { data: { tokki: { id: form.id, ref: data.tokki.ref, as: 'form', opener: 'a:form' } } };
    const kept = await wire.post(invoked(wire, 'task/submit', { data: { ...dialog.data, 'one:persons': 300 } }));
    assert.match(kept.text, /"type":"continue".*300.*もう一度送ってください/u);
    await wire.settle();
    assert.deepEqual(
      wire.connector.calls.filter(({ method }) => method === 'PUT'),
      [],
    );
  });
});
