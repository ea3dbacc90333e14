import { lower, type SqlCall } from '../sql-tokens.ts';

/** Makes a new text for a whole call, for example because its arguments change their order or are repeated. */
interface CallRewrite {
  /** The number of arguments; undefined for any number. */
  readonly arity: number | undefined;
  /**
   * The new text; undefined if the call cannot be translated. `lambda` is the last argument, if it is a lambda with two
   * parameters, and `following` the query after the call.
   */
  apply(args: readonly string[], lambda: Lambda | undefined, following: string): string | undefined;
  /** Matches the start of `following` that is replaced together with the call. */
  readonly alsoReplaces?: RegExp;
}

/** A lambda with two parameters. */
export interface Lambda {
  /** The names of its parameters. */
  readonly first: string;
  readonly second: string;
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
  all_match: { arity: 2, apply: (args) => combined(args, 'AND') },
  any_match: { arity: 2, apply: (args) => combined(args, 'OR') },
  none_match: { arity: 2, apply: (args) => `(NOT ${combined(args, 'OR')})` },
  zip_with: {
    arity: 3,
    apply: ([a, b], lambda) =>
      lambda &&
      `list_transform(range(1, greatest(len(${a}), len(${b})) + 1), _i -> ${applied(lambda, `(${a})[_i]`, `(${b})[_i]`)})`,
  },
  map_filter: { arity: 2, apply: ([map], lambda) => lambda && mapOfEntries(map, 'list_filter', ofEntry(lambda)) },
  transform_keys: {
    arity: 2,
    apply: ([map], lambda) =>
      lambda && mapOfEntries(map, 'list_transform', `{'key': ${ofEntry(lambda)}, 'value': _e['value']}`),
  },
  transform_values: {
    arity: 2,
    apply: ([map], lambda) =>
      lambda && mapOfEntries(map, 'list_transform', `{'key': _e['key'], 'value': ${ofEntry(lambda)}}`),
  },
  unnest: { arity: undefined, apply: (args, _, following) => unnested(args, following), alsoReplaces: ORDINALITY },
  greatest: { arity: undefined, apply: (args) => nullIfAnyIsNull('greatest', args) },
  least: { arity: undefined, apply: (args) => nullIfAnyIsNull('least', args) },
  map_concat: { arity: undefined, apply: (args) => nullIfAnyIsNull('map_concat', args) },
};

/**
 * UNNEST of several arrays in parallel, or of one array of rows, whose fields become columns. Any other UNNEST stays as
 * it is.
 */
function unnested(args: readonly string[], following: string): string | undefined {
  const ordinality = ORDINALITY.exec(following)?.[0] ?? '';
  const isNumbered = ordinality !== '';
  if (args.length > 1) {
    const longest = `greatest(${args.map((arg) => `len(${arg})`).join(', ')})`;
    const lists = isNumbered ? [...args, `range(1, ${longest} + 1)`] : args;
    return `(SELECT unnest(list_zip(${lists.join(', ')}), max_depth := 2))`;
  }
  const [array] = args;
  const aliasColumns = COLUMNS.exec(following.slice(ordinality.length))?.[1]?.split(',').length ?? 0;
  const arrayColumns = isNumbered ? aliasColumns - 1 : aliasColumns;
  if (arrayColumns < 2) return `unnest(${array})${isNumbered ? ' WITH ORDINALITY' : ''}`;
  if (!isNumbered) return `(SELECT unnest(${array}, max_depth := 2))`;
  return `(SELECT unnest(${array}, max_depth := 2), unnest(range(1, len(${array}) + 1)))`;
}

/** Calls a function of the engine, but returns NULL if any argument is NULL, as Presto does. */
function nullIfAnyIsNull(name: string, args: readonly string[]): string {
  return `CASE WHEN ${args.map((arg) => `(${arg}) IS NOT NULL`).join(' AND ')} THEN ${name}(${args.join(', ')}) END`;
}

/** A map of the entries that a list function returns for the entries of `map`. Its lambda is `_e -> body`. */
function mapOfEntries(map: string | undefined, listFunction: string, body: string): string {
  return `map_from_entries(${listFunction}(map_entries(${map}), _e -> ${body}))`;
}

/** Applies a lambda to the key and the value of an entry. */
function ofEntry(lambda: Lambda): string {
  return applied(lambda, "_e['key']", "_e['value']");
}

/** Applies a lambda to two expressions. */
function applied({ first, second, body }: Lambda, a: string, b: string): string {
  return `list_transform([${a}], ${first} -> list_transform([${b}], ${second} -> ${body})[1])[1]`;
}

/** The result of each operator without operands. */
const INITIAL = { AND: true, OR: false } as const;

/** Combines the results of a test for all elements. As with AND and OR, NULL if no result decides and one is NULL. */
function combined([array, test]: readonly string[], operator: keyof typeof INITIAL): string {
  return `list_reduce(list_transform(${array}, ${test}), (_a, _b) -> _a ${operator} _b, ${INITIAL[operator]})`;
}

/** The rewrite of a call; undefined if it has none, or the call has no arguments or the wrong number of them. */
export function rewriteOf({ word, arity, args }: SqlCall): CallRewrite | undefined {
  const name = lower(word);
  const rewrite = Object.hasOwn(REWRITES, name) ? REWRITES[name] : undefined;
  const hasArguments = args[0]?.length !== 0;
  return rewrite && (rewrite.arity ?? arity) === arity && hasArguments ? rewrite : undefined;
}
