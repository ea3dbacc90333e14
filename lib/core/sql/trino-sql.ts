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

/** First words of statements that read; no others are sent, whatever the Trino user is allowed to do. */
const READS = /^(?:select|with|values|table|show|describe|desc|\()$/i;

/**
 * Translates TD's functions and removes the final semicolon. Throws UserError `query_only_select`,
 * `query_one_statement`, `query_too_nested`, `query_td_function`, `query_td_argument` and `query_td_too_long`.
 */
export function forTrino(sql: string, plannedAt: number): TrinoSql {
  const tokens = sqlTokens(sql);
  const [first] = significantTokens(tokens);
  if (first && !READS.test(first.text)) throw new UserError('query_only_select', { ...positionAt(sql, first.at) });
  refuseTooNested(sql, tokens);
  const { text, originalOffset } = applyEdits(sql, [...endEdits(sql, tokens), ...tdEdits({ sql, tokens, plannedAt })]);
  return { text, originalPosition: (position) => positionAt(sql, originalOffset(unitAt(text, position))) };
}

/** The query without records, to read its columns. A statement that cannot be a subquery stays unchanged. */
export function withoutRecords({ text, originalPosition }: TrinoSql): TrinoSql {
  if (!canBeSubquery(text)) return { text, originalPosition };
  return {
    text: `SELECT * FROM (\n${text}\n) AS q LIMIT 0`,
    // The first line is not part of the query.
    originalPosition: ({ line, column }) =>
      originalPosition(line === 1 ? { line: 1, column: 1 } : { line: line - 1, column }),
  };
}

function canBeSubquery(text: string): boolean {
  const [first = '', second = ''] = significantTokens(sqlTokens(text)).map(lower);
  if (first === 'with') return second !== 'function' && second !== 'session';
  return !/^(?:show|describe|desc)$/.test(first);
}

/** Trino counts code points; offsets here count UTF-16 units. */
function unitAt(text: string, { line, column }: QueryPosition): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((units, { length }) => units + length + 1, 0);
  return (
    before +
    Array.from(lines[line - 1] ?? '')
      .slice(0, column - 1)
      .join('').length
  );
}
