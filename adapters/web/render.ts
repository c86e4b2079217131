/** Reply -> HTML (pure). The page imports this file as it is; the tests hold it against golden files. */
import type { Button, Fact, FileLink, FormView, Input, Lang, Quote, Reply, Section } from '../../src/index.ts';

const words = {
  ok: { ja: '決定', en: 'OK' },
  choose: { ja: '選んでください', en: 'Please choose' },
  edit: { ja: '直す', en: 'Edit' },
  none: { ja: '（未記入）', en: '(empty)' },
  ai: {
    ja: '文はAIが整えました。引用は原文のままです。',
    en: 'Worded with the help of AI; the quotes are verbatim.',
  },
  english: {
    ja: '参考英訳（公式の訳ではありません）',
    en: 'English rendering (unofficial; the Japanese text decides)',
  },
} as const;

const marks: Readonly<Record<string, string>> = {
  prohibited: '✕',
  prohibited_unless_approved: '△',
  required: '！',
  permitted: '○',
  info: 'ｉ',
  unclear: '？',
};

/** A text of so many characters at most has one line. */
const oneLine = 120;
/** More options than this are shown as a list to pick from. */
const buttonsAtMost = 9;

export function render(reply: Reply): string {
  const { lang, kind, verdict, verdictLabel, title, text, facts, steps, quotes, input, form, buttons, note } = reply;
  const controls = [
    input ? inputHtml(input, lang) : '',
    form ? formHtml(form, lang) : '',
    buttons?.length ? row(buttons.map(buttonHtml)) : '',
  ].join('');
  const acts = controls ? `<div class="controls">${controls}</div>` : '';
  return [
    `<article class="reply ${kind}" lang="${lang}">`,
    verdict
      ? `<p class="verdict ${verdict}"><span aria-hidden="true">${marks[verdict]}</span>${escapeHtml(verdictLabel ?? '')}</p>`
      : '',
    title ? `<h3>${escapeHtml(title)}</h3>` : '',
    paragraphs(text),
    isUrgent(reply) ? acts : '',
    steps?.length ? `<ol class="steps">${steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>` : '',
    facts?.length ? `<dl class="facts">${facts.map((fact) => factHtml(fact, lang)).join('')}</dl>` : '',
    quotes?.map((quote, i) => quoteHtml(quote, lang, i === 0)).join('') ?? '',
    reply.sections?.map((section) => sectionHtml(section, lang)).join('') ?? '',
    reply.files?.length ? row(reply.files.map(fileHtml)) : '',
    isUrgent(reply) ? '' : acts,
    reply.ai ? `<p class="note">${words.ai[lang]}</p>` : '',
    note ? `<p class="note">${escapeHtml(note)}</p>` : '',
    '</article>',
  ].join('');
}

/** True for an alert and for a case: they are longer than a phone, so what can be done stands at their head. */
function isUrgent({ kind, sections = [] }: Reply): boolean {
  return kind === 'alert' || (kind === 'summary' && sections.length > 0);
}

/** Text that may stand in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (char) => `&#${char.codePointAt(0)};`);
}

function paragraphs(text: string): string {
  return text
    .split(/\n+/u)
    .map((line) => (line.trim() ? `<p>${escapeHtml(line)}</p>` : ''))
    .join('');
}

function row(cells: readonly string[]): string {
  return `<div class="row">${cells.join('')}</div>`;
}

function buttonHtml({ id, label, style }: Button): string {
  return `<button type="button" class="${style ?? 'plain'}" data-choice="${escapeHtml(id)}">${escapeHtml(label)}</button>`;
}

function sectionHtml({ title, text, facts, buttons }: Section, lang: Lang): string {
  return [
    `<section><h4>${escapeHtml(title)}</h4>`,
    text ? paragraphs(text) : '',
    facts?.length ? `<dl class="facts">${facts.map((fact) => factHtml(fact, lang)).join('')}</dl>` : '',
    buttons?.length ? `<div class="controls">${row(buttons.map(buttonHtml))}</div>` : '',
    '</section>',
  ].join('');
}

/** The page knows who is reading, and fills in the address. */
function fileHtml({ id, name }: FileLink): string {
  return `<a class="file" data-file="${escapeHtml(id)}" download="${escapeHtml(name)}">${escapeHtml(name)}</a>`;
}

