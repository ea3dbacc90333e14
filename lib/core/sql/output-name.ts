import { lower, type SqlToken, significantTokens, sqlTokens } from './sql-tokens.ts';

/** The position of the name of a result column in a query. */
export interface OutputName {
  readonly at: number;
  readonly length: number;
  /** Whether it follows AS, so that it is only a name. */
  readonly isAlias: boolean;
}

/**
 * Finds the position of an output column's name if the query contains it: after AS, or at the end of a selected
 * expression. The query is parsed once for all columns.
 */
export function outputNamesOf(sql: string): (column: string) => OutputName | undefined {
  const tokens = significantTokens(sqlTokens(sql));
  const positions = Map.groupBy(tokens.keys(), (index) => nameOf(tokens[index]));
  return (column) => {
    const named = positions.get(column.toLowerCase()) ?? [];
    const alias = named.find((index) => lower(tokens[index - 1]) === 'as');
    const index = alias ?? named.find((each) => isEnd(tokens[each + 1]));
    const token = index === undefined ? undefined : tokens[index];
    return token && { at: token.at, length: token.text.length, isAlias: alias !== undefined };
  };
}

/** The query with a result column renamed. */
export function withOutputName(sql: string, { at, length, isAlias }: OutputName, name: string): string {
  const end = at + length;
  return isAlias ? sql.slice(0, at) + name + sql.slice(end) : `${sql.slice(0, end)} AS ${name}${sql.slice(end)}`;
}

function nameOf(token: SqlToken | undefined): string | undefined {
  if (token?.kind === 'word') return token.text.toLowerCase();
  return token?.kind === 'name' ? token.text.slice(1, -1).replaceAll('""', '"').toLowerCase() : undefined;
}

function isEnd(next: SqlToken | undefined): boolean {
  return next === undefined || next.text === ',' || lower(next) === 'from';
}
