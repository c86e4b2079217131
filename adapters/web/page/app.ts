/** The page: who is here, in which language, and one or two conversations side by side. */
import type { Lang } from '../../../src/index.ts';
import { conversation, follow, patiently, people, type Someone } from './api.ts';
import { type Chat, createChat } from './chat.ts';
import { words } from './words.ts';

const find = (id: string) => document.getElementById(id) as HTMLElement;
const kept = localStorage.getItem('lang');
let lang: Lang = kept === 'ja' || kept === 'en' ? kept : navigator.language.startsWith('ja') ? 'ja' : 'en';
const chats = new Map<string, Chat>();

function speak(next: Lang): void {
  lang = next;
  localStorage.setItem('lang', lang);
  document.documentElement.lang = lang;
  find('tagline').textContent = words.tagline[lang];
  find('language').textContent = words.other[lang];
  for (const tab of document.querySelectorAll<HTMLElement>('#people button')) {
    tab.textContent = words[tab.dataset.role as Someone['role']][lang];
  }
  for (const chat of chats.values()) chat.speak(lang);
}

/**
 * An employee and the manager side by side: what a newcomer wants to see. On a phone one of them at a time.
 * `?people=ID,ID` picks others.
 */
function pair(all: readonly Someone[]): readonly Someone[] {
  const wanted = new URLSearchParams(location.search).get('people')?.split(',') ?? [];
  const picked = wanted.flatMap((id) => all.find((one) => one.id === id) ?? []);
  if (picked.length > 0) return picked.slice(0, 2);
  const staff =
    all.find(({ role, manager }) => role === 'staff' && manager) ?? all.find(({ role }) => role === 'staff');
  const manager = all.find(({ id }) => id === staff?.manager) ?? all.find(({ role }) => role === 'responsible');
  return [staff, manager].filter((one) => one !== undefined);
}

function show(index: number): void {
  find('panes').dataset.shown = String(index);
  document.querySelectorAll('#people button').forEach((tab, i) => {
    tab.setAttribute('aria-pressed', String(i === index));
  });
}

function say(sentence: string): void {
  const line = document.createElement('p');
  line.className = 'sentence';
  line.textContent = sentence;
  find('panes').replaceChildren(line);
}

async function start(): Promise<void> {
  find('language').addEventListener('click', () => speak(lang === 'ja' ? 'en' : 'ja'));
  speak(lang);
  const all = await patiently(people, () => say(words.offline[lang]));
  if (all.length === 0) return say(words.stranger[lang]);
  const here = all.length > 1 ? pair(all) : all;
  find('panes').replaceChildren();
  for (const [index, me] of here.entries()) {
    const chat = createChat(me, lang);
    chats.set(me.id, chat);
    find('panes').append(chat.element);
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.dataset.role = me.role;
    tab.addEventListener('click', () => show(index));
    if (here.length > 1) find('people').append(tab);
  }
  speak(lang);
  show(0);
  await converse(here.map(({ id }) => id));
}

/** What was said before, then whatever comes. */
async function converse(persons: readonly string[]): Promise<void> {
  const online = (yes: boolean) => {
    for (const chat of chats.values()) chat.online(yes);
  };
  const past = await patiently(
    () => Promise.all(persons.map(conversation)),
    () => online(false),
  );
  for (const line of past.flat()) chats.get(line.person)?.show(line);
  // From the older of the two: what comes twice is shown once.
  const ends = past.flatMap((lines) => lines.at(-1)?.id ?? []);
  follow(persons, ends.length > 0 ? Math.min(...ends) : 0, (line) => chats.get(line.person)?.show(line), online);
}

await start();
