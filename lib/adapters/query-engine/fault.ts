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

type ErrorTest = (error: EngineError) => boolean;

function hasMessage(pattern: RegExp): ErrorTest {
  return ({ exception_message: message }) => pattern.test(message);
}

function hasType(...types: readonly string[]): ErrorTest {
  return ({ exception_type: type }) => types.includes(type);
}

function hasSubtype(subtype: string): ErrorTest {
  return ({ error_subtype }) => error_subtype === subtype;
}

/** The codes of errors, each with its test. The first code whose test succeeds applies. */
const CODES: readonly (readonly [code: string, applies: ErrorTest])[] = [
  ['query_too_nested', hasMessage(/expression depth limit/)],
  ['query_syntax', hasType('Parser', 'Syntax')],
  ['query_table_unknown', hasMessage(/^Table with name|^Catalog "|does not exist because schema/)],
  ['query_function_unknown', (error) => hasSubtype('MISSING_ENTRY')(error) && /Function|Macro/.test(error.type ?? '')],
  ['query_column_unknown', hasSubtype('COLUMN_NOT_FOUND')],
  ['query_arguments', hasSubtype('NO_MATCHING_FUNCTION')],
  ['query_arguments', hasMessage(/^Macro .* does not support the supplied arguments/)],
  ['query_type_unknown', hasMessage(/^Type with name /)],
  ['query_unnest', hasMessage(/^UNNEST/)],
  ['query_reduce', hasMessage(/^The initial value type must/)],
  ['query_lambda', hasMessage(/^failed to bind function/)],
  // Errors about single values, which the engine quotes. Our messages must not contain values.
  ['query_value', hasType('Conversion', 'Invalid Input', 'Out of Range', 'Mismatch Type', 'Constraint', 'Sequence')],
  ['query_out_of_memory', hasType('Out of Memory')],
  ['query_not_allowed', hasType('Permission')],
  ['query_zone_unknown', hasMessage(/Unknown TimeZone/)],
  ['query_engine_failed', hasType('IO', 'INTERNAL', 'FATAL')],
];

function codeOf(error: EngineError): string {
  const [code] = CODES.find(([, applies]) => applies(error)) ?? [];
  return code ?? 'query_refused';
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
