/** What Teams asks and waits for: a card's action, a dialog, a message action, a consent to a file. */
import type { Choice, Host, Lang, Message, Reply } from '../../src/index.ts';
import { type Incoming, record } from './activity.ts';
import { type Card, card, plain } from './cards.ts';
import type { Contacts } from './contacts.ts';
import { type Answer, done, formDialog, messageDialog, reportDialog } from './dialogs.ts';
import { consentOf, said, upload, uploaded } from './files.ts';
import { givenLine } from './given.ts';
import { cardType } from './outgoing.ts';
import { choiceOf, directAddress, linkOf, pressedOf } from './parse.ts';
import { renderCards, type View, waits } from './render.ts';
import { mailAddress, type Sender } from './send.ts';
import { findShown, type Shown } from './shown.ts';
import type { Speaker } from './speak.ts';
import { langOf, words } from './words.ts';

export interface InvokeParts {
  readonly host: Host;
  readonly contacts: Contacts;
  readonly speaker: Speaker;
  readonly sender: Sender;
  readonly dialogs: boolean;
  readonly isNamed: (url: string) => boolean;
}

type Invoked = (incoming: Incoming, message: Message) => Promise<Answer>;

/** @returns what is done with an invoke; `message` is what its sender says, so far without words */
export function createInvoke({ host, contacts, speaker, sender, dialogs, isNamed }: InvokeParts): Invoked {
  const invokes: Readonly<Record<string, Invoked>> = {
    'adaptiveCard/action': action,
    'task/fetch': openForm,
    'task/submit': submitForm,
    'composeExtension/fetchTask': askReport,
    'composeExtension/submitAction': startReport,
    'fileConsent/invoke': handOver,
  };

  async function action(incoming: Incoming, message: Message): Promise<Answer> {
    const pressed = pressedOf(record(incoming.value.action).data);
    if (!pressed) return refused;
    const { ref, as } = pressed.data;
    const shown = await shownTo(message, ref);
    const view: View = { ref, private: message.private, dialogs, viewer: incoming.from.id };
    if (as === 'look') return cardAnswer(shown ? cardNow(shown, view) : closedCard(langOf(incoming.locale)));
    const choice = choiceOf(pressed);
    const said = { ...message, choice };
    const errors = as === 'form' ? await host.check(said) : {};
    if (shown && Object.keys(errors).length > 0) {
      return cardAnswer(lastCard(shown.reply, { ...view, errors, fields: pressed.fields }));
    }
    if ((await host.receive(said)) === 'limited') return spoken(words.tooMany[langOfShown(shown, incoming)]);
    const closed = shown && answered(shown.reply, choice, view, said.stranger === true);
    // A card that cannot come back with its answer is closed when the next question is asked.
    if (closed) sender.settled(message.address, ref);
    return closed ? cardAnswer(closed) : spoken(words.taken[langOfShown(shown, incoming)]);
  }

  async function openForm(incoming: Incoming, message: Message): Promise<Answer> {
    const pressed = pressedOf(incoming.value.data);
    if (!pressed) return refused;
    const { id = '', ref } = pressed.data;
    const lang = await langFor(message, ref, incoming);
    const form = await host.form({ ...message, choice: { id } });
    return form ? formDialog(form, lang, { ref, opener: id }, {}) : messageDialog(words.formGone[lang]);
  }

  async function submitForm(incoming: Incoming, message: Message): Promise<Answer> {
    const pressed = pressedOf(incoming.value.data);
    if (pressed?.data.as !== 'form') return refused;
    const { ref, opener = '' } = pressed.data;
    const said = { ...message, choice: choiceOf(pressed) };
    const errors = await host.check(said);
    const isWrong = Object.keys(errors).length > 0;
    if (!isWrong && (await host.receive(said)) === 'taken') return done;
    const lang = await langFor(message, ref, incoming);
    const form = await host.form({ ...message, choice: { id: opener } });
    if (!form) return messageDialog(words.formGone[lang]);
    const [first] = form.inputs;
    const tooMany = first ? { [first.id]: words.tooMany[lang] } : {};
    return formDialog(form, lang, { ref, opener }, { fields: pressed.fields, errors: isWrong ? errors : tooMany });
  }

  async function askReport({ value, locale }: Incoming): Promise<Answer> {
    const link = linkOf(value);
    return link === undefined ? refused : reportDialog(langOf(locale));
  }

  /** The report is taken in the direct chat, wherever the message stands that it is about. */
  async function startReport(incoming: Incoming, { direct: _, ...message }: Message): Promise<Answer> {
    const link = linkOf(incoming.value);
    if (link === undefined || pressedOf(incoming.value.data)?.data.as !== 'report') return refused;
    const received = await host.receive({ ...message, address: directAddress(incoming), private: true, link });
    return messageDialog(words[received === 'taken' ? 'elsewhere' : 'tooMany'][langOf(incoming.locale)]);
  }

  async function handOver(incoming: Incoming, { address, mail }: Message): Promise<Answer> {
    const consent = consentOf(incoming);
    const person = mail === undefined ? undefined : await host.personByMail(mail);
    const reference = await contacts.find(address);
    if (!person || !reference) return refused;
    const { lang, accepted } = consent;
    const isDone = accepted && (await upload(host, consent, person.id, isNamed).catch(notUploaded));
    const failed = accepted ? words.fileFailed : words.fileDeclined;
    await speaker.say(reference, isDone ? uploaded(consent) : said(failed[lang]));
    if (isDone || !accepted) await speaker.remove(reference, incoming.replyTo).catch(host.report);
    return done;
  }

  /** The offer stays where it is: the person is told, and may try again. */
  function notUploaded(error: unknown): false {
    host.report(error);
    return false;
  }

  function shownTo({ address, mail }: Message, ref: string): Promise<Shown | undefined> {
    return findShown(host, mail ? [address, mailAddress(mail)] : [address], ref);
  }

  async function langFor(message: Message, ref: string, { locale }: Incoming): Promise<Lang> {
    return langOfShown(await shownTo(message, ref), { locale });
  }

  return async (incoming, message) => {
    const known = Object.hasOwn(invokes, incoming.name) ? invokes[incoming.name] : undefined;
    return known ? known(incoming, message) : { status: 501 };
  };
}

/** A card that is none of ours. */
const refused: Answer = { status: 400 };

function lastCard(reply: Reply, view: View): Card {
  const [last] = renderCards(reply, view).slice(-1);
  return last ?? closedCard(reply.lang);
}

/** What a card shows when it comes into view again. */
function cardNow({ reply, isOver, answer }: Shown, view: View): Card {
  return lastCard(reply, isOver ? { ...view, given: givenLine(reply, answer) } : view);
}

function closedCard(lang: Lang): Card {
  return card(plain(words.closed[lang], { isSubtle: true }), words.closed[lang]);
}

/** The card after its answer: it shows what was given. What does not wait stays as it is; one of several cards cannot. */
function answered(reply: Reply, choice: Choice, view: View, isRefused: boolean): Card | undefined {
  const cards = renderCards(reply, isRefused || !waits(reply) ? view : { ...view, given: givenLine(reply, choice) });
  return cards.length === 1 ? cards[0] : undefined;
}

function cardAnswer(value: Card): Answer {
  return { status: 200, body: { statusCode: 200, type: cardType, value } };
}

function langOfShown(shown: Shown | undefined, { locale }: Pick<Incoming, 'locale'>): Lang {
  return shown?.reply.lang ?? langOf(locale);
}

/** Beside the card, which stays as it is. */
function spoken(value: string): Answer {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value } };
}
