/** A piece of SQL text, as far as rewriting it needs to know. Nothing is left out: joined, they are the text again. */
export interface SqlToken {
  readonly kind: 'space' | 'text' | 'name' | 'word' | 'sign';
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
}

const PATTERN =
  /(\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^']|'')*'?)|("(?:[^"]|"")*"?)|([\p{L}_][\p{L}\p{N}_$]*|\d[\p{L}\p{N}_.]*)|[\s\S]/gu;

/** Comments count as space. A text or name without an end goes to the end, for the engine to say so. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  return Array.from(sql.matchAll(PATTERN), (match) => ({ kind: kindOf(match), text: match[0], at: match.index }));
}

function kindOf([, space, text, name, word]: RegExpExecArray): SqlToken['kind'] {
  if (space !== undefined) return 'space';
  if (text !== undefined) return 'text';
  if (name !== undefined) return 'name';
  return word === undefined ? 'sign' : 'word';
}

/** A function's call: its name, its arguments' tokens, and the parenthesis that ends it. */
export interface SqlCall {
  readonly word: SqlToken;
  readonly open: SqlToken;
  readonly args: readonly (readonly SqlToken[])[];
  readonly close: SqlToken;
}

/** All calls, those within others too. Parentheses without an end make none. */
export function sqlCalls(tokens: readonly SqlToken[]): readonly SqlCall[] {
  const solid = tokens.filter(({ kind }) => kind !== 'space');
  return solid.flatMap((open, index) => {
    const word = solid[index - 1];
    return open.text === '(' && word?.kind === 'word' ? (callAt(solid, index, word, open) ?? []) : [];
  });
}

function callAt(tokens: readonly SqlToken[], index: number, word: SqlToken, open: SqlToken): SqlCall | undefined {
  const args: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(index + 1)) {
    if (token.text === ')' && depth === 0) return { word, open, args, close: token };
    if (token.text === ',' && depth === 0) args.push([]);
    else args.at(-1)?.push(token);
    depth += depthOf(token);
  }
  return undefined;
}

function depthOf({ kind, text }: SqlToken): number {
  if (kind !== 'sign') return 0;
  if (text === '(' || text === '[') return 1;
  return text === ')' || text === ']' ? -1 : 0;
}