function factHtml({ label, value, edit }: Fact, lang: Lang): string {
  const name = `${words.edit[lang]}: ${label}`;
  const button = edit
    ? `<button type="button" class="edit" data-choice="${escapeHtml(edit)}" aria-label="${escapeHtml(name)}">${words.edit[lang]}</button>`
    : '';
  return `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}${button}</dd></div>`;
}

function quoteHtml({ id, label, heading, text, english }: Quote, lang: Lang, open: boolean): string {
  const translation =
    english && lang === 'en' ? `<p class="english"><b>${words.english.en}</b><br>${escapeHtml(english)}</p>` : '';
  return [
    `<details class="quote" data-citation="${escapeHtml(id)}"${open ? ' open' : ''}>`,
    `<summary>${escapeHtml(label)}${heading ? ` <span lang="ja">（${escapeHtml(heading)}）</span>` : ''}</summary>`,
    `<blockquote lang="ja">${escapeHtml(text)}</blockquote>${translation}</details>`,
  ].join('');
}

function inputHtml(input: Input, lang: Lang): string {
  const { kind, label, options = [], hint } = input;
  const body = kind === 'choice' && options.length <= buttonsAtMost ? optionButtons(input) : field(input, lang);
  const caption = hint ? `<p class="hint">${escapeHtml(hint)}</p>` : '';
  return body
    ? `<fieldset data-kind="${kind}"><legend class="unseen">${escapeHtml(label)}</legend>${body}${caption}</fieldset>`
    : '';
}

function optionButtons({ id, options = [] }: Input): string {
  return row(
    options.map(
      ({ value, label }) =>
        `<button type="button" class="plain" data-choice="${escapeHtml(id)}" data-value="${escapeHtml(value)}">${escapeHtml(label)}</button>`,
    ),
  );
}

/** A text is typed into the composer, so it has no field of its own. */
function field(input: Input, lang: Lang): string {
  if (input.kind === 'text') return '';
  const send = `<button type="submit" class="primary">${words.ok[lang]}</button>`;
  return `<form data-choice="${escapeHtml(input.id)}">${widget(input, lang)}${send}</form>`;
}

/** Every input of the form, none of them required: what is left empty is asked later. */
function formHtml({ id, title, submit, inputs }: FormView, lang: Lang): string {
  const fields = inputs.map((input) => {
    const hint = input.hint ? `<p class="hint">${escapeHtml(input.hint)}</p>` : '';
    const control = widget(input, lang, input.id);
    return `<fieldset data-kind="${input.kind}"><legend>${escapeHtml(input.label)}</legend>${control}${hint}</fieldset>`;
  });
  const send = `<button type="submit" class="primary">${escapeHtml(submit)}</button>`;
  return `<form class="sheet" data-choice="${escapeHtml(id)}" data-fields aria-label="${escapeHtml(title)}">${fields.join('')}${send}</form>`;
}

function widget({ kind, label, options = [], values = [], max }: Input, lang: Lang, field?: string): string {
  const name = `name="${escapeHtml(field ?? 'value')}" aria-label="${escapeHtml(label)}"`;
  const required = field === undefined ? ' required' : '';
  const value = `value="${escapeHtml(values[0] ?? '')}"`;
  if (kind === 'number')
    return `<input type="number" inputmode="numeric" min="0"${max ? ` max="${max}"` : ''} ${value}${required} ${name}>`;
  if (kind === 'datetime') return `<input type="datetime-local" ${value}${required} ${name}>`;
  if (kind === 'text') {
    const text = escapeHtml(values[0] ?? '');
    if (max !== undefined && max <= oneLine) return `<input type="text" maxlength="${max}" ${value} ${name}>`;
    return `<textarea rows="2"${max ? ` maxlength="${max}"` : ''} ${name}>${text}</textarea>`;
  }
  if (kind === 'choices')
    return options.map((option) => checkbox(option, field ?? 'value', values.includes(option.value))).join('');
  const picks = options.map((option) => {
    const chosen = values.includes(option.value) ? ' selected' : '';
    return `<option value="${escapeHtml(option.value)}"${chosen}>${escapeHtml(option.label)}</option>`;
  });
  return `<select${required} ${name}><option value="">${(field === undefined ? words.choose : words.none)[lang]}</option>${picks.join('')}</select>`;
}

function checkbox({ value, label }: { value: string; label: string }, field: string, checked: boolean): string {
  const box = `<input type="checkbox" name="${escapeHtml(field)}" value="${escapeHtml(value)}"${checked ? ' checked' : ''}>`;
  return `<label class="check">${box}<span>${escapeHtml(label)}</span></label>`;
}
