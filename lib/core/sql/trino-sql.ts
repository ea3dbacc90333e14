import { UserError } from '../errors.ts';
import type { QueryPosition } from '../job/query.ts';
import { applyEdits, endEdits, positionAt, refuseTooNested } from './sql-edits.ts';
import { type SqlToken, sqlTokens } from './sql-tokens.ts';
import { tdEdits } from './trino-td.ts';

/** A query as a Trino is given it, and the way back from a place that it names to the place in what was written. */
export interface TrinoSql {
  readonly text: string;
  originalPosition(place: QueryPosition): QueryPosition;
}

/** What reads. Whatever else a user may do on a Trino, it is not done from here. */
const READS = /^(?:select|with|values|table|show|describe|desc|\()$/i;

/**
 * The query itself, but for what TD alone knows and the semicolon at the end. Throws UserError `query_only_select`,
 * `query_one_statement`, `query_too_nested`, `query_td_function`, `query_td_argument` and
 * `query_td_too_long`.
 */
export function forTrino(sql: string, plannedAt: number): TrinoSql {
  const tokens = sqlTokens(sql);
  const [first] = solid(tokens);
  if (first && !READS.test(first.text)) throw new UserError('query_only_select', { ...positionAt(sql, first.at) });
  refuseTooNested(sql, tokens);
  const { text, originalOffset: originOf } = applyEdits(sql, [...endEdits(sql, tokens), ...tdEdits({ sql, tokens, plannedAt })]);
  return { text, originalPosition: (place) => positionAt(sql, originOf(unitAt(text, place))) };
}

/** The same query without its records: what cannot stand in another query is asked as it is, and not waited for. */
export function withoutRecords({ text, originalPosition: placeOf }: TrinoSql): TrinoSql {
  if (!canStandInAnother(text)) return { text, originalPosition: placeOf };
  return {
    text: `SELECT * FROM (\n${text}\n) AS q LIMIT 0`,
    originalPosition: ({ line, column }) => placeOf({ line: line - 1, column }),
  };
}

function canStandInAnother(text: string): boolean {
  const [first = '', second = ''] = solid(sqlTokens(text)).map((token) => token.text.toLowerCase());
  if (first === 'with') return second !== 'function' && second !== 'session';
  return !/^(?:show|describe|desc)$/.test(first);
}

function solid(tokens: readonly SqlToken[]): readonly SqlToken[] {
  return tokens.filter(({ kind }) => kind !== 'space');
}

/** A Trino counts characters where texts here count UTF-16 units. */
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
