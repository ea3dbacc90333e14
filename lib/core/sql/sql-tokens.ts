/** A token for rewriting SQL. Nothing is omitted: joined, the tokens are the original text. */
export interface SqlToken {
  /** engineText: a text that only the built-in engine can read, in dollar quotes or with escapes. */
  readonly kind: 'space' | 'text' | 'engineText' | 'name' | 'word' | 'sign';
  readonly text: string;
  /** The offset of its start, in UTF-16 units. */
  readonly at: number;
}

/** Texts in dollar quotes, and texts with escapes, as the built-in engine's lexer reads them. */
export const DOLLAR_TEXT = String.raw`(?<tag>\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$)[\s\S]*?(?:\k<tag>|$)`;
export const ESCAPED_TEXT = String.raw`[eE]'(?:[^'\\]|''|\\[\s\S])*'?`;

/** Patterns that both engines' lexers share. A token without its closing sign extends to the end of the query. */
export const SPACE = String.raw`\s+|--[^\n\r]*`;
export const COMMENT = String.raw`\/\*[\s\S]*?(?:\*\/|$)`;
export const TEXT = `'(?:[^']|'')*'?`;
export const NAME = `"(?:[^"]|"")*"?`;

/** All tokens apart from space, comments and texts that only the built-in engine can read. */
const OTHERS = String.raw`(?<text>${TEXT})|(?<name>${NAME})|(?<word>[\p{L}_][\p{L}\p{N}_$]*|\d[\p{L}\p{N}_.]*)|[\s\S]`;
const TOKEN = new RegExp(`(?<space>${SPACE}|${COMMENT})|${OTHERS}`, 'gu');
const ENGINE_TOKEN = new RegExp(`(?<space>${SPACE})|(?<engineText>${DOLLAR_TEXT}|${ESCAPED_TEXT})|${OTHERS}`, 'uy');

/** Comments count as space. An unclosed text or name extends to the end; the engine reports it. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  return Array.from(sql.matchAll(TOKEN), tokenOf);
}

/** Tokens for the built-in engine, which has more kinds of texts, and whose comments can contain comments. */
export function engineSqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < sql.length; at += tokens.at(-1)?.text.length ?? 1) {
    ENGINE_TOKEN.lastIndex = at;
    const match = sql.startsWith('/*', at) ? null : ENGINE_TOKEN.exec(sql);
    tokens.push(match ? tokenOf(match) : { kind: 'space', text: sql.slice(at, endOfComment(sql, at)), at });
  }
  return tokens;
}

function tokenOf({ 0: text, index: at, groups = {} }: RegExpExecArray): SqlToken {
  const kinds = ['space', 'text', 'engineText', 'name', 'word'] as const;
  return { kind: kinds.find((kind) => groups[kind] !== undefined) ?? 'sign', text, at };
}

/** Where the comment at `start` ends. It can contain other comments. */
function endOfComment(sql: string, start: number): number {
  const sign = /\/\*|\*\//g;
  sign.lastIndex = start;
  let depth = 0;
  for (let match = sign.exec(sql); match; match = sign.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return sign.lastIndex;
  }
  return sql.length;
}

/** The tokens without space and comments. */
export function significantTokens(tokens: readonly SqlToken[]): readonly SqlToken[] {
  return tokens.filter(({ kind }) => kind !== 'space');
}

/** The text of a token in lower case; empty without a token. */
export function lower(token: SqlToken | undefined): string {
  return token?.text.toLowerCase() ?? '';
}

/** A function call, as the tokens of its name, its parentheses and its arguments. */
export interface SqlCall {
  readonly word: SqlToken;
  readonly open: SqlToken;
  /** Number of arguments; empty parentheses count as one argument without tokens. */
  readonly arity: number;
  /** Computed on access: arguments of nested calls contain each other, so storing all would take quadratic memory. */
  readonly args: readonly (readonly SqlToken[])[];
  /** The commas between the arguments. */
  readonly commas: readonly SqlToken[];
  readonly close: SqlToken;
  /** The token this many steps after the call. */
  after(stepCount: number): SqlToken | undefined;
}

/** A parenthesis or bracket that is still open. */
interface OpenBracket {
  /** The index of its token. */
  readonly at: number;
  /** The indexes of the commas directly inside. */
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
    if (opens(token)) {
      opened.push({ at, commas: [], call: opensCall(significant, at) ? calls.push(undefined) - 1 : undefined });
    } else if (closes(token)) {
      const bracket = opened.pop();
      if (bracket?.call !== undefined && token.text === ')') calls[bracket.call] = callOf(significant, bracket, at);
    } else if (token.kind === 'sign' && token.text === ',') opened.at(-1)?.commas.push(at);
  }
  return calls.filter((call) => call !== undefined);
}

function opensCall(significant: readonly SqlToken[], at: number): boolean {
  return significant[at]?.text === '(' && significant[at - 1]?.kind === 'word';
}

/** The first parenthesis or bracket that is nested too deeply; undefined if there is none. */
export function findTooDeep(tokens: readonly SqlToken[], maxDepth: number): SqlToken | undefined {
  let depth = 0;
  return tokens.find((token) => {
    if (opens(token)) depth += 1;
    else if (closes(token)) depth = Math.max(0, depth - 1);
    return depth > maxDepth;
  });
}

function callOf(significant: readonly SqlToken[], { at, commas }: OpenBracket, end: number): SqlCall | undefined {
  const word = significant[at - 1];
  const open = significant[at];
  const close = significant[end];
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
    get commas() {
      return commas.flatMap((comma) => significant[comma] ?? []);
    },
    after: (steps) => significant[end + steps],
  };
}

export function opens({ kind, text }: SqlToken): boolean {
  return kind === 'sign' && (text === '(' || text === '[');
}

export function closes({ kind, text }: SqlToken): boolean {
  return kind === 'sign' && (text === ')' || text === ']');
}
