import { UserError } from '../errors.ts';
import type { Cell, FieldSpec, UnitReader } from './field.ts';
import { type FieldTarget, nameKey, normalizedName, UNITS, type Units } from './field-target.ts';
import { type Derivation, valueKey } from './source-text.ts';

/** A column's position in its file. */
interface ColumnPosition {
  readonly column: string;
  readonly index: number;
  readonly header: readonly string[];
}

const DEFAULT_SEPARATOR = ' ';

/**
 * How a field's text is made from a column; undefined if it is the cell itself. Throws UserError if a joined column is
 * unknown, or values or units do not fit the field.
 */
export function derivationOf(target: FieldTarget, field: FieldSpec, position: ColumnPosition): Derivation | undefined {
  const { join = [], part, separator = DEFAULT_SEPARATOR } = target;
  const at = { column: position.column, field: target.field };
  if (join.length > 0 && part !== undefined) throw new UserError('mapping_join_and_part', at);
  const values = valuesOf(target, field, at);
  const read = readerOf(target, field, at);
  if (join.length === 0 && part === undefined && !values && !read) return undefined;
  const indexes = [position.index, ...join.map((other) => indexOf(other, position.header))];
  return { indexes, separator, part, values, units: read && unitsOf(target), read };
}

function indexOf(column: string, header: readonly string[]): number {
  const index = header.findIndex((name) => nameKey(name) === nameKey(column));
  if (index < 0 || nameKey(column) === '') throw new UserError('mapping_column_unknown', { column });
  return index;
}

function unitsOf({ timezone, dates, decimals, country }: FieldTarget): Units {
  return { timezone, dates, decimals, country };
}

/** The column and field that an error names. */
interface ErrorPlace {
  readonly column: string;
  readonly field: string;
}

function valuesOf({ values }: FieldTarget, field: FieldSpec, at: ErrorPlace): Derivation['values'] {
  if (!values) return undefined;
  if (!field.matchValues) throw new UserError('mapping_values_unsupported', { ...at });
  const matched = new Map<string, string | null>();
  for (const [value, to] of Object.entries(values)) {
    const key = valueKey(value);
    if (matched.has(key)) throw new UserError('mapping_value_twice', { ...at, value });
    const isAllowed = to === null || (to === '' ? !field.required : isAccepted(field, to));
    if (!isAllowed) throw new UserError('mapping_value_invalid', { ...at, value: to });
    matched.set(key, to);
  }
  return matched;
}

/** Whether only a person can say what a yes in a column means for its field: no name of the field says it. */
export function isMeaningAsked(field: FieldSpec, column: string): boolean {
  if (!field.asksMeaning) return false;
  const { name, aliases = [], likelyNames = [] } = field;
  return ![name, ...aliases, ...likelyNames].some((each) => normalizedName(each) === normalizedName(column));
}

/** Whether the field's rule accepts a text. */
export function isAccepted(field: FieldSpec, text: string): boolean {
  let hasError = text.trim() === '';
  const cell: Cell = {
    now: 0,
    isIp: () => false,
    warn: () => {},
    error: () => {
      hasError = true;
      return undefined;
    },
  };
  if (!hasError) field.clean(text, cell);
  return !hasError;
}

function readerOf(target: FieldTarget, { units }: FieldSpec, at: ErrorPlace): UnitReader | undefined {
  const given = UNITS.filter((unit) => target[unit] !== undefined);
  if (given.length === 0) return undefined;
  const other = given.find((unit) => !units?.names.includes(unit));
  if (other !== undefined) throw new UserError('mapping_unit_unsupported', { ...at, unit: other });
  const read = units?.reader(target);
  if (read) return read;
  const invalid = given.filter((unit) => !units?.reader({ [unit]: target[unit] }));
  throw new UserError('mapping_unit_invalid', { ...at, unit: invalid.join(', ') });
}
