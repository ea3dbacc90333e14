import { UserError } from '../errors.ts';
import { replacementFor } from './presto-unsupported.ts';
import { applyEdits, overwrite, positionAt, type SqlEdit } from './sql-edits.ts';
import { closes, lower, opens, type SqlCall, type SqlToken, sqlCalls } from './sql-tokens.ts';
import { fromJavaPattern, fromMysqlPattern, partsOfPattern } from './time-patterns.ts';

/** Translates a call of a function that a macro cannot express. */
type CallRule = (call: SqlCall, sql: string) => readonly SqlEdit[];

/** Aggregates with another name in the engine. They cannot be macros, because the engine refuses FILTER after a macro. */
const RENAMED: Readonly<Record<string, string>> = {
  arbitrary: 'any_value',
  every: 'bool_and',
  bitwise_and_agg: 'bit_and',
  bitwise_or_agg: 'bit_or',
  bitwise_xor_agg: 'bit_xor',
};

const RULES: Readonly<Record<string, CallRule>> = {
  array: ({ word, open, close }) => [overwrite(word, ''), overwrite(open, ''), overwrite(close, '[]')],
  transform: ({ word }) => [overwrite(word, 'list_transform')],
  format: ({ word }) => [overwrite(word, 'printf')],
  if: ({ arity, close }) => (arity === 2 ? [overwrite(close, ', NULL)')] : []),
  date_parse: (call, sql) => parseEdits(sql, call, { convert: fromMysqlPattern, firstYear: '1970' }),
  parse_datetime: (call, sql) =>
    parseEdits(sql, call, { convert: fromJavaPattern, firstYear: 'year(now()) - 80', type: 'TIMESTAMPTZ' }),
  cast: castEdits,
  try_cast: castEdits,
  extract: ({ args }) => {
    const [field, , ...time] = args[0] ?? [];
    const engineField = FIELDS.get(lower(field));
    return [...(field && engineField ? [overwrite(field, engineField)] : []), ...localEdits(time)];
  },
  format_datetime: formatEdits,
  normalize: (call, sql) => {
    const [, form] = call.args;
    if (!form) return [];
    if (lower(form[0]) !== 'nfc') throw unsupported(sql, call.word, 'none');
    return form.map((token) => overwrite(token, "'NFC'"));
  },
  bernoulli: ({ close, args }) => (args.length === 1 && args[0]?.length === 1 ? [overwrite(close, '%)')] : []),
  array_sort: refusedWithLambda,
  regexp_replace: refusedWithLambda,
  ...Object.fromEntries(
    Object.entries(RENAMED).map(([name, engineName]) => [name, ({ word }) => [overwrite(word, engineName)]]),
  ),
  set_agg: ({ word, open, args: [argument = []] }) => [
    overwrite(word, 'list'),
    ...(lower(argument[0]) === 'distinct' ? [] : [overwrite(open, '(DISTINCT ')]),
  ],
  approx_distinct: ({ word, commas, args: [, error = []] }) => [
    overwrite(word, 'approx_count_distinct'),
    ...[...commas, ...error].map((token) => overwrite(token, '')),
  ],
  approx_percentile: ({ word, arity }, sql) => {
    if (arity !== 2) throw unsupported(sql, word, 'approx_percentile(x, p)');
    return [overwrite(word, 'approx_quantile')];
  },
  geometric_mean: (call) => wrapEdits(call, { result: 'exp', aggregate: 'avg', argument: 'ln' }),
  map_agg: (call) => wrapEdits(call, { result: '_map_of', aggregate: 'list', argument: 'ROW' }),
  max_by: (call) => byEdits(call, 'arg_max'),
  min_by: (call) => byEdits(call, 'arg_min'),
};

