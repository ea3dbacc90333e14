import { UserError } from '../../core/errors.ts';
import type { IssueParams } from '../../core/issue.ts';
import type { TrinoSql } from '../../core/sql/trino-sql.ts';
import type { TrinoError } from './page.ts';

/** Errors about a name in the query. */
const NAME_ERRORS: Readonly<Record<string, string>> = {
  TABLE_NOT_FOUND: 'trino_table_unknown',
  COLUMN_NOT_FOUND: 'query_column_unknown',
  FUNCTION_NOT_FOUND: 'trino_function_unknown',
  SCHEMA_NOT_FOUND: 'trino_schema_unknown',
  MISSING_SCHEMA_NAME: 'trino_schema_unknown',
  CATALOG_NOT_FOUND: 'trino_catalog_unknown',
  MISSING_CATALOG_NAME: 'trino_catalog_unknown',
};

/** Errors about single values, which Trino quotes. Our messages must not contain values. */
const VALUE_ERRORS: readonly string[] = [
  'INVALID_CAST_ARGUMENT',
  'INVALID_FUNCTION_ARGUMENT',
  'DIVISION_BY_ZERO',
  'NUMERIC_VALUE_OUT_OF_RANGE',
  'INVALID_LITERAL',
  'INVALID_ARRAY_ELEMENT',
  'SUBQUERY_MULTIPLE_ROWS',
  'PATH_EVALUATION_ERROR',
  'JSON_INPUT_CONVERSION_ERROR',
  'JSON_OUTPUT_CONVERSION_ERROR',
  'JSON_VALUE_RESULT_ERROR',
];

/** The UserError for Trino's error of a failed query. */
export function faultOf(error: TrinoError, sql: TrinoSql, query: string): UserError {
  const { errorName, errorType, errorLocation: at } = error;
  const position = at ? sql.originalPosition({ line: at.lineNumber, column: at.columnNumber }) : undefined;
  const params: IssueParams = { ...(position ?? { line: 0, column: 0 }), query, error: errorName };
  // Without the parameter `name`, because the text that Trino quotes can be a literal.
  if (errorName === 'SYNTAX_ERROR') return new UserError(position ? 'query_syntax' : 'trino_refused', params);
  const nameCode = NAME_ERRORS[errorName];
  if (nameCode !== undefined)
    return new UserError(position ? nameCode : withoutPosition(nameCode), { ...params, name: nameIn(error) });
  if (VALUE_ERRORS.includes(errorName)) return new UserError('query_value', params);
  if (/MEMORY|EXCEEDED_SPILL/.test(errorName)) return new UserError('trino_memory', params);
  if (errorName === 'PERMISSION_DENIED') return new UserError('trino_denied', params);
  if (errorType === 'USER_ERROR' && position)
    return new UserError('query_refused', { ...params, detail: detailOf(error) });
  return new UserError(errorType === 'USER_ERROR' ? 'trino_refused' : 'trino_failed', params);
}

/** The code for an error about a name if the position of the error is unknown. */
function withoutPosition(code: string): string {
  return code.startsWith('trino_') ? code : 'trino_refused';
}

/**
 * The name that a message quotes or, as Presto does not quote names, the one that follows what it names. In errors
 * about names, quoted text is a name.
 */
function nameIn({ message }: TrinoError): string {
  const [, quoted] = /['"]([^'"]{1,200})['"]/.exec(message) ?? [];
  const [, ofFunction] = /(?:Function|function) ([\w.]{1,200})/.exec(message) ?? [];
  const [, bare] = /(?:Column|Table|Schema|Catalog) (\S{1,200}) (?:cannot be|does not|not found)/.exec(message) ?? [];
  return quoted ?? ofFunction ?? bare ?? '';
}

/**
 * The message's first line without its position, which is reported separately, and without quoted values and literals.
 * Everything from the first to the last quotation mark is left out, because a quoted expression can contain literals
 * and line breaks.
 */
function detailOf({ message }: TrinoError): string {
  const [first = ''] = message
    .replace(/^line \d+:\d+: /, '')
    .replace(/'[\s\S]*'/, "'…'")
    .split('\n');
  return first.slice(0, 300);
}
