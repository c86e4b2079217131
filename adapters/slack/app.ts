/** The Bolt app: every kind of request has one listener, which takes stale ones too. */
import type { ServerResponse } from 'node:http';
import { App, ExpressReceiver, type Receiver } from '@slack/bolt';
import type { Host } from '../../src/index.ts';
import { silent } from './client.ts';
import { failure } from './failures.ts';
import type { Intake } from './intake.ts';
import type { ActionBody, ShortcutBody, SubmissionBody } from './interact.ts';
import type { SlackEvent } from './parse.ts';

const eventsPath = '/slack/events';
/** How long Slack, or a proxy before us, should wait before it delivers again, in seconds. */
const retryAfter = '5';
/** Bytes of a request, read before it is known who sends it; a form with all that Slack allows has a quarter. */
const bodyLimit = 1 << 20;

/** Takes signed requests at `/slack/events`; Bolt verifies the raw body, and answers when the listener is done. */
export function createHttpReceiver(signingSecret: string): ExpressReceiver {
  const receiver = new ExpressReceiver({
    signingSecret,
    endpoints: eventsPath,
    processBeforeResponse: true,
    processEventErrorHandler: refuse,
    // After three seconds, when Slack waits no longer; Bolt would say 404.
    unhandledRequestHandler: ({ response }) => void refuse({ response }),
    bodyLimit,
    logger: silent,
  });
  receiver.app.disable('x-powered-by');
  return receiver;
}

/** True for what the receiver takes; as its router does, without regard to case or to a last slash. */
export function isEvents(url = ''): boolean {
  return url.split('?', 1)[0]?.toLowerCase().replace(/\/$/u, '') === eventsPath;
}

/** What was not stored was not taken: the delivery has to come again. */
async function refuse({ response }: { readonly response: ServerResponse }): Promise<boolean> {
  if (!response.headersSent) response.writeHead(503, { 'retry-after': retryAfter }).end();
  return false;
}

/** Acknowledges what the intake has taken; what it could not take is delivered again by Slack. */
export function createApp(receiver: Receiver, token: string, intake: Intake, host: Pick<Host, 'report'>): App {
  const authorize = async () => ({ botToken: token });
  const app = new App({ receiver, authorize, logger: silent, ignoreSelf: false, convoStore: false });
  for (const type of ['message', 'app_mention', 'app_home_opened', 'assistant_thread_started'])
    app.event(type, ({ event, body, context }) => intake.event(event as SlackEvent, body.event_id, context.retryNum));
  app.command(/.*/u, async ({ command, ack }) => {
    const text = await intake.command(command);
    await ack(text === undefined ? undefined : { response_type: 'ephemeral', text });
  });
  app.shortcut(/.*/su, async ({ body, ack }) => {
    await intake.shortcut(body as ShortcutBody);
    await ack();
  });
  app.action(/.*/su, async ({ body, ack }) => {
    await intake.press(body as unknown as ActionBody);
    await ack();
  });
  app.view(/.*/su, async ({ body, ack }) => {
    const errors = await intake.submit(body as unknown as SubmissionBody);
    await (errors ? ack({ response_action: 'errors', errors: { ...errors } }) : ack());
  });
  app.view({ type: 'view_closed', callback_id: /.*/su }, ({ ack }) => ack());
  app.options(/.*/su, ({ ack }) => ack({ options: [] }));
  app.error(async (error) => {
    host.report(failure(error.original ?? error));
    throw error;
  });
  return app;
}
