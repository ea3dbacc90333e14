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
  /** How many arguments there are; one, without a token, between empty parentheses. */
  readonly arity: number;
  /** Cut out when it is read: the arguments of nested calls hold each other, so that keeping all would take their product. */
  readonly args: readonly (readonly SqlToken[])[];
  readonly close: SqlToken;
}

/** A parenthesis or bracket that is open, with the places of the commas right within it. */
interface Open {
  readonly at: number;
  readonly commas: number[];
  /** The place that its call has among all calls; undefined where it opens none. */
  readonly call: number | undefined;
}

/** All calls in the order in which they begin, those within others too. Parentheses without an end make none. */
export function sqlCalls(tokens: readonly SqlToken[]): readonly SqlCall[] {
  const solid = tokens.filter(({ kind }) => kind !== 'space');
  const calls: (SqlCall | undefined)[] = [];
  const opened: Open[] = [];
  for (const [at, token] of solid.entries()) {
    if (token.kind !== 'sign') continue;
    if (token.text === ',') opened.at(-1)?.commas.push(at);
    else if (opens(token)) {
      const isCall = token.text === '(' && solid[at - 1]?.kind === 'word';
      opened.push({ at, commas: [], call: isCall ? calls.push(undefined) - 1 : undefined });
    } else if (closes(token)) {
      const open = opened.pop();
      if (open?.call !== undefined && token.text === ')') calls[open.call] = callOf(solid, open, at);
    }
  }
  return calls.filter((call) => call !== undefined);
}

/** The parenthesis or bracket that lies within so many others that are open; undefined where none does. */
export function findTooDeep(tokens: readonly SqlToken[], most: number): SqlToken | undefined {
  let depth = 0;
  return tokens.find((token) => {
    if (opens(token)) depth += 1;
    else if (closes(token)) depth = Math.max(0, depth - 1);
    return depth > most;
  });
}

function callOf(solid: readonly SqlToken[], { at, commas }: Open, end: number): SqlCall | undefined {
  const [word, open, close] = [solid[at - 1], solid[at], solid[end]];
  if (!word || !open || !close) return undefined;
  const begins = [at, ...commas];
  return {
    ...{ word, open, close, arity: begins.length },
    get args() {
      return begins.map((begin, index) => solid.slice(begin + 1, commas[index] ?? end));
    },
  };
}

function opens({ kind, text }: SqlToken): boolean {
  return kind === 'sign' && (text === '(' || text === '[');
}

function closes({ kind, text }: SqlToken): boolean {
  return kind === 'sign' && (text === ')' || text === ']');
}
