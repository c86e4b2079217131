/** What is done with each activity. Nothing is answered before the desk has stored it. */
import type { TurnContext } from 'botbuilder';
import type { Host, Message } from '../../src/index.ts';
import type { Incoming } from './activity.ts';
import type { Contacts } from './contacts.ts';
import { type Answer, done } from './dialogs.ts';
import type { createInvoke } from './invoke.ts';
import type { createMembers } from './members.ts';
import { choiceOf, messageOf, pressedOf, spokenText } from './parse.ts';
import { waits } from './render.ts';
import type { Rosters } from './rosters.ts';
import { mailAddress, type Sender } from './send.ts';
import { findShown } from './shown.ts';
import { langOf } from './words.ts';

export interface TakeParts {
  readonly host: Host;
  readonly contacts: Contacts;
  readonly memberOf: ReturnType<typeof createMembers>;
  readonly invoke: ReturnType<typeof createInvoke>;
  readonly rosters: Rosters;
  readonly sender: Sender;
  /** Tells the person that nothing could be stored. */
  readonly excuse: (incoming: Incoming) => Promise<void>;
  /** Whether an answer may be sent to this service URL. */
  readonly isAllowed: (url: string) => boolean;
  /** Does something that nobody waits for. */
  readonly aside: (act: () => Promise<void>) => void;
}

const day = 86_400_000;

export function createTake(parts: TakeParts) {
  const { host, contacts, memberOf, invoke, rosters, sender, excuse, isAllowed, aside } = parts;

  /** Other channels let anybody say who he is; an unknown service URL would make Tokki speak to a stranger's server. */
  const isFromTeams = ({ channel, serviceUrl, conversation, from }: Incoming) =>
    channel === 'msteams' && isAllowed(serviceUrl) && conversation.id !== '' && from.id !== '';

  async function take(incoming: Incoming, context: TurnContext): Promise<Answer> {
    if (!isFromTeams(incoming)) return { status: 403 };
    const { type, action, added, team } = incoming;
    if (type === 'invoke') return listen(incoming, context);
    if (type === 'message') return listen(incoming, context).catch(excused(incoming));
    const isInstalled = type === 'installationUpdate' && action.startsWith('add');
    if (isInstalled) await welcome(incoming, await met(incoming, context));
    if (team && (isInstalled || added.length > 0)) aside(() => rosters.visit(incoming));
    // Edits, deletions, reactions and whatever else Teams tells are taken note of by nobody.
    return done;
  }

  /** The request fails all the same: where Teams sends it again, it may be taken then. */
  function excused(incoming: Incoming): (error: unknown) => never {
    return (error) => {
      aside(() => excuse(incoming));
      throw error;
    };
  }

  async function met(incoming: Incoming, context: TurnContext): Promise<Message> {
    const member = await memberOf(incoming, context);
    await contacts.meet(incoming, member.mail);
    return messageOf(incoming, member);
  }

  async function listen(incoming: Incoming, context: TurnContext): Promise<Answer> {
    const message = await met(incoming, context);
    if (incoming.type === 'invoke') return invoke(incoming, message);
    const pressed = pressedOf(incoming.value);
    if (!pressed) {
      await host.receive({ ...message, text: spokenText(incoming) });
      return done;
    }
    const choice = choiceOf(pressed);
    const received = await host.receive({ ...message, choice });
    if (received === 'taken' && incoming.replyTo && message.private) {
      aside(async () => {
        const shown = await findShown(host, [message.address, mailAddress(message.mail ?? '')], pressed.data.ref);
        sender.settled(message.address, pressed.data.ref);
        if (shown && waits(shown.reply))
          await sender.close(message.address, { id: incoming.replyTo, reply: shown.reply }, choice);
      });
    }
    return done;
  }

  /** In the person's language; the client's counts for somebody who is not in people.csv. */
  async function welcome({ conversation, at, locale }: Incoming, message: Message): Promise<void> {
    const key = `teams:${conversation.id}:welcome:${Math.floor(at / day)}`;
    const person = message.mail === undefined ? undefined : await host.personByMail(message.mail);
    const lang = person?.lang ?? langOf(locale);
    await host.receive({ ...message, key, text: lang === 'en' ? 'help' : 'ヘルプ' });
  }

  return take;
}
