/** What is done with each activity. Nothing is answered before the desk has stored it. */
import type { TurnContext } from 'botbuilder';
import type { Host, Message } from '../../src/index.ts';
import type { Incoming } from './activity.ts';
import type { Contacts } from './contacts.ts';
import { type Answer, done } from './dialogs.ts';
import type { createInvoke } from './invoke.ts';
import type { createMembers } from './members.ts';
import { choiceOf, messageOf, pressedOf, spokenText } from './parse.ts';
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
  /** Whether an answer may be sent to this service URL. */
  readonly isAllowed: (url: string) => boolean;
  /** Does something that nobody waits for. */
  readonly aside: (act: () => Promise<void>) => void;
}

const day = 86_400_000;

export function createTake({ host, contacts, memberOf, invoke, rosters, sender, isAllowed, aside }: TakeParts) {
  /** Other channels let anybody say who he is; an unknown service URL would make Tokki speak to a stranger's server. */
  const isFromTeams = ({ channel, serviceUrl, conversation, from }: Incoming) =>
    channel === 'msteams' && isAllowed(serviceUrl) && conversation.id !== '' && from.id !== '';

  async function take(incoming: Incoming, context: TurnContext): Promise<Answer> {
    if (!isFromTeams(incoming)) return { status: 403 };
    const { type, action, added, bot, team } = incoming;
    if (type === 'message' || type === 'invoke') return listen(incoming, context);
    const isAdded = (type === 'installationUpdate' && action.startsWith('add')) || added.includes(bot.id);
    if (isAdded) await welcome(incoming, await met(incoming, context));
    if (team && (isAdded || added.length > 0)) aside(() => rosters.visit(incoming));
    // Edits, deletions, reactions and whatever else Teams tells are taken note of by nobody.
    return done;
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
    await host.receive({ ...message, choice });
    if (incoming.replyTo && message.private) {
      aside(async () => {
        const shown = await findShown(host, [message.address, mailAddress(message.mail ?? '')], pressed.data.ref);
        sender.settled(message.address, pressed.data.ref);
        if (shown) await sender.close(message.address, { id: incoming.replyTo, reply: shown.reply }, choice);
      });
    }
    return done;
  }

  /**
   * Teams tells of an installation twice, in two ways; one of them is answered. Whoever is known is welcomed in the
   * language of the list of people, in which the alerts come too; `?` is the wish for help that has no language.
   */
  async function welcome({ conversation, at, locale }: Incoming, message: Message): Promise<void> {
    const key = `teams:${conversation.id}:welcome:${Math.floor(at / day)}`;
    const { mail = '' } = message;
    const isListed = (await host.people()).some((one) => one.mail.toLowerCase() === mail.toLowerCase());
    const text = isListed && message.private ? '?' : langOf(locale) === 'en' ? 'help' : 'ヘルプ';
    await host.receive({ ...message, key, text });
  }

  return take;
}
