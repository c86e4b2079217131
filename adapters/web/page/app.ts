/** The page: who is here, in which language, and one or two conversations side by side. */
import type { Lang } from '../../../src/index.ts';
import { people, type Someone } from './api.ts';
import { type Chat, createChat } from './chat.ts';
import { words } from './words.ts';

const find = (id: string) => document.getElementById(id) as HTMLElement;
const kept = localStorage.getItem('lang');
let lang: Lang = kept === 'ja' || kept === 'en' ? kept : navigator.language.startsWith('ja') ? 'ja' : 'en';
const chats: Chat[] = [];

function speak(next: Lang): void {
  lang = next;
  localStorage.setItem('lang', lang);
  document.documentElement.lang = lang;
  find('tagline').textContent = words.tagline[lang];
  find('language').textContent = words.other[lang];
  for (const tab of document.querySelectorAll<HTMLElement>('#people button')) {
    tab.textContent = words[tab.dataset.role as Someone['role']][lang];
  }
  for (const chat of chats) chat.speak(lang);
}

/** An employee and a manager side by side: what a newcomer wants to see. On a phone one of them at a time. */
function pair(all: readonly Someone[]): readonly Someone[] {
  const staff = all.find((one) => one.role === 'staff');
  const manager = all.find((one) => one.role === 'responsible') ?? all.find((one) => one.role === 'admin');
  return [staff, manager].filter((one) => one !== undefined);
}

function show(index: number): void {
  find('panes').dataset.shown = String(index);
  document.querySelectorAll('#people button').forEach((tab, i) => {
    tab.setAttribute('aria-pressed', String(i === index));
  });
}

async function start(): Promise<void> {
  const all = await people();
  const here = all.length > 1 ? pair(all) : all;
  for (const [index, me] of here.entries()) {
    const chat = createChat(me, lang);
    chats.push(chat);
    find('panes').append(chat.element);
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.dataset.role = me.role;
    tab.addEventListener('click', () => show(index));
    if (here.length > 1) find('people').append(tab);
  }
  find('language').addEventListener('click', () => speak(lang === 'ja' ? 'en' : 'ja'));
  speak(lang);
  show(0);
}

await start();
