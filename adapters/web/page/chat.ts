/** One person's conversation: the list of lines, the typing line and the composer. */
import type { Lang } from '../../../src/index.ts';
import { escapeHtml, render } from '../render.ts';
import { fileAddress, type Line, type Said, type Someone, say } from './api.ts';
import { choiceOfButton, choiceOfForm } from './controls.ts';
import { examples, words } from './words.ts';

export interface Chat {
  readonly element: HTMLElement;
  /** The language of the page's own words; the desk follows the language that the person writes. */
  speak(lang: Lang): void;
  show(line: Line): void;
  online(yes: boolean): void;
}

export function createChat(me: Someone, first: Lang): Chat {
  let lang = first;
  const element = document.createElement('section');
  element.className = 'chat';
  element.dataset.person = me.id;
  element.innerHTML = `
    <h2></h2>
    <div class="lines" role="log" aria-live="polite" tabindex="0"></div>
    <p class="typing" hidden></p>
    <p class="offline" role="status" hidden></p>
    <form class="composer"><textarea rows="1" maxlength="60000"></textarea><button type="submit" class="primary"></button></form>`;
  const find = <T extends HTMLElement>(selector: string) => element.querySelector(selector) as T;
  const lines = find<HTMLElement>('.lines');
  const typing = find<HTMLElement>('.typing');
  const composer = find<HTMLFormElement>('.composer');
  const box = find<HTMLTextAreaElement>('textarea');
  const shown = new Set<string>();
  const labels = new Map<string, string>();

  function speak(next: Lang): void {
    lang = next;
    find('h2').textContent = `${me.name}（${words[me.role][lang]}）`;
    find('.composer button').textContent = words.send[lang];
    find('.offline').textContent = words.offline[lang];
    lines.setAttribute('aria-label', words.log[lang]);
    typing.textContent = words.typing[lang];
    box.placeholder = words.placeholder[lang];
    box.setAttribute('aria-label', words.placeholder[lang]);
    if (shown.size === 0) lines.innerHTML = welcome();
  }

  function welcome(): string {
    const sentence = me.role === 'staff' ? words.welcome[lang] : words.waiting[lang];
    const tries = me.role === 'staff' ? examples[lang] : [];
    const chips = tries.map(
      (text) => `<button type="button" class="plain" data-say="${escapeHtml(text)}">${escapeHtml(text)}</button>`,
    );
    return `<div class="welcome"><p>${escapeHtml(sentence)}</p><div class="row">${chips.join('')}</div></div>`;
  }

  /** Each line once, whichever way it comes: as an echo of what was typed, from the stream, or from another tab. */
  function show({ key, reply, message }: Line): void {
    if (shown.has(key)) {
      if (message) settle(key, message);
      return;
    }
    if (shown.size === 0) lines.innerHTML = '';
    shown.add(key);
    if (reply) {
      typing.hidden = true;
      lines.insertAdjacentHTML('beforeend', render(reply));
      remember();
    } else if (message) {
      retire();
      lines.insertAdjacentHTML(
        'beforeend',
        `<p class="mine" data-key="${escapeHtml(key)}">${escapeHtml(textOf(message))}</p>`,
      );
    }
    lines.lastElementChild?.scrollIntoView({ block: reply ? 'start' : 'end' });
  }

  /** What was typed is shown at once; what the desk has kept may have personal data masked, and takes its place. */
  function settle(key: string, message: Said): void {
    const mine = [...lines.querySelectorAll<HTMLElement>('.mine')].find((line) => line.dataset.key === key);
    if (mine && message.text !== undefined) mine.textContent = message.text;
  }

  /** Keeps the labels of buttons, so that a pressed one can be shown as words after a reload too. */
  function remember(): void {
    for (const link of lines.lastElementChild?.querySelectorAll<HTMLAnchorElement>('a[data-file]') ?? []) {
      link.href = fileAddress(link.dataset.file ?? '', me.id);
    }
    for (const control of lines.lastElementChild?.querySelectorAll<HTMLElement>('[data-choice]') ?? []) {
      const { choice = '', value = '' } = control.dataset;
      if (control.matches('button'))
        labels.set(`${choice}=${value}`, control.getAttribute('aria-label') ?? control.textContent);
      for (const option of control.querySelectorAll<HTMLInputElement>('option, input[type=checkbox]')) {
        labels.set(`${choice}=${option.value}`, option.closest('label')?.textContent ?? option.textContent);
      }
    }
  }

  /** An answered question folds its controls away; they can be opened again to correct the answer. */
  function retire(): void {
    // What can be done about a case goes on; it is no answer.
    for (const controls of lines.querySelectorAll(
      '.reply:is(.question, .summary:not(:has(> section)), .form) > .controls',
    )) {
      const fold = document.createElement('details');
      fold.className = 'past';
      fold.innerHTML = `<summary>${words.reopen[lang]}</summary>`;
      fold.append(...controls.childNodes);
      controls.replaceWith(fold);
    }
  }

  function textOf({ text, choice }: Said): string {
    if (!choice) return text ?? '';
    if (choice.fields) return words.filled[lang];
    const values = choice.values ?? [''];
    return values.map((value) => labels.get(`${choice.id}=${value}`) ?? value.replace('T', ' ')).join('、');
  }

  function send(said: Said, key: string = crypto.randomUUID()): void {
    show({ id: 0, key: `web:${me.id}:${key}`, person: me.id, place: 'chat', at: 0, message: said });
    typing.hidden = false;
    say(me.id, said, key).catch(() => {
      typing.hidden = true;
      const failed = document.createElement('p');
      failed.className = 'failed';
      failed.innerHTML = `${words.failed[lang]} <button type="button" class="plain">${words.retry[lang]}</button>`;
      failed.querySelector('button')?.addEventListener('click', () => {
        failed.remove();
        send(said, key);
      });
      lines.append(failed);
    });
  }

  function online(yes: boolean): void {
    find('.offline').hidden = yes;
  }

  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!box.value.trim()) return;
    send({ text: box.value });
    box.value = '';
    grow();
  });
  box.addEventListener('keydown', (event) => {
    // Enter that ends a Japanese conversion must not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    composer.requestSubmit();
  });
  box.addEventListener('input', grow);
  function grow(): void {
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  }
  lines.addEventListener('click', (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>('button[data-choice], button[data-say]');
    const choice = button && choiceOfButton(button);
    if (choice) send({ choice });
    else if (button?.dataset.say) send({ text: button.dataset.say });
  });
  lines.addEventListener('submit', (event) => {
    event.preventDefault();
    send({ choice: choiceOfForm(event.target as HTMLFormElement) });
  });

  speak(lang);
  return { element, speak, show, online };
}
