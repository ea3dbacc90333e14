import { overwrite, type SqlEdit } from '../sql-edits.ts';
import { lower, type SqlCall } from '../sql-tokens.ts';
import { byEdits, wrapEdits } from './aggregates.ts';
import { castEdits } from './casts.ts';
import { checkFormatPattern, parseEdits } from './parsed-times.ts';
import { fromJavaPattern, fromMysqlPattern } from './time-patterns.ts';
import { replacementFor, unsupportedError } from './unsupported.ts';
import { extractEdits, formatEdits, localEdits, readsLocalTime } from './zoned-times.ts';

/** Translates a call of a function that a macro cannot express. */
type CallRule = (call: SqlCall, sql: string) => readonly SqlEdit[];

const RULES: Readonly<Record<string, CallRule>> = {
  // The type `ARRAY(INTEGER)` becomes `INTEGER[]`.
  array: ({ word, open, close }) => [overwrite(word, ''), overwrite(open, ''), overwrite(close, '[]')],
  transform: renamedTo('list_transform'),
  format: renamedTo('printf'),
  // `if(condition, x)` becomes `if(condition, x, NULL)`.
  if: ({ arity, close }) => (arity === 2 ? [overwrite(close, ', NULL)')] : []),
  date_parse: (call, sql) => parseEdits(sql, call, { convert: fromMysqlPattern, firstYear: '1970' }),
  parse_datetime: (call, sql) =>
    parseEdits(sql, call, { convert: fromJavaPattern, firstYear: 'year(now()) - 80', type: 'TIMESTAMPTZ' }),
  cast: castEdits,
  try_cast: castEdits,
  extract: extractEdits,
  format_datetime: formatEdits,
  normalize: normalizeEdits,
  // `TABLESAMPLE BERNOULLI (10)`: after a single number, the engine needs a percent sign.
  bernoulli: ({ close, args }) => (args.length === 1 && args[0]?.length === 1 ? [overwrite(close, '%)')] : []),
  array_sort: refuseLambda,
  regexp_replace: refuseLambda,
  // The aggregates from here on cannot be macros, because the engine refuses FILTER after a macro.
  arbitrary: renamedTo('any_value'),
  every: renamedTo('bool_and'),
  bitwise_and_agg: renamedTo('bit_and'),
  bitwise_or_agg: renamedTo('bit_or'),
  bitwise_xor_agg: renamedTo('bit_xor'),
  set_agg: setAggEdits,
  approx_distinct: approxDistinctEdits,
  approx_percentile: ({ word, arity }, sql) => {
    if (arity !== 2) throw unsupportedError(sql, word, 'approx_percentile(x, p)');
    return [overwrite(word, 'approx_quantile')];
  },
  geometric_mean: (call) => wrapEdits(call, { result: 'exp', aggregate: 'avg', argument: 'ln' }),
  map_agg: (call) => wrapEdits(call, { result: '_map_of', aggregate: 'list', argument: 'ROW' }),
  max_by: (call) => byEdits(call, 'arg_max'),
  min_by: (call) => byEdits(call, 'arg_min'),
};

/** The edits within one call. Throws UserError if it cannot be translated. */
export function callEdits(sql: string, call: SqlCall): readonly SqlEdit[] {
  const name = lower(call.word);
  const replacement = replacementFor(name);
  if (replacement !== undefined) throw unsupportedError(sql, call.word, replacement);
  if (name === 'date_format') checkFormatPattern(sql, call);
  if (readsLocalTime(name)) return call.args.flatMap(localEdits);
  return Object.hasOwn(RULES, name) ? (RULES[name]?.(call, sql) ?? []) : [];
}

function renamedTo(engineName: string): CallRule {
  return ({ word }) => [overwrite(word, engineName)];
}

/** `normalize(text, NFC)`: the engine has only the form NFC, and needs it as a text: `'NFC'`. */
function normalizeEdits({ word, args: [, form] }: SqlCall, sql: string): readonly SqlEdit[] {
  if (!form) return [];
  if (lower(form[0]) !== 'nfc') throw unsupportedError(sql, word, 'none');
  return form.map((token) => overwrite(token, "'NFC'"));
}

/**
 * Throws UserError if an argument after the first contains a lambda. Lambdas are allowed if the second argument is a
 * call of transform.
 */
function refuseLambda({ word, args: [, ...others] }: SqlCall, sql: string): readonly SqlEdit[] {
  const hasLambda = others.some((tokens) =>
    tokens.some(({ text }, index) => text === '-' && tokens[index + 1]?.text === '>'),
  );
  const isTransform = lower(others[0]?.[0]) === 'transform';
  if (hasLambda && !isTransform) throw unsupportedError(sql, word, 'none');
  return [];
}

/** `set_agg(x)` becomes `list(DISTINCT x)`. */
function setAggEdits({ word, open, args: [argument = []] }: SqlCall): readonly SqlEdit[] {
  const renamed = overwrite(word, 'list');
  return lower(argument[0]) === 'distinct' ? [renamed] : [renamed, overwrite(open, '(DISTINCT ')];
}

/** `approx_distinct(x, error)`: the engine's function has no argument for the error. */
function approxDistinctEdits({ word, commas, args: [, error = []] }: SqlCall): readonly SqlEdit[] {
  const removed = [...commas, ...error].map((token) => overwrite(token, ''));
  return [overwrite(word, 'approx_count_distinct'), ...removed];
}
