import { UserError } from '../../core/errors.ts';
import type { IssueParams } from '../../core/issue.ts';
import type { TrinoSql } from '../../core/sql/trino-sql.ts';
import type { TrinoError } from './page.ts';

/** Errors of what a query says, told with what it names. */
const NAMED: Readonly<Record<string, string>> = {
  TABLE_NOT_FOUND: 'trino_table_unknown',
  COLUMN_NOT_FOUND: 'query_column_unknown',
  FUNCTION_NOT_FOUND: 'trino_function_unknown',
  SCHEMA_NOT_FOUND: 'trino_schema_unknown',
  MISSING_SCHEMA_NAME: 'trino_schema_unknown',
  CATALOG_NOT_FOUND: 'trino_catalog_unknown',
  MISSING_CATALOG_NAME: 'trino_catalog_unknown',
  SYNTAX_ERROR: 'query_syntax',
};

/** Errors of single values: a Trino quotes them, and values stand in no message. */
const OF_A_VALUE: readonly string[] = [
  ...['INVALID_CAST_ARGUMENT', 'INVALID_FUNCTION_ARGUMENT', 'DIVISION_BY_ZERO', 'NUMERIC_VALUE_OUT_OF_RANGE'],
  ...['INVALID_LITERAL', 'INVALID_ARRAY_ELEMENT', 'SUBQUERY_MULTIPLE_ROWS'],
  ...[
    'JSON_INPUT_CONVERSION_ERROR',
    'JSON_OUTPUT_CONVERSION_ERROR',
    'PATH_EVALUATION_ERROR',
    'JSON_VALUE_RESULT_ERROR',
  ],
];

/** What a Trino says of a query that failed, as far as it may be told. */
export function faultOf(error: TrinoError, sql: TrinoSql, query: string): UserError {
  const { errorName, errorType, errorLocation: at } = error;
  const place = at ? sql.placeOf({ line: at.lineNumber, column: at.columnNumber }) : undefined;
  const params: IssueParams = { ...(place ?? { line: 0, column: 0 }), query, error: errorName };
  const named = NAMED[errorName];
  if (named !== undefined) return new UserError(place ? named : placeless(named), { ...params, name: nameIn(error) });
  if (OF_A_VALUE.includes(errorName)) return new UserError('query_value', params);
  if (/MEMORY|EXCEEDED_SPILL/.test(errorName)) return new UserError('trino_memory', params);
  if (errorName === 'PERMISSION_DENIED') return new UserError('trino_denied', params);
  if (errorType === 'USER_ERROR' && place)
    return new UserError('query_refused', { ...params, detail: detailOf(error) });
  return new UserError(errorType === 'USER_ERROR' ? 'trino_refused' : 'trino_failed', params);
}

/** Texts that tell a place are for errors that have one. */
function placeless(code: string): string {
  return code.startsWith('trino_') ? code : 'trino_refused';
}

/** What a message quotes or begins with. What is quoted in an error of names is a name. */
function nameIn({ message }: TrinoError): string {
  const [, quoted] = /['"]([^'"]{1,200})['"]/.exec(message) ?? [];
  const [, bare] = /(?:Function|function) ([\w.]{1,200})/.exec(message) ?? [];
  return quoted ?? bare ?? '';
}

/** Its first line, without the place, which is told already, and without what it quotes: values and literals. */
function detailOf({ message }: TrinoError): string {
  const [first = ''] = message.split('\n');
  return first
    .replace(/^line \d+:\d+: /, '')
    .replaceAll(/'[^']*'/g, "'…'")
    .slice(0, 300);
}
