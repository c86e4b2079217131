/** People by name: those of the list, and those who stood in it once. */
import { caseWords as words } from '../../strings/case.ts';
import { incident } from '../../strings/incident.ts';
import { listed, say } from '../../strings/say.ts';
import type { Desk, Lang, Person, Report, ReportEvent } from '../../types.ts';

export interface Who {
  readonly people: readonly Person[];
  /** The names of those who work here no longer, by id; what they did stays. */
  readonly leavers: ReadonlyMap<string, string>;
}

/** The list of people, and which of these ids belong to somebody who has left. */
export async function whoAre(desk: Desk, ids: readonly string[]): Promise<Who> {
  const people = await desk.people();
  const here = new Set(people.map(({ id }) => id));
  const gone = [...new Set(ids)].filter((id) => id !== '' && !here.has(id) && !isAddress(id));
  return { people, leavers: gone.length > 0 ? await desk.names(gone) : new Map() };
}

/** Everybody whom a report and its timeline speak of. */
export function idsIn({ reporter, owner }: Report, events: readonly ReportEvent[]): readonly string[] {
  const named = events.flatMap(({ by, detail }) => [by, ...[detail?.people?.value ?? []].flat().map(String)]);
  return [reporter, ...(owner === undefined ? [] : [owner]), ...named];
}

/** Somebody by id: 「鈴木さん」, 「鈴木さん（退職・離任）」; who was never in the list, by the id; Tokki itself as such. */
export function nameOf({ people, leavers }: Who, id: string, lang: Lang): string {
  if (id === '') return words.bot[lang];
  const name = people.find((person) => person.id === id)?.name;
  if (name) return say(incident.named, lang, { name });
  const gone = leavers.get(id);
  if (gone) return say(words.gone, lang, { name: say(incident.named, lang, { name: gone }) });
  // Who is in no list reports from an address, which says nothing to a reader.
  return isAddress(id) ? incident.unnamed[lang] : say(words.left, lang, { id });
}

export function namesOf(who: Who, ids: readonly string[], lang: Lang): string {
  return listed(
    ids.map((id) => nameOf(who, id, lang)),
    lang,
  );
}

function isAddress(id: string): boolean {
  return id.includes(':');
}
