import { UserError } from '../errors.ts';
import type { QueryPosition } from '../job/query.ts';
import { applyEdits, endEdits, positionAt, refuseTooNested } from './sql-edits.ts';
import { lower, significantTokens, sqlTokens } from './sql-tokens.ts';
import { tdEdits } from './trino-td.ts';

/** A query translated for Trino, and the mapping from its positions to the original query. */
export interface TrinoSql {
  readonly text: string;
  originalPosition(position: QueryPosition): QueryPosition;
}

/** How statements that read begin; no others are sent, whatever the Trino user is allowed to do. */
const READS = /^(?:select|with|values|table|show|describe|desc|\()$/i;

/**
 * Translates TD's functions and removes semicolons at the end. `plannedAt` is in Unix seconds. Throws UserError
 * `query_only_select`, `query_one_statement`, `query_too_nested`, `query_td_function`, `query_td_argument` and
 * `query_td_too_long`.
 */
export function forTrino(sql: string, plannedAt: number): TrinoSql {
  const tokens = sqlTokens(sql);
  const [first] = significantTokens(tokens);
  if (first && !READS.test(first.text)) throw new UserError('query_only_select', { ...positionAt(sql, first.at) });
  refuseTooNested(sql, tokens);
  const { text, originalOffset } = applyEdits(sql, [...endEdits(sql, tokens), ...tdEdits({ sql, tokens, plannedAt })]);
  return { text, originalPosition: (position) => positionAt(sql, originalOffset(offsetOfPosition(text, position))) };
}

/** A query with the same columns and no records. A statement that cannot be a subquery is returned unchanged. */
export function withoutRecords({ text, originalPosition }: TrinoSql): TrinoSql {
  if (!canBeSubquery(text)) return { text, originalPosition };
  return {
    text: `SELECT * FROM (\n${text}\n) AS q LIMIT 0`,
    // The first line was added above; it is not part of the query.
    originalPosition: ({ line, column }) =>
      originalPosition(line === 1 ? { line: 1, column: 1 } : { line: line - 1, column }),
  };
}

function canBeSubquery(text: string): boolean {
  const [first = '', second = ''] = significantTokens(sqlTokens(text)).map(lower);
  if (first === 'with') return second !== 'function' && second !== 'session';
  return !/^(?:show|describe|desc)$/.test(first);
}

/** The offset, in UTF-16 units, of a position that Trino reports. Its columns count code points. */
function offsetOfPosition(text: string, { line, column }: QueryPosition): number {
  const lines = text.split('\n');
  const lineStart = lines.slice(0, line - 1).reduce((units, { length }) => units + length + 1, 0);
  const beforeColumn = Array.from(lines[line - 1] ?? '').slice(0, column - 1);
  return lineStart + beforeColumn.join('').length;
}
