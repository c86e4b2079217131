import { createWeb } from '../../../adapters/web/index.ts';
import { adapterContract } from '../../contracts/adapter.ts';

adapterContract('the page', async (url) => {
  const deliver = (body: object) => {
    const headers = { 'content-type': 'application/json' };
    const said = JSON.stringify({ person: 'hana', ...body });
    return fetch(`${url()}/api/web/messages`, { method: 'POST', headers, body: said });
  };
  const post = async (body: object) => {
    const { status } = await deliver(body);
    if (status !== 202) throw new Error(`${status}`);
  };
  return {
    adapter: createWeb({ now: Date.now }),
    says: (text, key) => post({ text, key }),
    delivers: (text, key) => deliver({ text, key }),
    presses: (choice) => post({ choice }),
    async shown() {
      const response = await fetch(`${url()}/api/web/conversation?person=hana`);
      const { lines } = (await response.json()) as { lines: { reply?: object }[] };
      return lines.flatMap(({ reply }) => (reply ? [JSON.stringify(reply)] : []));
    },
    stop: async () => undefined,
  };
});
