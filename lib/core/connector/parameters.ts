import type { z } from 'zod';
import { UserError } from '../errors.ts';
import { type IssueParams, type TextParams, withoutLists } from '../issue.ts';

export interface InputOptions {
  /** Whether the input is text, like a query string: `5` is a number there. */
  readonly isText?: boolean;
}

/** Parses input by its schema. Throws a UserError for the first problem, with every problem in `all`. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  options?: InputOptions,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const all = parsed.error.issues.map((issue) => inputError(issue, input, options));
  const first = mostTelling(all) ?? new UserError('input_malformed', { field: '' });
  throw new UserError(first.code, first.textParams, { field: first.field, pointer: first.pointer, all });
}

/** A wrong type, else the first error; if this is a missing value, an unknown name, which may be its misspelling. */
function mostTelling(errors: readonly UserError[]): UserError | undefined {
  const withCode = (code: string) => errors.find((error) => error.code === code);
  const [first] = errors;
  const misspelled = first?.code === 'input_required' ? withCode('parameter_unknown') : undefined;
  return withCode('type_wrong') ?? misspelled ?? first;
}

/**
 * The error for an issue of a schema. A value of another type is reported as such, even if the schema's code says it is
 * missing.
 */
export function inputError(issue: z.core.$ZodIssue, input: unknown, { isText = false }: InputOptions = {}): UserError {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return errorAt([...path, issue.keys[0] ?? ''], 'parameter_unknown', { field: issue.keys });
  const value = valueAt(input, path);
  const expected = expectedTypes(issue);
  const got = typeOf(value, isText);
  if (value !== undefined && expected.length > 0 && !expected.includes(got))
    return errorAt(path, 'type_wrong', { expected, got });
  const hasCode = isCode(issue.message);
  const outOfBounds = hasCode ? undefined : boundsProblem(issue);
  if (outOfBounds) return errorAt(path, outOfBounds.code, outOfBounds.params);
  const code = hasCode ? issue.message : 'input_malformed';
  return errorAt(path, value === undefined && code === 'input_malformed' ? 'input_required' : code, paramsOf(issue));
}

/** A message code with the parameters of its text. */
interface Problem {
  readonly code: string;
  readonly params: IssueParams;
}

/** The problem of a number outside the schema's bounds; undefined for any other issue. */
function boundsProblem(issue: z.core.$ZodIssue): Problem | undefined {
  // Only integers, such as ids, have an exclusive bound, and it is a lower one.
  if (issue.code === 'too_small' && NUMBERS.includes(issue.origin))
    return { code: 'number_too_small', params: { min: Number(issue.minimum) + (issue.inclusive ? 0 : 1) } };
  if (issue.code === 'too_big' && NUMBERS.includes(issue.origin))
    return { code: 'number_too_large', params: { max: Number(issue.maximum) } };
  return undefined;
}

const NUMBERS: readonly string[] = ['number', 'int'];

/** The first problem of each field of a form. */
export function issuesByField({ issues }: z.ZodError): Readonly<Record<string, Problem>> {
  const problems = issues.map((issue) => [
    issue.path.map(String).join('.'),
    { code: issue.message, params: issueParams(issue) },
  ]);
  // Of entries with the same key, `fromEntries` keeps the last one: after `reverse`, the first problem of the field.
  return Object.fromEntries(problems.reverse());
}

/** Whether a problem belongs to a field: to its value or, if that is a list of values, to one of them. */
export function isProblemOf(field: string, path: string): boolean {
  return path === field || (path.startsWith(`${field}.`) && /^\d+$/.test(path.slice(field.length + 1)));
}

/** Message parameters of a schema's own issue, apart from the field, with each list as text. */
export function issueParams(issue: z.core.$ZodIssue): IssueParams {
  return withoutLists(paramsOf(issue));
}

/** The most allowed values that a message lists. */
const MAX_ALLOWED = 40;

function paramsOf(issue: z.core.$ZodIssue): TextParams {
  if (issue.code === 'custom') return (issue.params as TextParams | undefined) ?? {};
  const isShort = issue.code === 'invalid_value' && issue.values.length <= MAX_ALLOWED;
  return isShort ? { allowed: issue.values.map(String) } : {};
}

function errorAt(path: readonly PropertyKey[], code: string, params: TextParams): UserError {
  const field = path.map(String).join('.');
  return new UserError(code, { field, ...params }, { field, pointer: pointerOf(path) });
}

/** A JSON pointer (RFC 6901). */
function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null)?.[step], input);
}

/** The message of an issue is a sentence if its schema has no code of its own. */
function isCode(message: string): boolean {
  return /^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(message);
}

const JSON_TYPES: Readonly<Record<string, string>> = {
  int: 'integer',
  record: 'object',
  map: 'object',
  nan: 'number',
};

/** The JSON types that the schema accepts at the issue's path; none if the issue is not about the type. */
function expectedTypes(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_type') return [JSON_TYPES[issue.expected] ?? issue.expected];
  if (issue.code === 'invalid_value') return [...new Set(issue.values.map((value) => jsonTypeOf(value)))];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [];
  const branches = issue.errors.map(([first]) => (first && first.path.length === 0 ? expectedTypes(first) : []));
  return branches.some((types) => types.length === 0) ? [] : [...new Set(branches.flat())];
}

/** The JSON type of an input. A text that is a number or a boolean has that type if all input is text. */
function typeOf(value: unknown, isText: boolean): string {
  if (isText && typeof value === 'string') {
    if (/^-?\d+(?:\.\d+)?$/.test(value)) return 'number';
    if (/^(?:true|false)$/.test(value)) return 'boolean';
  }
  return jsonTypeOf(value);
}

export function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
