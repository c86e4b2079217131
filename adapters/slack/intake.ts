/** What comes in: looks up who speaks, stores the Message, and only then lets Bolt acknowledge. */
import { type Host, type Message, type Received, TokkiError } from '../../src/index.ts';
import type { Assistant } from './assistant.ts';
import { type Clients, sdkView } from './client.ts';
import { createExcuse } from './excuse.ts';
import { failure } from './failures.ts';
import type { Identity } from './identity.ts';
import {
  type ActionBody,
  type CommandBody,
  parseCommand,
  parsePress,
  parseShortcut,
  parseSubmission,
  permalink,
  type ShortcutBody,
  type SubmissionBody,
} from './interact.ts';
import { type Heard, parseHome, parseMessage, type SlackEvent } from './parse.ts';
import { lookUp, onTheWay, within } from './patience.ts';
import type { People, Who } from './people.ts';
import type { Places } from './places.ts';
import type { Questions } from './questions.ts';
import { renderForm } from './render.ts';
import { words } from './words.ts';

export interface IntakeParts {
  readonly host: Host;
  readonly clients: Clients;
  readonly identity: () => Promise<Identity>;
  readonly people: People;
  readonly places: Places;
  readonly questions: Questions;
  readonly assistant: Assistant;
  readonly now: () => number;
}

/** Each resolves when nothing can be lost any more, and rejects where Slack has to deliver it again. */
export interface Intake {
  /** @param again how often Slack has delivered it before, in vain */
  event(event: SlackEvent, id?: string, again?: number): Promise<void>;
  /** @returns what the person is told at once, where the answer comes elsewhere */
  command(body: CommandBody): Promise<string | undefined>;
  shortcut(body: ShortcutBody): Promise<void>;
  press(body: ActionBody): Promise<void>;
  /** @returns what is wrong, by block_id; undefined where all is well and the form may close */
  submit(body: SubmissionBody): Promise<Readonly<Record<string, string>> | undefined>;
}

/** What no database can hold, no delivery makes better; Slack itself sends no such ids. */
function unlessUnreadable(error: unknown): Received {
  if (!(error instanceof TokkiError) || error.code !== 'input') throw error;
  return 'taken';
}

export function createIntake(parts: IntakeParts): Intake {
  const { host, clients, identity, people, places, questions, assistant, now } = parts;
  const excuse = createExcuse(clients, now);

  async function event(event: SlackEvent, id?: string, again = 0): Promise<void> {
    const self = await whoWeAre();
    if (event.type === 'assistant_thread_started') return greet(event, self);
    const heard = event.type === 'app_home_opened' ? parseHome(event, id, self) : parseMessage(event, self);
    if (!heard || (heard.followUp && !(await host.knows(heard.address)))) return;
    await take(heard, self).catch((error: unknown) => {
      if (again > 0) void sayNotTaken(heard, self).catch(host.report);
      throw error;
    });
  }

  async function sayNotTaken({ place, text, user }: Heard, self: Identity): Promise<void> {
    if (place && text !== undefined) await excuse(place, (await people(user, self)).lang);
  }

  const whoWeAre = () => within(identity(), lookUp);

  async function greet({ assistant_thread: opened }: SlackEvent, self: Identity): Promise<void> {
    if (!opened) return;
    const { lang } = await people(opened.user_id, self);
    void assistant.greet({ channel: opened.channel_id, thread: opened.thread_ts }, lang);
  }

  async function take(heard: Heard, self: Identity): Promise<Received> {
    const { address, user, place, text } = heard;
    const who = await people(user, self);
    // Who did not speak to us need not hear that the desk is for others.
    if (who.stranger && (heard.followUp || heard.choice?.id === 'home')) return 'taken';
    if (place && !who.stranger) await places.note(address, user, who.mail ?? '', place).catch(unlessUnreadable);
    if (place && text !== undefined) assistant.think(place, who.lang);
    return host.receive(messageOf(heard, who)).catch(unlessUnreadable);
  }

  async function command(body: CommandBody): Promise<string | undefined> {
    const self = await whoWeAre();
    const heard = parseCommand(body, self, now());
    const received = await take(heard, self);
    const { lang } = await people(heard.user, self);
    if (received === 'limited') return words.tooMany[lang];
    const contact = await host.contact(heard.address);
    return body.channel_id && contact?.reference.includes(body.channel_id) ? undefined : words.commandTaken[lang];
  }

  async function shortcut(body: ShortcutBody): Promise<void> {
    const self = await whoWeAre();
    await take(parseShortcut(body, await linkTo(body), self, now()), self);
  }

  async function linkTo(body: ShortcutBody): Promise<string | undefined> {
    const { channel, message_ts } = body;
    if (!channel || !message_ts) return undefined;
    try {
      const asked = clients.read.chat.getPermalink({ channel: channel.id, message_ts });
      return (await within(asked, onTheWay)).permalink;
    } catch {
      // The bot need not be in that channel.
      return permalink(body);
    }
  }

  async function press(body: ActionBody): Promise<void> {
    const self = await whoWeAre();
    const pressed = parsePress(body, self, now());
    if (!pressed || (pressed.form && (await opensForm(pressed.heard, body.trigger_id, self)))) return;
    if ((await take(pressed.heard, self)) === 'limited') return;
    const { channel, message } = body;
    if (!pressed.answers || !channel || !message) return;
    const { ts, text = '…', blocks = [] } = message;
    questions.answered(pressed.heard.address, { channel: channel.id, ts, text, blocks }, pressed.shown);
  }

  /** False where no form can be shown: the button is then a Message like any other. */
  async function opensForm(heard: Heard, trigger: string | undefined, self: Identity): Promise<boolean> {
    if (!trigger || !heard.private) return false;
    const form = await host.form(messageOf(heard, await people(heard.user, self)));
    const view = form && renderForm(form, heard.place);
    if (!view) return false;
    try {
      await within(clients.post.views.open({ trigger_id: trigger, view: sdkView(view) }), onTheWay);
      return true;
    } catch (error) {
      host.report(failure(error));
      return false;
    }
  }

  async function submit(body: SubmissionBody): Promise<Readonly<Record<string, string>> | undefined> {
    const self = await whoWeAre();
    const heard = parseSubmission(body, self, now());
    const who = await people(heard.user, self);
    const problems = await host.check(messageOf(heard, who));
    const shown = Object.keys(body.view.state.values);
    const errors = Object.entries(problems).map(([id, problem]) => [`field:${id}`, problem] as const);
    const known = errors.filter(([block]) => shown.includes(block));
    if (known.length > 0) return Object.fromEntries(known);
    const isTaken = (await take(heard, self)) === 'taken';
    const [first] = shown;
    return isTaken || first === undefined ? undefined : { [first]: words.tooMany[who.lang] };
  }

  return { event, command, shortcut, press, submit };
}

function messageOf({ place: _, followUp: __, ...said }: Heard, { mail, stranger }: Who): Message {
  return { ...said, ...(mail !== undefined && { mail }), ...(stranger && { stranger }) };
}
