import type { Lang, Text } from '../types.ts';

/** The sentence in one language, with each `{name}` replaced by its value. */
export function say(text: Text, lang: Lang, values: Readonly<Record<string, string | number>> = {}): string {
  return text[lang].replace(/\{(\w+)\}/gu, (mark, name: string) => String(values[name] ?? mark));
}

/** Short values in a row: `氏名、住所` / `names, addresses`. */
export function listed(values: readonly string[], lang: Lang): string {
  return values.join(lang === 'ja' ? '、' : ', ');
}

/** The same in both languages. */
export function filled(text: Text, values: Readonly<Record<string, string | number>>): Text {
  return { ja: say(text, 'ja', values), en: say(text, 'en', values) };
}