/** Fields of EXTRACT with another name in the engine. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['dow', 'isodow'],
  ['day_of_week', 'isodow'],
  ['day_of_month', 'day'],
  ['day_of_year', 'doy'],
  ['yow', 'isoyear'],
  ['year_of_week', 'isoyear'],
]);

/** The edits within one call. Throws UserError if it cannot be translated. */
export function callEdits(sql: string, call: SqlCall): readonly SqlEdit[] {
  const name = lower(call.word);
  const instead = replacementFor(name);
  if (instead !== undefined) throw unsupported(sql, call.word, instead);
  if (name === 'date_format') refusePattern(sql, call);
  if (READS_LOCAL_TIME.test(name)) return call.args.flatMap(localEdits);
  return Object.hasOwn(RULES, name) ? (RULES[name]?.(call, sql) ?? []) : [];
}

/** Functions that use the local time of a time with zone. */
const READS_LOCAL_TIME =
  /^(?:date_format|date_trunc|date|year|year_of_week|yow|quarter|month|week|week_of_year|day|hour|minute|day_of_week|dow|day_of_month|last_day_of_month|day_of_year|doy)$/;

/** Functions that make a time with zone, and the macros that make its local time or format it in its zone. */
const ZONED_TIMES: ReadonlyMap<string, { readonly local: string; readonly formatted: string }> = new Map([
  ['from_unixtime', { local: '_local', formatted: '_format_unix' }],
  ['at_timezone', { local: '_local_at', formatted: '_format_at' }],
]);

/** The call that makes a time with zone, if the tokens are this call and nothing else. */
function zonedCall(tokens: readonly SqlToken[]) {
  const [word] = tokens;
  const macros = ZONED_TIMES.get(lower(word));
  if (!macros) return undefined;
  const call = sqlCalls(tokens).find((each) => each.word === word && each.close === tokens.at(-1));
  return call?.arity === 2 ? { call, macros } : undefined;
}

/** The engine's timestamps have no zone, so a time with a zone is converted to local time if it is a whole argument. */
function localEdits(tokens: readonly SqlToken[]): readonly SqlEdit[] {
  const zoned = zonedCall(tokens);
  return zoned ? [overwrite(zoned.call.word, zoned.macros.local)] : [];
}

/** Passes a time's zone to the macro that formats the time: patterns can print the zone, and local times have none. */
function formatEdits({ word, arity, args: [time = []] }: SqlCall): readonly SqlEdit[] {
  if (arity !== 2) return [];
  const zoned = zonedCall(time);
  if (zoned) {
    const { call, macros } = zoned;
    const removed = [call.word, call.open, call.close].map((token) => overwrite(token, ''));
    return [overwrite(word, macros.formatted), ...removed];
  }
  const [at, ...rest] = time.slice(-4);
  const zone = rest.at(-1);
  if (!zone || [at, ...rest.slice(0, 2)].map(lower).join(' ') !== 'at time zone') return [];
  return [overwrite(word, '_format_local'), { at: zone.at + zone.text.length, length: 0, text: `, ${zone.text}` }];
}

function unsupported(sql: string, word: SqlToken, instead: string): UserError {
  return new UserError('query_function_unsupported', { ...positionAt(sql, word.at), name: word.text, instead });
}

function refusedWithLambda({ word, args }: SqlCall, sql: string): readonly SqlEdit[] {
  const hasLambda = args
    .slice(1)
    .some((arg) => arg.some(({ text }, index) => text === '-' && arg[index + 1]?.text === '>'));
  if (hasLambda && !args.slice(1, 2).some(([first]) => lower(first) === 'transform'))
    throw unsupported(sql, word, 'none');
  return [];
}

/** The engine's functions skip a NULL in the first argument. Those that keep it cannot return several values. */
function byEdits(call: SqlCall, engineName: string): readonly SqlEdit[] {
  if (call.arity === 2) return [overwrite(call.word, `${engineName}_null`)];
  const [comma] = call.commas;
  if (call.arity !== 3 || !comma) return [];
  return wrapEdits(call, { result: '_first_fields', aggregate: engineName, argument: 'ROW', until: comma });
}

