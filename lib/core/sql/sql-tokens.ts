/** A token for rewriting SQL. Nothing is omitted: joined, the tokens are the original text. */
export interface SqlToken {
  readonly kind: 'space' | 'text' | 'name' | 'word' | 'sign';
  readonly text: string;
  /** The offset in UTF-16 units. */
  readonly at: number;
}

const PATTERN =
  /(\s+|--[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^']|'')*'?)|("(?:[^"]|"")*"?)|([\p{L}_][\p{L}\p{N}_$]*|\d[\p{L}\p{N}_.]*)|[\s\S]/gu;

/** Comments count as space. An unterminated string or name extends to the end; the engine reports it. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  return Array.from(sql.matchAll(PATTERN), (match) => ({ kind: kindOf(match), text: match[0], at: match.index }));
}

function kindOf([, space, text, name, word]: RegExpExecArray): SqlToken['kind'] {
  if (space !== undefined) return 'space';
  if (text !== undefined) return 'text';
  if (name !== undefined) return 'name';
  return word === undefined ? 'sign' : 'word';
}

/** The tokens without space and comments. */
export function significantTokens(tokens: readonly SqlToken[]): readonly SqlToken[] {
  return tokens.filter(({ kind }) => kind !== 'space');
}

/** The text of a token in lower case; empty without a token. */
export function lower(token: SqlToken | undefined): string {
  return token?.text.toLowerCase() ?? '';
}

/** A function call: its name, its arguments' tokens, and its closing parenthesis. */
export interface SqlCall {
  readonly word: SqlToken;
  readonly open: SqlToken;
  /** Number of arguments; empty parentheses count as one argument without tokens. */
  readonly arity: number;
  /** Computed on access: arguments of nested calls contain each other, so storing all would take quadratic memory. */
  readonly args: readonly (readonly SqlToken[])[];
  readonly close: SqlToken;
}

/** An open parenthesis or bracket, with the indexes of the commas directly inside. */
interface OpenBracket {
  readonly at: number;
  readonly commas: number[];
  /** The index of the call that it opens, among all calls; undefined if it opens none. */
  readonly call: number | undefined;
}

/** All calls, including nested ones, in order of their start. Unclosed parentheses are ignored. */
export function sqlCalls(tokens: readonly SqlToken[]): readonly SqlCall[] {
  const significant = significantTokens(tokens);
  const calls: (SqlCall | undefined)[] = [];
  const opened: OpenBracket[] = [];
  for (const [at, token] of significant.entries()) {
    if (token.kind !== 'sign') continue;
    if (token.text === ',') opened.at(-1)?.commas.push(at);
    else if (opens(token)) {
      const isCall = token.text === '(' && significant[at - 1]?.kind === 'word';
      opened.push({ at, commas: [], call: isCall ? calls.push(undefined) - 1 : undefined });
    } else if (closes(token)) {
      const open = opened.pop();
      if (open?.call !== undefined && token.text === ')') calls[open.call] = callOf(significant, open, at);
    }
  }
  return calls.filter((call) => call !== undefined);
}

/** The first parenthesis or bracket nested deeper than `max`; undefined if there is none. */
export function findTooDeep(tokens: readonly SqlToken[], max: number): SqlToken | undefined {
  let depth = 0;
  return tokens.find((token) => {
    if (opens(token)) depth += 1;
    else if (closes(token)) depth = Math.max(0, depth - 1);
    return depth > max;
  });
}

function callOf(significant: readonly SqlToken[], { at, commas }: OpenBracket, end: number): SqlCall | undefined {
  const [word, open, close] = [significant[at - 1], significant[at], significant[end]];
  if (!word || !open || !close) return undefined;
  const starts = [at, ...commas];
  return {
    word,
    open,
    close,
    arity: starts.length,
    get args() {
      return starts.map((start, index) => significant.slice(start + 1, commas[index] ?? end));
    },
  };
}

export function opens({ kind, text }: SqlToken): boolean {
  return kind === 'sign' && (text === '(' || text === '[');
}

export function closes({ kind, text }: SqlToken): boolean {
  return kind === 'sign' && (text === ')' || text === ']');
}
