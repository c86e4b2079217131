/** A message as it is compared: one width, one case, one kana; words by their stems. Pure. */

const invisible = /[\p{Cf}\p{Cc}]/gu;

/** Also without marks that only stretch a word ("soooo", 〜, ー). */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(invisible, ' ')
    .replace(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60))
    .replace(/’/gu, "'")
    .replace(/([a-z])\1{2,}/gu, '$1$1')
    .replace(/(?<=[\p{scx=Hiragana}])[ー〜~]+/gu, '');
}

/** An English word without its inflection; short words as they are. */
export function stem(word: string): string {
  const bare = word.replace(/'(?:s|re|m|ve|ll|d)$/u, '').replace(/'/gu, '');
  if (bare.length < 5) return bare.length < 3 ? bare : bare.replace(/([^su])s$/u, '$1');
  return bare
    .replace(/ies$/u, 'y')
    .replace(/(ss|x|ch|sh)es$/u, '$1')
    .replace(/([^su])s$/u, '$1')
    .replace(/(?:([b-df-hj-np-tv-z])\1|([a-z]{2}))(?:ing|ed)$/u, '$1$2')
    .replace(/e$/u, '');
}
