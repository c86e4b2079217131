/**
 * The little language in which a form says how people name things. A word stands for itself; `a|b` for either;
 * `…` for up to thirty other characters of the same sentence; `*` at the end of a Latin word for any ending.
 * Latin words match whole words, with or without a plural s.
 */
import type { Words } from './form.ts';
import { fold } from './text.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

const patterns = new WeakMap<Words, RegExp>();

/** Where the words stand in a folded text, in order and without overlap; at one place the longest word counts. */
export function find(words: Words, text: string): readonly Span[] {
  return [...text.matchAll(patternOf(words))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function patternOf(words: Words): RegExp {
  const known = patterns.get(words);
  if (known) return known;
  const all = [...words.ja, ...words.en].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(all.map(compiled).join('|') || '(?!)', 'gu');
  patterns.set(words, pattern);
  return pattern;
}

function compiled(word: string): string {
  return word
    .split('…')
    .map((part) => `(?:${part.split('|').map(fold).map(whole).join('|')})`)
    .join('[^。.!?\\n]{0,30}?');
}

function whole(part: string): string {
  const literal = part.replace(/\*$/u, '').replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  const start = /^[a-z0-9]/u.test(part) ? '(?<![a-z0-9])' : '';
  const end = /[a-z]$/u.test(part) ? '(?:e?s)?(?![a-z])' : '';
  return start + literal + end;
}
