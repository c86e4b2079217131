/** Where regular expressions stand in a program: enough of JavaScript's lexical grammar to tell one from a division. */

export interface Literal {
  readonly source: string;
  readonly flags: string;
}

const blank = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//uy;
const word = /[\p{L}\p{N}_$#]+/uy;
const quoted = /'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"/uy;
const templatePart = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{)/uy;
const literal = /\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)/uy;
/** After these words an expression begins. */
const operators = new Set('return typeof case in of delete void throw new await yield instanceof else do'.split(' '));

/** @param code without types */
export function regexLiterals(code: string): readonly Literal[] {
  const found: Literal[] = [];
  /** The braces that are open; true for those of a template, after which its text goes on. */
  const braces: boolean[] = [];
  let at = 0;
  /** Whether what was read last is a value, after which a slash divides. */
  let isValue = false;

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const match = pattern.exec(code);
    if (match) at = pattern.lastIndex;
    return match;
  }

  /** @returns false where something else stands here */
  function valued(): boolean {
    const [text] = take(word) ?? take(quoted) ?? [];
    if (text !== undefined) isValue = !operators.has(text);
    if (text !== undefined || isValue) return text !== undefined;
    const [whole, source = '', flags = ''] = take(literal) ?? [];
    if (whole === undefined) return false;
    found.push({ source, flags });
    isValue = true;
    return true;
  }

  function marked(): void {
    const mark = code[at++] ?? '';
    if (mark === '{') braces.push(false);
    if (mark === '`' || (mark === '}' && braces.pop())) {
      isValue = take(templatePart)?.[0].endsWith('`') ?? false;
      if (!isValue) braces.push(true);
    } else isValue = mark === ')' || mark === ']';
  }

  while (at < code.length) if (!take(blank) && !valued()) marked();
  return found;
}
