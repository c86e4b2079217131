/** People in the Agents Playground who press, fill in forms and take documents. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Json } from '../../../adapters/teams/cards.ts';
import { readReference } from '../../../adapters/teams/contacts.ts';
import type { RunningDesk } from '../desk.ts';
import type { Screen } from '../moved.ts';
import { buttonsOf, execute, partsOf, wordsOf } from './cards.ts';
import { type Account, hana, ichiro, type Playground, type Post } from './playground.ts';
import { port } from './serve.ts';
import { invoked } from './wire.ts';

const accounts: Readonly<Record<string, Account>> = { hana, ichiro };

type Fields = Readonly<Record<string, readonly string[]>>;
type Parts = Readonly<Record<string, Json>>;

/** The person's OneDrive: takes what is uploaded, once it was agreed to. */
export interface Drive {
  readonly url: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  stop(): Promise<void>;
}

export async function startDrive(): Promise<Drive> {
  const files = new Map<string, Uint8Array>();
  const server: Server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    files.set(decodeURIComponent((req.url ?? '').slice(1)), Buffer.concat(chunks));
    res.writeHead(201).end();
  });
  const url = `http://127.0.0.1:${await port(server)}`;
  return {
    url,
    files,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function createScreen(
  plays: Readonly<Record<string, Playground>>,
  drive: Drive,
  desk: RunningDesk,
): Screen<Post> {
  const playOf = (who: string) => plays[who] ?? assert.fail(`${who} has no Teams`);

  async function posts(who: string): Promise<readonly Post[]> {
    const play = playOf(who);
    await play.settled();
    return play.posts().filter(({ conversation }) => conversation === play.personal);
  }

  /** Agrees to take the document. */
  async function take(who: string, offer: Post, name: string): Promise<Uint8Array> {
    const url = `${drive.url}/${encodeURIComponent(name)}`;
    const uploadInfo = { name, uploadUrl: url, contentUrl: url, uniqueId: name, fileType: 'docx' };
    const value = { type: 'fileUpload', action: 'accept', context: offerOf(offer), uploadInfo };
    await consent(accounts[who] ?? assert.fail(who), offer, value);
    return drive.files.get(name) ?? assert.fail(`${name} was not uploaded`);
  }

  /** The Playground knows no consent to a document: it is sent as Teams would, from the same chat. */
  async function consent({ id, aad, mail }: Account, offer: Post, value: object): Promise<void> {
    const contact = await desk.host.contactByMail('teams', mail);
    const { serviceUrl, tenant, bot } = readReference(JSON.parse(contact?.reference ?? '{}')) ?? assert.fail(mail);
    const activity = invoked({ connector: { url: serviceUrl } }, 'fileConsent/invoke', value, {
      from: { id, aadObjectId: aad },
      recipient: bot,
      conversation: { id: offer.conversation, conversationType: 'personal', tenantId: tenant },
      channelData: { tenant: { id: tenant } },
      replyToId: offer.id,
    });
    const headers = { 'content-type': 'application/json' };
    const sent = { method: 'POST', headers, body: JSON.stringify(activity) };
    assert.equal((await fetch(`${desk.url}/api/messages`, sent)).status, 200);
  }

  return {
    posts,
    words: wordsOf,
    labels: (post) => buttonsOf(post).map(({ title }) => title),
    say: (who, text) => playOf(who).say(playOf(who).personal, text),
    press: async (who, label, post) => void (await execute(playOf(who), post, label)),
    /** The Playground knows no dialogs: the form comes as a card. */
    async fill(who, label, post, fields, drain) {
      await execute(playOf(who), post, label);
      await drain();
      const form = (await posts(who)).at(-1);
      assert.ok(form);
      const send = buttonsOf(form).find(({ data }) => data.tokki.as === 'form');
      assert.ok(send, `${label} opened no form`);
      const answered = await execute(playOf(who), form, send.title, inputsOf(form, fields));
      assert.deepEqual(buttonsOf(answered), [], wordsOf(answered));
    },
    async file(who, name) {
      for (const post of (await posts(who)).toReversed()) {
        const context = offerOf(post);
        // The Playground does not show the name of what is offered.
        const offered = context && (await desk.host.file(String(context.file), undefined)).name;
        if (offered?.includes(name)) return { name: offered, bytes: await take(who, post, offered) };
      }
      return assert.fail(`no file ${name}`);
    },
  };
}

/** What comes back with the consent to an offered document. */
function offerOf({ card }: Post): Parts | undefined {
  return (card as Parts | undefined)?.acceptContext as Parts | undefined;
}

/** What the client sends of a form in which these fields were filled in; the others stay as they are. */
function inputsOf({ card }: Post, fields: Fields): Readonly<Record<string, string>> {
  const inputs = partsOf(card).filter(({ type }) => String(type).startsWith('Input.'));
  const ids = inputs.map(({ id }) => String(id).replace(/^\w+:/u, ''));
  for (const id of Object.keys(fields)) assert.ok(ids.includes(id), `no input ${id}`);
  return Object.fromEntries(
    inputs.map((input) => {
      const [, kind = '', id = ''] = /^(\w+):(.*)$/su.exec(String(input.id)) ?? [];
      const given = fields[id];
      return [String(input.id), given ? entered(input, kind, given) : String(input.value ?? '')];
    }),
  );
}

/** Only what the input offers can be chosen. */
function entered({ choices, valueOn }: Parts, kind: string, values: readonly string[]): string {
  const [value = ''] = values;
  if (kind === 'date' || kind === 'time') return value.split('T')[kind === 'date' ? 0 : 1] ?? '';
  const offered = ((choices ?? []) as readonly { readonly value: string }[]).map((choice) => choice.value);
  for (const one of choices ? values : []) assert.ok(offered.includes(one), `no option ${one} among ${offered}`);
  if (valueOn !== undefined) assert.deepEqual(values, [valueOn]);
  return kind === 'many' ? values.join(',') : value;
}
