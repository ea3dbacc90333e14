import { overwrite, type SqlEdit } from '../sql-edits.ts';
import { lower, type SqlCall, type SqlToken } from '../sql-tokens.ts';
import { localEdits } from './zoned-times.ts';

/** Integer types, with the ends of the names of their macros. */
const INTEGERS: ReadonlyMap<string, string> = new Map([
  ['tinyint', 'tinyint'],
  ['smallint', 'smallint'],
  ['int', 'integer'],
  ['integer', 'integer'],
  ['bigint', 'bigint'],
]);

/** Presto's casts between JSON, times, reals, integers and text differ from the engine's. */
export function castEdits(call: SqlCall): readonly SqlEdit[] {
  const cast = castOf(call);
  if (!cast) return [];
  const { value, as, typeName, typeArguments } = cast;
  const type = lower(typeName);
  const withoutType = [overwrite(as, ''), overwrite(typeName, '')];
  if (type === 'varchar' || type === 'string') return varcharEdits(call, cast);
  if (typeArguments.length > 0) return [];
  if (type === 'json') return [overwrite(call.word, 'to_json'), ...withoutType];
  if (type === 'date' || type === 'timestamp') return localEdits(value);
  const integer = INTEGERS.get(type);
  return integer ? [...integerEdits(call, value, integer), ...withoutType] : [];
}

/** The parts of `CAST(value AS type(…))`. */
interface Cast {
  readonly value: readonly SqlToken[];
  readonly as: SqlToken;
  readonly typeName: SqlToken;
  /** With their parentheses; none for most types. */
  readonly typeArguments: readonly SqlToken[];
}

function castOf({ args: [tokens = [], ...otherArguments] }: SqlCall): Cast | undefined {
  const asIndex = tokens.findLastIndex((token) => lower(token) === 'as');
  const [as, typeName, ...typeArguments] = tokens.slice(Math.max(0, asIndex));
  if (asIndex < 1 || !as || !typeName || otherArguments.length > 0) return undefined;
  return { value: tokens.slice(0, asIndex), as, typeName, typeArguments };
}

function varcharEdits({ word }: SqlCall, { as, typeName, typeArguments }: Cast): readonly SqlEdit[] {
  if (typeArguments.length === 0) return [overwrite(word, '_varchar'), overwrite(as, ''), overwrite(typeName, '')];
  const [open, length, close, ...more] = typeArguments;
  if (open?.text !== '(' || !length || close?.text !== ')' || more.length > 0) return [];
  // `CAST(value AS varchar(3))` becomes `left(_varchar(value), 3)`.
  return [
    overwrite(word, 'left(_varchar'),
    overwrite(as, '),'),
    overwrite(typeName, ''),
    overwrite(open, ''),
    overwrite(close, ''),
  ];
}

/**
 * The macros of casts to integers repeat their argument. An argument with one of these words is computed once instead:
 * a repeated subquery would run each time, and each level of nested casts would multiply the text.
 */
const NOT_REPEATED: readonly string[] = ['select', 'cast', 'try_cast'];

/**
 * `CAST(x AS BIGINT)` becomes `_cast_bigint(x)` or, if x must not be repeated,
 * `list_transform([x], lambda v: _cast_bigint(v))[1]`.
 */
function integerEdits({ word, open, close }: SqlCall, value: readonly SqlToken[], type: string): readonly SqlEdit[] {
  const macro = `_${lower(word)}_${type}`;
  if (!value.some((token) => NOT_REPEATED.includes(lower(token)))) return [overwrite(word, macro)];
  return [overwrite(word, 'list_transform'), overwrite(open, '(['), overwrite(close, `], lambda v: ${macro}(v))[1]`)];
}