/** Function names for an aggregate, its argument and its result. */
interface Wrapped {
  readonly result: string;
  readonly aggregate: string;
  readonly argument: string;
  /** The comma after the part of the arguments that becomes the argument; undefined for all arguments. */
  readonly until?: SqlToken;
}

/** `map_agg(k, v ORDER BY v) FILTER (WHERE c)` becomes `_map_of(list(ROW(k, v) ORDER BY v) FILTER (WHERE c))`. */
function wrapEdits(call: SqlCall, { result, aggregate, argument, until }: Wrapped): readonly SqlEdit[] {
  const { word, open, close, args } = call;
  const [first] = args[0] ?? [];
  const start = first && /^(?:distinct|all)$/i.test(first.text) ? first : open;
  const end = until ?? orderOf(args.at(-1) ?? []) ?? close;
  const last = endOfClauses(call);
  const texts = new Map([[end, end === open ? end.text : `) ${end.text}`]]);
  texts.set(last, `${texts.get(last) ?? last.text})`);
  return [
    overwrite(word, `${result}(${aggregate}`),
    overwrite(start, `${start.text} ${argument}(`),
    ...Array.from(texts, ([token, text]) => overwrite(token, text)),
  ];
}

/** The ORDER of an aggregate's ORDER BY. */
function orderOf(argument: readonly SqlToken[]): SqlToken | undefined {
  let depth = 0;
  return argument.find((token, index) => {
    if (opens(token)) depth += 1;
    else if (closes(token)) depth -= 1;
    return depth === 0 && lower(token) === 'order' && lower(argument[index + 1]) === 'by';
  });
}

/** The last token of an aggregate's call with its FILTER (…) and OVER (…). */
function endOfClauses({ close, after }: SqlCall): SqlToken {
  let [end, at] = [close, 1];
  for (let word = lower(after(at)); word === 'filter' || word === 'over'; word = lower(after(at))) {
    let depth = 0;
    do {
      at += 1;
      const token = after(at);
      if (!token) return end;
      if (opens(token)) depth += 1;
      else if (closes(token)) depth -= 1;
      end = token;
    } while (depth > 0);
    at += 1;
  }
  return end;
}

const INTEGERS: ReadonlyMap<string, string> = new Map([
  ['tinyint', 'tinyint'],
  ['smallint', 'smallint'],
  ['int', 'integer'],
  ['integer', 'integer'],
  ['bigint', 'bigint'],
]);

/** Presto's casts between JSON, times, reals, integers and text differ from the engine's. */
function castEdits(call: SqlCall): readonly SqlEdit[] {
  const { word, args } = call;
  const [tokens = [], ...more] = args;
  const as = tokens.findLast((token) => lower(token) === 'as');
  const type = as ? tokens.slice(tokens.indexOf(as) + 1) : [];
  const [typeName, ...rest] = type;
  if (!as || !typeName || more.length > 0 || tokens.indexOf(as) === 0) return [];
  const value = tokens.slice(0, tokens.indexOf(as));
  if (lower(typeName) === 'json' && rest.length === 0)
    return [overwrite(word, 'to_json'), overwrite(as, ''), overwrite(typeName, '')];
  if (/^(?:date|timestamp)$/i.test(typeName.text) && rest.length === 0) return localEdits(value);
  const integer = rest.length === 0 ? INTEGERS.get(lower(typeName)) : undefined;
  if (integer) return [...integerEdits(call, value, integer), overwrite(as, ''), overwrite(typeName, '')];
  if (lower(typeName) !== 'varchar' && lower(typeName) !== 'string') return [];
  if (rest.length === 0) return [overwrite(word, '_varchar'), overwrite(as, ''), overwrite(typeName, '')];
  const [open, length, close] = rest;
  if (rest.length !== 3 || open?.text !== '(' || close?.text !== ')' || !length) return [];
  return [
    overwrite(word, 'left(_varchar'),
    overwrite(as, '),'),
    overwrite(typeName, ''),
    overwrite(open, ''),
    overwrite(close, ''),
  ];
}

