/** Slack: the desk in direct messages, channels, commands, shortcuts, App Home and the Assistant. */
import type { Receiver } from '@slack/bolt';
import { type Adapter, type Host, TokkiError } from '../../src/index.ts';
import { mailAddress } from './address.ts';
import { createApp, createHttpReceiver, isEvents } from './app.ts';
import { createAssistant } from './assistant.ts';
import { type ClientOptions, createClients } from './client.ts';
import { createDeliver } from './deliver.ts';
import { createIdentity } from './identity.ts';
import { createIntake } from './intake.ts';
import { lookUp, within } from './patience.ts';
import { createPeople } from './people.ts';
import { createPlaces } from './places.ts';
import { createQuestions, type Questions } from './questions.ts';
import { createSocketReceiver } from './socket.ts';
import { createSpeak } from './speak.ts';

type Http = NonNullable<Adapter['http']>;

export interface SlackOptions extends ClientOptions {
  /** Verifies the requests that come over HTTP. */
  readonly signingSecret?: string;
  /** Opens a connection instead (Socket Mode): no address that Slack could reach is needed. */
  readonly appToken?: string;
  /** Other workspaces whose members belong to the organisation. */
  readonly allowedTeams: readonly string[];
  readonly now: () => number;
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
  let running:
    | {
        readonly host: Host;
        readonly receiver: Receiver;
        readonly questions: Questions;
        readonly speak: Adapter['send'];
      }
    | undefined;

  return {
    name: 'slack',
    ...(http && { http: watched(http.app, () => running?.host) }),
    async start(host) {
      const places = createPlaces({ client: clients.read, host, identity, now });
      const people = createPeople({ client: clients.read, host, allowedTeams, now });
      const questions = createQuestions(clients.read, host);
      const assistant = createAssistant({ client: clients.read, host });
      const deliver = createDeliver({ clients, host, now });
      const receiver =
        http ?? createSocketReceiver({ ...options, appToken: appToken ?? '', report: (error) => host.report(error) });
      const intake = createIntake({ host, clients, identity, people, places, questions, assistant, now });
      createApp(receiver, token, intake, host);
      running = { host, receiver, questions, speak: createSpeak({ places, questions, assistant, deliver, host }) };
      // Whoever set it up wrongly learns it from the log and from `doctor`; the rest of the desk works on.
      await within(identity(), lookUp).catch((error: unknown) => host.report(error));
      if (!http) await receiver.start();
    },
    async send(to, reply, key, attempt) {
      if (!running) throw new TokkiError('unreachable', 'the Slack adapter has not been started');
      await running.speak(to, reply, key, attempt);
    },
    async stop() {
      if (!http) await running?.receiver.stop();
      await running?.questions.settled();
    },
    direct: ({ mail }) => (mail === '' ? undefined : mailAddress(mail)),
  };
}

/** Bolt answers a wrong or old signature by itself; the access log has to know of it (6.8.3.c). */
function watched(app: Http, host: () => Host | undefined): Http {
  return (req, res, next) => {
    if (!isEvents(req.url)) return next();
    const tell = async () => host()?.refused('slack');
    res.once('finish', () => {
      if (res.statusCode === 401) tell().catch((error: unknown) => host()?.report(error));
    });
    return app(req, res, next);
  };
}
