import type { IssueParams } from '../../core/issue.ts';
import type { EngineSql } from '../../core/sql/presto-sql.ts';

/** What the engine says is wrong, as far as it is the user's to put right. */
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

/** Errors of single values: the engine quotes them, and values stand in no message. */
const OF_A_VALUE: readonly string[] = [
  'Conversion',
  'Invalid Input',
  'Out of Range',
  'Mismatch Type',
  'Constraint',
  'Sequence',
];

/**
 * Undefined where the error is none of the query's. `placeOf` is for errors of the query as it was written: a result that
 * cannot be computed has no place that could be trusted.
 */
export function faultOf(error: unknown, placeOf?: EngineSql['placeOf']): QueryFault | undefined {
  const said = error instanceof Error ? parsed(error.message) : undefined;
  if (!said) return undefined;
  const isPlaced = placeOf && said.position !== undefined;
  const at = isPlaced ? placeOf(Number(said.position)) : { line: 0, column: 0 };
  const code = codeOf(said);
  // Only a refusal is told in the engine's own words: what it says of values quotes them.
  return { code, params: { ...at, name: nameOf(said), ...(code === 'query_refused' && { detail: detailOf(said) }) } };
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
  if (OF_A_VALUE.includes(type)) return 'query_value';
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
  const [first = ''] = message.split('\n');
  return first.replaceAll(/'[^']*'/g, "'…'");
}

/** Some come as JSON alone, some with a word before it, some as plain text. */
function parsed(message: string): EngineError | undefined {
  const json = message.indexOf('{');
  try {
    return JSON.parse(message.slice(json)) as EngineError;
  } catch {
    const [, type, text] = /^([A-Za-z ]+) Error: ([\s\S]*)$/.exec(message) ?? [];
    return type === undefined ? undefined : { exception_type: type, exception_message: text ?? '' };
  }
}