/**
 * The macros of casts repeat their argument. With one of these words in it, it is computed once: a subquery would run
 * each time, and nested casts would repeat each other.
 */
const NOT_REPEATED: readonly string[] = ['select', 'cast', 'try_cast'];

function integerEdits({ word, open, close }: SqlCall, value: readonly SqlToken[], type: string): readonly SqlEdit[] {
  const macro = `_${lower(word)}_${type}`;
  if (!value.some((token) => NOT_REPEATED.includes(lower(token)))) return [overwrite(word, macro)];
  return [overwrite(word, 'list_transform'), overwrite(open, '(['), overwrite(close, `], lambda v: ${macro}(v))[1]`)];
}

/** How a function parses times. */
interface TimeParsing {
  readonly convert: (pattern: string) => string | undefined;
  /** SQL for the first of the hundred years that a year of two digits can mean. */
  readonly firstYear: string;
  /** The type of the result, if the engine's function returns another type. */
  readonly type?: string;
}

function parseEdits(sql: string, call: SqlCall, { convert, firstYear, type }: TimeParsing): readonly SqlEdit[] {
  const { literal, pattern } = convertedPattern(sql, call, convert);
  const { hasShortYear, lacksAmPm, hasFraction, defaultYear } = partsOfPattern(pattern);
  const around: readonly (readonly [before: string, after: string])[] = [
    ...(type ? [['CAST(', ` AS ${type})`] as const] : []),
    ...(hasFraction ? [["date_trunc('milliseconds', ", ')'] as const] : []),
    ...(lacksAmPm ? [['_morning(', ')'] as const] : []),
    ...(hasShortYear ? [['_century(', `, ${firstYear})`] as const] : []),
  ];
  return [
    overwrite(call.word, `${around.map(([before]) => before).join('')}strptime`),
    overwrite(literal, `'${defaultYear ? '%Y ' : ''}${pattern.replaceAll("'", "''")}'`),
    ...(defaultYear ? yearEdits(call, defaultYear) : []),
    overwrite(
      call.close,
      `)${around
        .map(([, after]) => after)
        .reverse()
        .join('')}`,
    ),
  ];
}

/** Puts a year before the text that is parsed. */
function yearEdits({ open, args: [text = []] }: SqlCall, year: number): readonly SqlEdit[] {
  const last = text.at(-1);
  if (!last) return [];
  return [overwrite(open, `('${year} ' || (`), { at: last.at + last.text.length, length: 0, text: ')' }];
}

function convertedPattern(sql: string, call: SqlCall, convert: TimeParsing['convert']) {
  const literal = patternOf(call);
  if (!literal) throw patternError('query_pattern_not_literal', sql, call);
  const pattern = convert(literal.text.slice(1, -1).replaceAll("''", "'"));
  if (pattern === undefined) throw patternError('query_pattern_unknown', sql, call);
  return { literal, pattern };
}

/** The second of two arguments, if it is a literal. */
function patternOf({ args }: SqlCall): SqlToken | undefined {
  const [literal, ...more] = args[1] ?? [];
  return literal?.kind === 'text' && more.length === 0 && args.length === 2 ? literal : undefined;
}

function patternError(code: string, sql: string, { word }: SqlCall): UserError {
  return new UserError(code, { name: word.text, ...positionAt(sql, word.at) });
}

/** date_format has the specifiers of date_parse. Patterns that are computed are not checked. */
function refusePattern(sql: string, call: SqlCall): void {
  if (patternOf(call)) convertedPattern(sql, call, fromMysqlPattern);
}

/** Translates a call whose arguments change their order or are repeated. */
interface CallRewrite {
  /** The number of arguments; undefined for any number. */
  readonly arity: number | undefined;
  /** `rest` is the query after the call. */
  apply(args: readonly string[], lambda: Lambda | undefined, rest: string): string | undefined;
  /** The part of the rest that is replaced, too. */
  readonly alsoReplaces?: RegExp;
}

interface Lambda {
  readonly names: readonly string[];
  readonly body: string;
}

