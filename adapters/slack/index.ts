/** Slack: the desk in direct messages, channels, commands, shortcuts, App Home and the Assistant. */
import type { Receiver } from '@slack/bolt';
import { type Adapter, type Address, type Reply, TokkiError } from '../../src/index.ts';
import { mailAddress } from './address.ts';
import { createApp, createHttpReceiver } from './app.ts';
import { type Assistant, createAssistant } from './assistant.ts';
import { type ClientOptions, createClients } from './client.ts';
import { createDeliver } from './deliver.ts';
import { createIdentity } from './identity.ts';
import { createIntake } from './intake.ts';
import { createPeople } from './people.ts';
import { createPlaces, type Found, type Places } from './places.ts';
import { createQuestions, type Questions } from './questions.ts';
import { createSocketReceiver } from './socket.ts';

export interface SlackOptions extends ClientOptions {
  /** Verifies the requests that come over HTTP. */
  readonly signingSecret?: string;
  /** Opens a connection instead (Socket Mode): no address that Slack could reach is needed. */
  readonly appToken?: string;
  /** Other workspaces whose members belong to the organisation. */
  readonly allowedTeams: readonly string[];
  readonly now: () => number;
}

interface Running {
  readonly receiver: Receiver;
  readonly places: Places;
  readonly questions: Questions;
  readonly assistant: Assistant;
  readonly deliver: ReturnType<typeof createDeliver>;
}

/**
 * Creates the Slack adapter.
 * @throws TokkiError `config` where there is neither a signing secret nor an app token
 */
export function createSlack(options: SlackOptions): Adapter {
  const { token, signingSecret, appToken, allowedTeams, now } = options;
  if (!signingSecret && !appToken)
    throw new TokkiError('config', 'SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET or SLACK_APP_TOKEN');
  const http = appToken ? undefined : createHttpReceiver(signingSecret ?? '');
  const clients = createClients(options);
  const identity = createIdentity(clients.read);
  let running: Running | undefined;

  async function send(to: Address, reply: Reply, key: string, attempt: number): Promise<void> {
    if (!running) throw new TokkiError('unreachable', 'the Slack adapter has not been started');
    const { places, questions, assistant, deliver } = running;
    const found = await places.find(to);
    if (reply.kind === 'home') return deliver.publish(found.user, reply);
    // What nobody asked for does not belong into the thread of another question.
    const { thread: _, ...top } = found;
    const place = reply.kind === 'alert' && found.user ? top : found;
    await assistant.settled(place);
    const last = await posted(running, place, reply, key, attempt);
    const asks = reply.kind === 'question' || reply.kind === 'summary' || reply.kind === 'form';
    if (last && asks) questions.opened(found.address, last);
    if (found.user) assistant.name(place, reply);
  }

  return {
    name: 'slack',
    ...(http && { http: http.app }),
    async start(host) {
      const places = createPlaces({ client: clients.read, host, identity, now });
      const people = createPeople({ client: clients.read, host, allowedTeams, now });
      const questions = createQuestions(clients.read, host);
      const assistant = createAssistant({ client: clients.read, host });
      const deliver = createDeliver({ clients, host });
      const receiver =
        http ?? createSocketReceiver({ ...options, appToken: appToken ?? '', report: (error) => host.report(error) });
      const intake = createIntake({ host, clients, identity, people, places, questions, assistant, now });
      createApp(receiver, token, intake, host);
      running = { receiver, places, questions, assistant, deliver };
      // Whoever set it up wrongly learns it from the log and from `doctor`; the rest of the desk works on.
      await identity().catch((error: unknown) => host.report(error));
      if (!http) await receiver.start();
    },
    send,
    async stop() {
      if (!http) await running?.receiver.stop();
      await running?.questions.settled();
    },
    direct: ({ mail }) => (mail === '' ? undefined : mailAddress(mail)),
  };
}

/** Posts it; where the channel that was kept for a person is gone, in the one that Slack opens now. */
async function posted({ places, deliver }: Running, place: Found, reply: Reply, key: string, attempt: number) {
  try {
    return await deliver.deliver(place, reply, key, attempt);
  } catch (error) {
    const isGone = error instanceof TokkiError && /channel_not_found|thread_not_found/u.test(error.message);
    if (!isGone || !place.user) throw error;
    return deliver.deliver(await places.renew(place), reply, key, attempt);
  }
}
