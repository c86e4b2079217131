/** A request of the page -> Message (pure). */
import { type Choice, type Message, TokkiError } from '../../src/index.ts';

/** Room for 40,000 Japanese characters; the desk itself asks for something shorter. */
export const bodyLimit = '256kb';

/** Where a person speaks in the page: in the chat, or at the desk for cases. */
export type Place = 'chat' | 'desk';

/** The address of a person's conversation in the page. An id of people.csv has no slash. */
export function addressOf(person: string, place: Place = 'chat'): string {
  return place === 'desk' ? `web:${person}/desk` : `web:${person}`;
}

/** The person and the place of an address. */
export function placeOf(address: string): { readonly person: string; readonly place: Place } {
  const [person = '', desk] = address.slice('web:'.length).split('/');
  return { person, place: desk === undefined ? 'chat' : 'desk' };
}

/**
 * What the person (an id of people.csv) said: `{ text } | { choice: "id" | { id, values?, fields? } }`, with an optional
 * `key` that makes a repeat recognisable, and `place: "desk"` for the desk for cases.
 * @throws TokkiError `input` that names the member which is wrong
 */
export function parseMessage(body: unknown, person: string, at: number, newKey: () => string): Message {
  if (!isRecord(body)) throw new TokkiError('input', 'the body is not a JSON object');
  const { text, choice, key, place = 'chat' } = body;
  if ((text === undefined) === (choice === undefined)) throw new TokkiError('input', 'give either text or choice');
  if (text !== undefined && typeof text !== 'string') throw new TokkiError('input', 'text is not a string');
  if (key !== undefined && (typeof key !== 'string' || !/^[\w.:-]{1,100}$/u.test(key))) {
    throw new TokkiError('input', 'key is not 1 to 100 letters, digits or . : _ -');
  }
  if (place !== 'chat' && place !== 'desk') throw new TokkiError('input', 'place is neither chat nor desk');
  return {
    key: `web:${person}:${key ?? newKey()}`,
    address: addressOf(person, place),
    user: person,
    person,
    private: true,
    at,
    ...(text !== undefined && { text }),
    ...(choice !== undefined && { choice: parseChoice(choice) }),
  };
}

function parseChoice(choice: unknown): Choice {
  if (typeof choice === 'string') return { id: choice };
  if (!isRecord(choice) || typeof choice.id !== 'string') throw new TokkiError('input', 'choice has no id');
  const { id, values, fields } = choice;
  return {
    id,
    ...(values !== undefined && { values: parseValues(values, 'choice.values') }),
    ...(fields !== undefined && { fields: parseFields(fields) }),
  };
}

function parseFields(fields: unknown): Readonly<Record<string, readonly string[]>> {
  if (!isRecord(fields) || Object.keys(fields).length > 100)
    throw new TokkiError('input', 'choice.fields is not an object');
  return Object.fromEntries(Object.entries(fields).map(([id, values]) => [id, parseValues(values, 'a field')]));
}

function parseValues(values: unknown, name: string): readonly string[] {
  if (Array.isArray(values) && values.length <= 100 && values.every((value) => typeof value === 'string'))
    return values;
  throw new TokkiError('input', `${name} is not a list of strings`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
