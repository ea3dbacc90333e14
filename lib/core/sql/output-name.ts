import { closes, lower, opens, type SqlToken, significantTokens, sqlTokens } from './sql-tokens.ts';

/** The position of the name of a result column in a query. */
export interface OutputName {
  /** In UTF-16 units, like `length`. */
  readonly at: number;
  readonly length: number;
  /**
   * Whether it names the expression before it, with or without AS. Otherwise, it is the expression or its last word.
   */
  readonly isAlias: boolean;
}

/**
 * Finds where a query contains the name of a result column: at the end of an expression that the outermost SELECT
 * selects, otherwise after AS in a subquery, because the outermost SELECT may be `SELECT *`. The query is parsed once
 * for all columns.
 */
export function outputNamesOf(sql: string): (column: string) => OutputName | undefined {
  const tokens = significantTokens(sqlTokens(sql));
  const positions = Map.groupBy(tokens.keys(), (index) => nameOf(tokens[index]));
  const ends = endsOfSelected(tokens);
  return (column) => {
    const occurrences = positions.get(column.toLowerCase()) ?? [];
    const selected = occurrences.filter((index) => ends.has(index));
    const nameIndex =
      selected.find((index) => lower(tokens[index - 1]) === 'as') ??
      selected.find((index) => !isOperand(tokens[index - 1])) ??
      occurrences.find((index) => isInnerAlias(tokens, index));
    return nameIndex === undefined ? undefined : outputNameAt(tokens, nameIndex);
  };
}

function outputNameAt(tokens: readonly SqlToken[], index: number): OutputName | undefined {
  const token = tokens[index];
  return token && { at: token.at, length: token.text.length, isAlias: isAfterExpression(tokens[index - 1]) };
}

/** The query with a result column renamed. */
export function withOutputName(sql: string, { at, length, isAlias }: OutputName, name: string): string {
  const end = at + length;
  return isAlias ? sql.slice(0, at) + name + sql.slice(end) : `${sql.slice(0, end)} AS ${name}${sql.slice(end)}`;
}

/** The name in a word or between quotation marks, in lower case; undefined for any other token. */
function nameOf(token: SqlToken | undefined): string | undefined {
  if (token?.kind === 'word') return token.text.toLowerCase();
  return token?.kind === 'name' ? token.text.slice(1, -1).replaceAll('""', '"').toLowerCase() : undefined;
}

/** Words and signs that end the list of selected expressions. */
const LIST_END = /^(?:from|where|group|having|order|limit|offset|fetch|window|union|intersect|except|;)$/;

/** The indexes of the last tokens of the expressions that the outermost SELECT selects. */
function endsOfSelected(tokens: readonly SqlToken[]): ReadonlySet<number> {
  const ends = new Set<number>();
  let depth = 0;
  let isInList = false;
  for (const [index, token] of tokens.entries()) {
    if (opens(token)) depth += 1;
    else if (closes(token)) depth -= 1;
    if (depth > 0) continue;
    const isEndOfList = isInList && endsList(token, tokens[index - 1]);
    if (isEndOfList || (isInList && token.text === ',')) ends.add(index - 1);
    if (isEndOfList) return ends;
    isInList ||= lower(token) === 'select';
  }
  return isInList ? ends.add(tokens.length - 1) : ends;
}

function endsList(token: SqlToken, before: SqlToken | undefined): boolean {
  // After these tokens, a word such as `limit` is the name of a column.
  const isColumn = /^(?:distinct|select|all|[.,])$/.test(lower(before));
  return LIST_END.test(lower(token)) && !isColumn;
}

/** Whether a word is an alias after AS. The type of a CAST follows AS, too, but a parenthesis follows the type. */
function isInnerAlias(tokens: readonly SqlToken[], index: number): boolean {
  const next = tokens[index + 1];
  const isEnd = next === undefined || next.text === ',' || lower(next) === 'from';
  return isEnd && lower(tokens[index - 1]) === 'as';
}

/** Words after which an expression continues. */
const OPERATOR = /^(?:and|or|not|in|is|like|escape|between|when|then|else|div|mod)$/;

/** Whether a name that follows this token is an operand, not an alias. */
function isOperand(before: SqlToken | undefined): boolean {
  if (before === undefined) return false;
  return OPERATOR.test(lower(before)) || (before.kind === 'sign' && !closes(before) && !/^[.,]$/.test(before.text));
}

/** Whether a name that follows this token is an alias, with or without AS. */
function isAfterExpression(before: SqlToken | undefined): boolean {
  if (before === undefined || /^(?:select|distinct|all)$/.test(lower(before))) return false;
  return before.kind !== 'sign' || closes(before);
}
