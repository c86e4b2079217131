/** The page: who is here, in which language, one or two conversations side by side, and the desk for cases. */
import type { Lang } from '../../../src/index.ts';
import { conversation, follow, type Line, patiently, people, type Someone } from './api.ts';
import { type Chat, createChat } from './chat.ts';
import { createDesk, type DeskView } from './desk.ts';
import { deskWords, words } from './words.ts';

const find = (id: string) => document.getElementById(id) as HTMLElement;
const kept = localStorage.getItem('lang');
let lang: Lang = kept === 'ja' || kept === 'en' ? kept : navigator.language.startsWith('ja') ? 'ja' : 'en';
const chats = new Map<string, Chat>();
/** Of the one here who answers for reports; absent where nobody does. */
let desk: DeskView | undefined;

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
  desk?.speak(lang);
  turnTo();
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

function isDesk(): boolean {
  return desk !== undefined && location.hash.startsWith('#desk');
}

/** The conversations or the desk, whichever the address names. */
function turnTo(): void {
  const turn = find('turn');
  turn.hidden = desk === undefined;
  turn.textContent = deskWords[isDesk() ? 'chat' : 'desk'][lang];
  find('panes').classList.toggle('at-desk', isDesk());
  find('people').classList.toggle('at-desk', isDesk());
}

function placeDesk(here: readonly Someone[]): void {
  const manager = here.find(({ role }) => role === 'responsible' || role === 'admin');
  if (!manager) return;
  desk = createDesk(manager, manager.lang);
  find('panes').append(desk.element);
  find('turn').addEventListener('click', () => {
    location.hash = isDesk() ? '' : '#desk';
  });
  window.addEventListener('hashchange', () => {
    turnTo();
    if (isDesk()) desk?.open();
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
  placeDesk(here);
  show(0);
  turnTo();
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
  const desks = desk ? [desk.element.dataset.person ?? ''] : [];
  const on = (line: Line) => {
    if (line.place === 'chat') chats.get(line.person)?.show(line);
    if (desks.includes(line.person)) desk?.show(line);
  };
  // From the older of the two: what comes twice is shown once.
  const ends = past.flatMap((lines) => lines.at(-1)?.id ?? []);
  follow(persons, desks, ends.length > 0 ? Math.min(...ends) : 0, on, online);
  speak(lang);
  if (isDesk()) desk?.open();
}

await start();
