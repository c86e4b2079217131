/** Microsoft's own parser of Adaptive Cards as the judge of ours. */
import * as adaptive from 'adaptivecards';
import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards';
import type { Card, Json } from '../../../adapters/teams/cards.ts';

/** What is wrong with a card by the schema 1.5: unknown elements, values that do not exist, inputs without an id. */
export function findingsOf(card: Card): readonly string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(structuredClone(card), context);
  const read = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  const { validationEvents } = parsed.validateProperties();
  return [...read, ...validationEvents.map(({ message }) => message), ...unknownIn(card)];
}

type Element = Readonly<Record<string, unknown>>;

/** The parser passes over names that it does not know; a misspelt one would be lost without a word. */
const lists = ['body', 'items', 'columns', 'inlines', 'actions'];
const beyondSchema = new Set([...lists, 'type', '$schema', 'msteams', 'refresh', 'speak', 'fallback']);

function unknownIn(value: Json, path = 'card'): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: Json, i) => unknownIn(item, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  const element = value as Element;
  const known = typeof element.type === 'string' ? propertiesOf(element.type) : undefined;
  const own = known ? Object.keys(element).filter((name) => !known.has(name) && !beyondSchema.has(name)) : [];
  const inside = Object.entries(element).filter(([name]) => name !== 'data' && name !== 'msteams');
  return [
    ...own.map((name) => `${path}.${name} is not a property of ${element.type}`),
    ...inside.flatMap(([name, item]) => unknownIn(item as Json, `${path}.${name}`)),
  ];
}

function propertiesOf(type: string): ReadonlySet<string> | undefined {
  const make = { AdaptiveCard: adaptive.AdaptiveCard, Column: adaptive.Column, TextRun: adaptive.TextRun }[type];
  const made = make
    ? new make()
    : (adaptive.GlobalRegistry.elements.createInstance(type, Versions.v1_5) ??
      adaptive.GlobalRegistry.actions.createInstance(type, Versions.v1_5));
  if (!made) return undefined;
  const schema = made.getSchema();
  return new Set(Array.from({ length: schema.getCount() }, (_, i) => schema.getItemAt(i).name));
}