const ORDINALITY = /^\s*WITH\s+ORDINALITY\b/i;
/** The column names of an alias. */
const COLUMNS = /^\s*(?:AS\s+)?(?:"[^"]*"|\w+)\s*\(([^()]*)\)/i;

const REWRITES: Readonly<Record<string, CallRewrite>> = {
  reduce: {
    arity: 4,
    apply: ([a, start, step, end]) => `list_transform([list_reduce(${a}, ${step}, ${start})], ${end})[1]`,
  },
  all_match: { arity: 2, apply: (args) => combined(args, 'AND', true) },
  any_match: { arity: 2, apply: (args) => combined(args, 'OR', false) },
  none_match: { arity: 2, apply: (args) => `(NOT ${combined(args, 'OR', false)})` },
  zip_with: {
    arity: 3,
    apply: ([a, b], lambda) =>
      lambda &&
      `list_transform(range(1, greatest(len(${a}), len(${b})) + 1), _i -> ${applied(lambda, `(${a})[_i]`, `(${b})[_i]`)})`,
  },
  map_filter: { arity: 2, apply: ([map], lambda) => lambda && entries(map, 'list_filter', ofEntry(lambda)) },
  transform_keys: {
    arity: 2,
    apply: ([map], lambda) =>
      lambda && entries(map, 'list_transform', `{'key': ${ofEntry(lambda)}, 'value': _e['value']}`),
  },
  transform_values: {
    arity: 2,
    apply: ([map], lambda) =>
      lambda && entries(map, 'list_transform', `{'key': _e['key'], 'value': ${ofEntry(lambda)}}`),
  },
  unnest: { arity: undefined, apply: (args, _, rest) => unnested(args, rest), alsoReplaces: ORDINALITY },
  greatest: { arity: undefined, apply: (args) => strict('greatest', args) },
  least: { arity: undefined, apply: (args) => strict('least', args) },
  map_concat: { arity: undefined, apply: (args) => strict('map_concat', args) },
};

/**
 * UNNEST of several arrays in parallel, or of one array of rows, whose fields become columns. The engine handles the
 * rest.
 */
function unnested(args: readonly string[], rest: string): string | undefined {
  const ordinality = ORDINALITY.exec(rest)?.[0] ?? '';
  const isNumbered = ordinality !== '';
  if (args.length > 1) {
    const longest = `greatest(${args.map((arg) => `len(${arg})`).join(', ')})`;
    const numbers = isNumbered ? [`range(1, ${longest} + 1)`] : [];
    return `(SELECT unnest(list_zip(${[...args, ...numbers].join(', ')}), max_depth := 2))`;
  }
  const [array] = args;
  const names = COLUMNS.exec(rest.slice(ordinality.length))?.[1]?.split(',').length ?? 0;
  const columns = isNumbered ? names - 1 : names;
  if (columns < 2) return `unnest(${array})${isNumbered ? ' WITH ORDINALITY' : ''}`;
  if (!isNumbered) return `(SELECT unnest(${array}, max_depth := 2))`;
  return `(SELECT unnest(${array}, max_depth := 2), unnest(range(1, len(${array}) + 1)))`;
}

/** NULL if any argument is NULL, unlike the engine's function. */
function strict(name: string, args: readonly string[]): string {
  return `CASE WHEN ${args.map((arg) => `(${arg}) IS NOT NULL`).join(' AND ')} THEN ${name}(${args.join(', ')}) END`;
}

function entries(map: string | undefined, over: string, body: string): string {
  return `map_from_entries(${over}(map_entries(${map}), _e -> ${body}))`;
}

function ofEntry(lambda: Lambda): string {
  return applied(lambda, "_e['key']", "_e['value']");
}

/** Applies a lambda with two parameters. */
function applied({ names: [a = '', b = ''], body }: Lambda, first: string, second: string): string {
  return `list_transform([${first}], ${a} -> list_transform([${second}], ${b} -> ${body})[1])[1]`;
}

