/** The desk for those who answer for reports: one screen at a time. Every screen is a Reply, as in the chat. */
import type { Choice, Lang, Reply } from '../../../src/index.ts';
import { escapeHtml, render } from '../render.ts';
import { fileAddress, type Line, type Someone, say } from './api.ts';
import { choiceOfButton, choiceOfForm } from './controls.ts';
import { deskWords as words } from './words.ts';

export interface DeskView {
  readonly element: HTMLElement;
  speak(lang: Lang): void;
  /** A line of this person's desk, or an alert of this person's chat. */
  show(line: Line): void;
  /** Shows the screen that the page's address names; the open reports where it names none. */
  open(): void;
}

const first = 'reports:open:0';
const lists = ['reports:open:0', 'reports:mine:0', 'reports:overdue:0', 'reports:all:0'];
/** Screens that can be gone back to. */
const places = /^(?:reports:|report:|case:[^:]+:(?:tasks|settled|timeline):)/u;

export function createDesk(me: Someone, speaks: Lang): DeskView {
  let lang = speaks;
  /** The request that waits for its answer, and the screen that is shown. */
  let waiting = { key: '', id: '' };
  let current = first;
  /** The language in which the desk answers; it is told when the first screen is asked for. */
  let told: Lang | undefined;
  const element = document.createElement('section');
  element.className = 'desk';
  element.dataset.person = me.id;
  element.innerHTML = `
    <nav class="tools"><span class="lists"></span>
      <form class="find"><input type="search" inputmode="numeric" name="number"><button type="submit"></button></form>
      <button type="button" class="print quiet"></button></nav>
    <div class="said" role="status" aria-live="polite"></div>
    <div class="screen" tabindex="-1"></div>`;
  const find = <T extends HTMLElement>(selector: string) => element.querySelector(selector) as T;
  const screen = find('.screen');
  const said = find('.said');

  function labels(): void {
    find('.lists').innerHTML = lists
      .map((id, i) => {
        const label = escapeHtml(words.lists[i]?.[lang] ?? '');
        return `<button type="button" data-choice="${id}" aria-current="${String(id === current)}">${label}</button>`;
      })
      .join('');
    find('.find button').textContent = words.find[lang];
    const field = find<HTMLInputElement>('.find input');
    field.placeholder = words.number[lang];
    field.setAttribute('aria-label', words.number[lang]);
    find('.print').textContent = words.print[lang];
    element.setAttribute('aria-label', words.desk[lang]);
  }

  function send(choice: Choice): void {
    waiting = { key: crypto.randomUUID(), id: choice.id };
    const { key } = waiting;
    element.setAttribute('aria-busy', 'true');
    say(me.id, { choice }, key, 'desk').catch(() => {
      if (waiting.key !== key) return;
      element.removeAttribute('aria-busy');
      said.textContent = words.failed[lang];
    });
  }

  /** Goes to a screen; the browser's way back leads here again. */
  function go(id: string): void {
    const hash = `#desk/${id}`;
    if (location.hash === hash) send({ id });
    else location.hash = hash;
  }

  function press(choice: Choice): void {
    said.replaceChildren();
    if (places.test(choice.id)) go(choice.id);
    else send(choice);
  }

  function show({ key, reply, place }: Line): void {
    if (!reply) return;
    if (place !== 'desk') {
      // An alert has come in the chat: the list of open reports has one more.
      if (reply.kind === 'alert' && current.startsWith('reports:') && isShown()) send({ id: current });
      return;
    }
    if (!key.startsWith(`web:${me.id}:${waiting.key}>`)) return;
    element.removeAttribute('aria-busy');
    if (reply.kind === 'home') {
      told = lang;
      send({ id: current });
    } else if (isScreen(reply)) {
      paint(reply);
    } else {
      said.innerHTML = render(reply);
      link(said);
      // What was done has changed the case: its screen is fetched anew under what is said about it.
      if (waiting.id.startsWith('case:')) send({ id: current });
    }
  }

  /** An answer of one or two sentences stands above the screen; all else is one. */
  function isScreen({ kind }: Reply): boolean {
    return (kind !== 'notice' && kind !== 'error') || places.test(waiting.id);
  }

  function paint(reply: Reply): void {
    if (places.test(waiting.id)) current = waiting.id;
    const isRefresh = screen.dataset.id === waiting.id;
    screen.dataset.id = waiting.id;
    screen.innerHTML = render(reply);
    link(screen);
    labels();
    if (isRefresh) return;
    const heading = screen.querySelector<HTMLElement>('h3');
    heading?.setAttribute('tabindex', '-1');
    (screen.querySelector<HTMLElement>('.sheet input, .sheet textarea, .sheet select') ?? heading ?? screen).focus();
    element.scrollTo(0, 0);
  }

  function link(part: HTMLElement): void {
    for (const file of part.querySelectorAll<HTMLAnchorElement>('a[data-file]'))
      file.href = fileAddress(file.dataset.file ?? '', me.id);
  }

  function isShown(): boolean {
    return element.offsetParent !== null;
  }

  element.addEventListener('click', (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>('button[data-choice]');
    const choice = button && choiceOfButton(button);
    if (choice) press(choice);
    if ((event.target as HTMLElement).closest('.print')) window.print();
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (!form.matches('.find')) return press(choiceOfForm(form));
    const number = String(new FormData(form).get('number') ?? '').trim();
    if (number) press({ id: `report:${number}` });
  });
  function open(): void {
    const [, id = ''] = /^#desk\/(.+)$/u.exec(decodeURIComponent(location.hash)) ?? [];
    current = places.test(id) ? id : first;
    send({ id: told === lang ? current : `speak:${lang}` });
  }

  labels();
  return {
    element,
    show,
    open,
    speak(next) {
      if (next === lang) return;
      lang = next;
      labels();
      said.replaceChildren();
      if (isShown()) open();
    },
  };
}
