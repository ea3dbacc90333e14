import { UserError } from '../errors.ts';
import { normalForm } from './clean.ts';
import type { Cell, FieldSpec, JsonValue, UnitReader } from './field.ts';
import { type FieldTarget, normalizedName, UNITS, type Units } from './field-target.ts';
import { nameKey } from './name-key.ts';
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
 * unknown, values or units do not fit the field, or the separator has a lone surrogate, which could not be sent
 * unchanged.
 */
export function derivationOf(target: FieldTarget, field: FieldSpec, position: ColumnPosition): Derivation | undefined {
  const { join = [], part, separator = DEFAULT_SEPARATOR } = target;
  const at = { column: position.column, field: target.field };
  if (join.length > 0 && part !== undefined) throw new UserError('mapping_join_and_part', at);
  if (!separator.isWellFormed()) throw new UserError('input_malformed', { field: target.field });
  const values = valuesOf(target, field, at);
  const read = readerOf(target, field, at);
  const columns = [position.column, ...join];
  const isAmbiguous = columns.some((column) => needsMeaning(field, column));
  const mayInvert =
    invertsMeaning(values, field) || (isAmbiguous && columns.some((column) => field.isOppositeIn?.(column)));
  if (join.length === 0 && part === undefined && !values && !read && !isAmbiguous) return undefined;
  const indexes = [position.index, ...join.map((other) => indexOf(other, position.header))];
  return { indexes, separator, part, values, isAmbiguous, mayInvert, units: read && unitsOf(target), read };
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

/** Whether a word is matched to a meaning other than its own, in a field whose yes may mean the opposite. */
function invertsMeaning(values: Derivation['values'], field: FieldSpec): boolean {
  if (!values || !field.hasAmbiguousYes) return false;
  const meaningOf = (text: string) => field.clean(text, new TrialCell(0, () => false));
  return [...values].some(([word, to]) => to && isAccepted(field, word) && meaningOf(word) !== meaningOf(to));
}

/**
 * Whether a text has no match, and the field's rule would accept it, but the name of its column or the matches of other
 * texts cast doubt on its meaning.
 */
export function isUnclear({ values = NO_VALUES, mayInvert }: Derivation, field: FieldSpec, text: string): boolean {
  if ((values.size === 0 && !mayInvert) || values.has(valueKey(text))) return false;
  const isDoubtful =
    mayInvert || hasOtherMeaning(field, text, { isMatched: (word) => values.has(word), isInColumn: () => false });
  return isDoubtful && isAccepted(field, text);
}

const NO_VALUES: NonNullable<Derivation['values']> = new Map();

/** What is known about the words of a column; each is in lower case. */
export interface ColumnWords {
  readonly isInColumn: (word: string) => boolean;
  readonly isMatched: (word: string) => boolean;
}

/**
 * Whether the other words of its column give a text an unusual meaning. Once a person has matched one of those words,
 * the text has that meaning whatever else the column contains.
 */
export function hasOtherMeaning(
  { otherMeanings = {} }: FieldSpec,
  text: string,
  { isInColumn, isMatched }: ColumnWords,
): boolean {
  const { beside = [], unless = [] } = otherMeanings[valueKey(text)] ?? {};
  return beside.some(isMatched) || (beside.some(isInColumn) && !unless.some(isInColumn));
}

/**
 * Whether a person has to confirm what a yes in a column means for its field, because the column has none of the
 * field's names.
 */
export function needsMeaning(field: FieldSpec, column: string): boolean {
  if (!field.hasAmbiguousYes) return false;
  const { name, aliases = [], likelyNames = [] } = field;
  return ![name, ...aliases, ...likelyNames].some((each) => normalizedName(each) === normalizedName(column));
}

/** Whether the rule of a field with matched values accepts a text. Such rules use neither `now` nor `isIp`. */
export function isAccepted(field: FieldSpec, text: string): boolean {
  if (text.trim() === '') return false;
  const cell = new TrialCell(0, () => false);
  field.clean(text, cell);
  return !cell.hasError;
}

/** Keeps the first error of a rule, or its first warning if there is none, and reports neither. */
export class TrialCell implements Cell {
  readonly now: number;
  readonly isIp: (text: string) => boolean;
  hasError = false;
  code: string | undefined;

  constructor(now: number, isIp: (text: string) => boolean) {
    this.now = now;
    this.isIp = isIp;
  }

  error(code: string): undefined {
    if (!this.hasError) this.code = code;
    this.hasError = true;
  }

  warn(code: string): void {
    this.code ??= code;
  }
}

/** What a field makes of a text that is already matched, before the value is hashed. */
export function cleanedText(
  field: FieldSpec,
  read: UnitReader | undefined,
  text: string,
  cell: Cell,
): JsonValue | undefined {
  const plain = read ? read(text, cell, () => undefined) : text;
  return plain === undefined ? undefined : field.clean(field.hashed ? normalForm(plain) : plain, cell);
}

function readerOf(target: FieldTarget, { units }: FieldSpec, at: ErrorPlace): UnitReader | undefined {
  const given = UNITS.filter((unit) => target[unit] !== undefined);
  if (given.length === 0) return undefined;
  const other = given.find((unit) => !units?.names.includes(unit));
  if (other !== undefined) throw new UserError('mapping_unit_unsupported', { ...at, unit: other });
  const read = units?.reader(target);
  if (read) return read;
  const invalid = given.filter((unit) => !units?.reader({ [unit]: target[unit] }));
  throw new UserError('mapping_unit_invalid', { ...at, unit: invalid });
}