/** The maximum length that rewrites may add to a query: a repeated argument doubles with each enclosing call. */
const MAX_ADDED_LENGTH = 1_000_000;

/**
 * Merges edits and rewrites of calls, from the last call to the first, so that inner calls come before outer ones.
 * Edits after the current call are on a stack, the nearest on top, and each is handled once per enclosing call.
 */
export function rewriteCalls(sql: string, edits: readonly SqlEdit[], calls: readonly SqlCall[]): readonly SqlEdit[] {
  const before = edits.toSorted((a, b) => a.at - b.at);
  const after: SqlEdit[] = [];
  let added = 0;
  for (const call of calls.toSorted((a, b) => b.word.at - a.word.at)) {
    const rewrite = rewriteOf(call);
    if (!rewrite) continue;
    const rest = sql.slice(call.close.at + 1);
    const end = call.close.at + 1 + (rewrite.alsoReplaces?.exec(rest)?.[0].length ?? 0);
    moveWhile(before, after, ({ at }) => at >= call.word.at);
    const within: SqlEdit[] = [];
    moveWhile(after, within, ({ at }) => at < end);
    const textOf = (tokens: readonly SqlToken[]) => sliced(sql, tokens, within);
    const text = rewrite.apply(call.args.map(textOf), lambdaOf(call.args.at(-1) ?? [], textOf), rest);
    if (text === undefined) throw unsupported(sql, call.word, 'none');
    added += text.length;
    if (added > MAX_ADDED_LENGTH) throw new UserError('query_too_nested', { ...positionAt(sql, call.word.at) });
    after.push({ at: call.word.at, length: end - call.word.at, text });
    // Insertions before the call stay there.
    after.push(...within.filter(({ at, length }) => at === call.word.at && length === 0).reverse());
  }
  return [...before, ...after.reverse()];
}

function rewriteOf({ word, arity, args }: SqlCall): CallRewrite | undefined {
  const name = lower(word);
  const rewrite = Object.hasOwn(REWRITES, name) ? REWRITES[name] : undefined;
  return rewrite && (rewrite.arity ?? arity) === arity && args[0]?.length !== 0 ? rewrite : undefined;
}

/** Combines a test's results for all elements; like AND and OR, NULL if no result decides and one is NULL. */
function combined([array, test]: readonly string[], operator: 'AND' | 'OR', start: boolean): string {
  return `list_reduce(list_transform(${array}, ${test}), (_a, _b) -> _a ${operator} _b, ${start})`;
}

function moveWhile(from: SqlEdit[], to: SqlEdit[], belongs: (edit: SqlEdit) => boolean): void {
  for (let last = from.at(-1); last && belongs(last); last = from.at(-1)) {
    to.push(last);
    from.pop();
  }
}

/** The text from the first to the last of these tokens, with the edits within it applied. Edits are sorted. */
function sliced(sql: string, tokens: readonly SqlToken[], edits: readonly SqlEdit[]): string {
  const from = tokens[0]?.at ?? 0;
  const last = tokens.at(-1);
  const until = last ? last.at + last.text.length : from;
  const within = edits.slice(firstAt(edits, from), firstAt(edits, until));
  return applyEdits(
    sql.slice(from, until),
    within.map((edit) => ({ ...edit, at: edit.at - from })),
  ).text;
}

/** The index of the first edit at or after this offset. */
function firstAt(edits: readonly SqlEdit[], offset: number): number {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edits[middle]?.at ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `(a, b) -> …`; undefined if it is not a lambda with two parameters. */
function lambdaOf(tokens: readonly SqlToken[], textOf: (tokens: readonly SqlToken[]) => string): Lambda | undefined {
  const [open, a, comma, b, close, dash, arrow, ...body] = tokens;
  const signs = [open, comma, close, dash, arrow].map((token) => token?.text).join('');
  if (signs !== '(,)->' || !a || !b || body.length === 0) return undefined;
  return { names: [textOf([a]), textOf([b])], body: textOf(body) };
}
