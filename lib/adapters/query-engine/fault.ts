import type { IssueParams } from '../../core/issue.ts';
import type { EngineSql } from '../../core/sql/presto-sql.ts';

/** An error of the engine, as the code and parameters of a message. */
export interface QueryFault {
  readonly code: string;
  readonly params: IssueParams;
}

interface EngineError {
  readonly exception_type: string;
  readonly exception_message: string;
  readonly error_subtype?: string;
  readonly position?: string;
  readonly name?: string;
  readonly type?: string;
  readonly call?: string;
}

/** Errors about single values, which the engine quotes. Our messages must not contain values. */
const VALUE_ERRORS: readonly string[] = [
  'Conversion',
  'Invalid Input',
  'Out of Range',
  'Mismatch Type',
  'Constraint',
  'Sequence',
];

/**
 * The fault of an engine's error; undefined if the error is not from the engine. `originalPosition` is given for errors
 * of the SQL; errors during execution have no reliable position.
 */
export function faultOf(error: unknown, originalPosition?: EngineSql['originalPosition']): QueryFault | undefined {
  const engineError = error instanceof Error ? parseEngineError(error.message) : undefined;
  if (!engineError) return undefined;
  const hasPosition = originalPosition && engineError.position !== undefined;
  const at = hasPosition ? originalPosition(Number(engineError.position)) : { line: 0, column: 0 };
  const code = codeOf(engineError);
  // Only refusals include the engine's message, because messages about values quote the values.
  return {
    code,
    params: { ...at, name: nameOf(engineError), ...(code === 'query_refused' && { detail: detailOf(engineError) }) },
  };
}

function codeOf({
  exception_type: type,
  error_subtype: subtype,
  exception_message: message,
  type: kind,
}: EngineError): string {
  if (/expression depth limit/.test(message)) return 'query_too_nested';
  if (type === 'Parser' || type === 'Syntax') return 'query_syntax';
  if (/^Table with name|^Catalog "|does not exist because schema/.test(message)) return 'query_table_unknown';
  if (subtype === 'MISSING_ENTRY' && /Function|Macro/.test(kind ?? '')) return 'query_function_unknown';
  if (subtype === 'COLUMN_NOT_FOUND') return 'query_column_unknown';
  if (subtype === 'NO_MATCHING_FUNCTION' || /^Macro .* does not support the supplied arguments/.test(message))
    return 'query_arguments';
  if (/^Type with name /.test(message)) return 'query_type_unknown';
  if (/^UNNEST/.test(message)) return 'query_unnest';
  if (/^The initial value type must/.test(message)) return 'query_reduce';
  if (/^failed to bind function/.test(message)) return 'query_lambda';
  if (VALUE_ERRORS.includes(type)) return 'query_value';
  if (type === 'Out of Memory') return 'query_out_of_memory';
  if (type === 'Permission') return 'query_not_allowed';
  if (/Unknown TimeZone/.test(message)) return 'query_zone_unknown';
  return type === 'IO' || type === 'INTERNAL' || type === 'FATAL' ? 'query_engine_failed' : 'query_refused';
}

function nameOf({ name, call, exception_message: message }: EngineError): string {
  const table = /^Table with name "?([^"\s]+)"? does not exist/.exec(message)?.[1];
  const macro = /^Macro "?([^"(\s]+)/.exec(message)?.[1];
  return call ?? macro ?? name ?? table ?? '';
}

function detailOf({ exception_message: message }: EngineError): string {
  const [firstLine = ''] = message.split('\n');
  return firstLine.replaceAll(/'[^']*'/g, "'…'");
}

/** Errors come as JSON, as JSON after a prefix, or as plain text, which may quote other JSON. */
function parseEngineError(message: string): EngineError | undefined {
  const json = parseJson(message.slice(Math.max(0, message.indexOf('{'))));
  if (isEngineError(json)) return json;
  const [, type, text] = /^([A-Za-z ]+) Error: ([\s\S]*)$/.exec(message) ?? [];
  return type === undefined ? undefined : { exception_type: type, exception_message: text ?? '' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEngineError(value: unknown): value is EngineError {
  return typeof value === 'object' && value !== null && 'exception_type' in value && 'exception_message' in value;
}
