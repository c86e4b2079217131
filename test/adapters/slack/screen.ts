/** Block Kit as a picture of Slack, close enough to see how a message reads: messages and views -> HTML. */

interface TextObject {
  readonly type: string;
  readonly text: string;
}

interface Element {
  readonly type: string;
  readonly text?: TextObject;
  readonly style?: string;
  readonly placeholder?: TextObject;
  readonly options?: readonly { readonly text: TextObject }[];
  readonly initial_option?: { readonly text: TextObject };
  readonly initial_date?: string;
  readonly initial_time?: string;
  readonly initial_value?: string;
}

interface Block {
  readonly type: string;
  readonly text?: TextObject;
  readonly fields?: readonly TextObject[];
  readonly label?: TextObject;
  readonly hint?: TextObject;
  readonly element?: Element;
  readonly accessory?: Element;
  readonly elements?: readonly (Element & TextObject)[];
}

export interface Bubble {
  readonly who: string;
  readonly text?: string;
  readonly blocks?: readonly object[];
  readonly aside?: string;
}

const escapeHtml = (text: string) => text.replace(/[&<>]/gu, (char) => `&#${char.codePointAt(0)};`);
const lines = (html: string) => html.replaceAll('\n', '<br>');

function textHtml({ type, text }: TextObject): string {
  // mrkdwn comes escaped already.
  return lines(type === 'mrkdwn' ? text.replace(/\*(.+?)\*/gu, '<b>$1</b>') : escapeHtml(text));
}

function elementHtml(element: Element): string {
  const { type, text, style, placeholder, options = [] } = element;
  if (type === 'button') return `<button class="${style ?? ''}">${text ? textHtml(text) : ''}</button>`;
  if (type === 'checkboxes')
    return options.map((option) => `<label><i class="box"></i>${textHtml(option.text)}</label>`).join('');
  const chosen = element.initial_option?.text.text ?? element.initial_date ?? element.initial_time;
  const shown = chosen ?? element.initial_value ?? placeholder?.text ?? '';
  return `<span class="field ${type}">${escapeHtml(shown) || '&nbsp;'}</span>`;
}

function blockHtml({ type, text, fields = [], label, hint, element, accessory, elements = [] }: Block): string {
  if (type === 'divider') return '<hr>';
  if (type === 'header') return `<h4>${text ? textHtml(text) : ''}</h4>`;
  if (type === 'context') return `<p class="context">${elements.map(textHtml).join(' ')}</p>`;
  if (type === 'actions') return `<div class="actions">${elements.map(elementHtml).join('')}</div>`;
  if (type === 'input')
    return `<div class="input"><b>${label ? textHtml(label) : ''}</b>${element ? elementHtml(element) : ''}${hint ? `<p class="context">${textHtml(hint)}</p>` : ''}</div>`;
  const cells = fields.map((field) => `<div>${textHtml(field)}</div>`).join('');
  const body = text ? textHtml(text) : `<div class="fields">${cells}</div>`;
  return `<div class="section"><div>${body}</div>${accessory ? elementHtml(accessory) : ''}</div>`;
}

export function blocksHtml(blocks: readonly object[]): string {
  return (blocks as readonly Block[]).map(blockHtml).join('');
}

export function bubbleHtml({ who, text = '', blocks = [], aside }: Bubble): string {
  const body =
    blocks.length > 0 ? blocksHtml(blocks) : `<div class="section"><div>${lines(escapeHtml(text))}</div></div>`;
  const note = aside ? `<p class="aside">${escapeHtml(aside)}</p>` : '';
  return `<article><span class="face ${who === 'tokki' ? 'bot' : ''}">${escapeHtml(who.slice(0, 1))}</span><div>${note}<b>${escapeHtml(who)}</b>${who === 'tokki' ? ' <small>アプリ</small>' : ''}${body}</div></article>`;
}

export function screenHtml(title: string, body: string): string {
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><style>
body{margin:0;font:15px/1.5 "Noto Sans CJK JP","Noto Sans",sans-serif;color:#1d1c1d;width:420px}
header{padding:10px 16px;border-bottom:1px solid #ddd;font-weight:700}
main{padding:4px 16px 16px}
article{display:flex;gap:10px;margin-top:14px} article>div{min-width:0;flex:1}
.face{width:36px;height:36px;border-radius:6px;background:#8d6e97;color:#fff;display:grid;place-items:center;font-weight:700;flex:none}
.face.bot{background:#1d3557} small{background:#ddd;border-radius:3px;padding:0 4px;font-size:10px;vertical-align:middle}
.section{display:flex;justify-content:space-between;gap:8px;margin:4px 0 8px} h4{margin:6px 0;font-size:18px}
.fields{display:grid;grid-template-columns:8em 1fr;gap:4px 12px} .context{margin:4px 0;color:#616061;font-size:12.5px}
.actions{display:flex;flex-wrap:wrap;gap:8px;margin:6px 0} .aside{margin:0;color:#616061;font-size:12px}
button{font:700 13px "Noto Sans CJK JP",sans-serif;background:#fff;border:1px solid #bbb;border-radius:4px;padding:4px 12px;text-align:left}
button.primary{background:#007a5a;color:#fff;border-color:#007a5a} button.danger{background:#e01e5a;color:#fff;border-color:#e01e5a}
.input{margin:8px 0}.input>b{display:block;font-size:14px}.field{display:block;border:1px solid #999;border-radius:4px;padding:4px 10px;margin:4px 0;min-height:22px;white-space:pre-wrap}
label{display:block}.box{display:inline-block;width:14px;height:14px;border:1px solid #777;border-radius:3px;margin-right:8px;vertical-align:-2px}
hr{border:0;border-top:1px solid #ddd;margin:12px 0}
</style><header>${escapeHtml(title)}</header><main>${body}</main></html>`;
}
