/** What to do in the first hour, shown as soon as the kind is known. */
import { incident as words } from '../strings/incident.ts';
import { listed, say } from '../strings/say.ts';
import type { Lang, Person, Reply } from '../types.ts';
import { responsibleOf } from './people.ts';
import type { Scene } from './scene.ts';

/** The card that opens a report: the call to the responsible person, the steps of the kind if it is known, the rules for all. */
export async function firstCard(scene: Scene, kind: string | undefined): Promise<Reply> {
  const { deps, lang } = scene;
  const general = deps.playbooks.find((playbook) => playbook.kind === 'general');
  const steps = general?.steps.map((step) => step[lang]) ?? [];
  const card = await kindCard(scene, kind ?? 'general');
  return {
    ...card,
    text: [words.opened[lang], card.text].join('\n'),
    steps: kind === undefined ? steps : [...(card.steps ?? []), ...steps],
  };
}

/** The playbook of a kind that has just become known; the rules for all kinds have been shown before. */
export async function kindCard({ deps, lang, turn, desk }: Scene, kind: string): Promise<Reply> {
  const playbook = deps.playbooks.find((one) => one.kind === kind);
  const others = (await desk.people()).filter(({ id }) => id !== turn.person.id);
  return {
    kind: 'notice',
    lang,
    ...(playbook && { title: playbook.title[lang] }),
    text: phone(responsibleOf(others, turn.person.contracts), lang),
    steps: playbook?.steps.map((step) => step[lang]) ?? [],
    quotes: deps.quotes([...new Set(['16.1', ...(playbook?.cites ?? [])])], lang),
    note: words.cardNote[lang],
  };
}

function phone(responsible: readonly Person[], lang: Lang): string {
  const named = responsible.filter(({ name }) => name !== '').map(({ name }) => say(words.named, lang, { name }));
  const names = listed(named, lang);
  return say(words.phone, lang, { names: named.length === 0 ? '' : lang === 'ja' ? `（${names}）` : `: ${names}` });
}
