/** What to do in the first hour, shown as soon as the kind is known. */
import { incident as words } from '../strings/incident.ts';
import { listed, say } from '../strings/say.ts';
import type { Lang, Person, Reply } from '../types.ts';
import { managersOf } from './people.ts';
import type { Scene } from './scene.ts';

/** The playbook of the kind, after the call to the responsible person and before the rules that hold for all kinds. */
export async function card(scene: Scene, kind: string, lead: readonly string[] = []): Promise<Reply> {
  const { deps, lang, turn, desk } = scene;
  const own = deps.playbooks.find((playbook) => playbook.kind === kind);
  const general = deps.playbooks.find((playbook) => playbook.kind === 'general');
  const { responsible } = managersOf(await desk.people(), turn.person);
  const cites = [...new Set(['16.1', ...(own?.cites ?? [])])];
  return {
    kind: 'notice',
    lang,
    ...((own ?? general) && { title: (own ?? general)?.title[lang] ?? '' }),
    text: [...lead, phone(responsible, lang)].join('\n'),
    steps: [...(own?.steps ?? []), ...(general?.steps ?? [])].map((step) => step[lang]),
    quotes: deps.quotes(cites, lang),
    note: words.cardNote[lang],
  };
}

function phone(responsible: readonly Person[], lang: Lang): string {
  const names = responsible.map(({ name }) => (lang === 'ja' ? `${name}さん` : name)).filter((name) => name !== 'さん');
  const shown = names.length === 0 ? '' : lang === 'ja' ? `（${listed(names, lang)}）` : `, ${listed(names, lang)}`;
  return say(words.phone, lang, { names: shown });
}
