import { UserError } from '../errors.ts';
import { normalForm } from './clean.ts';
import type { Cell, FieldSpec, JsonValue, UnitReader } from './field.ts';
import { type FieldTarget, normalizedName, UNITS, type Units } from './field-target.ts';
import { IssueCollector } from './issue-collector.ts';
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
 * How a field's text is made from a column; undefined if the text is the cell itself. Throws UserError if the target
 * has both joined columns and a part, a joined column is unknown, values or units do not fit the field, a value is
 * matched twice, or the separator has a lone surrogate, which could not be sent unchanged.
 */
export function derivationOf(target: FieldTarget, field: FieldSpec, position: ColumnPosition): Derivation | undefined {
  const { join = [], part, separator = DEFAULT_SEPARATOR } = target;
  const place = { column: position.column, field: target.field };
  if (join.length > 0 && part !== undefined) throw new UserError('mapping_join_and_part', place);
  if (!separator.isWellFormed()) throw new UserError('input_malformed', { field: target.field });
  const values = valuesOf(target, field, place);
  const read = readerOf(target, field, place);
  const columns = [position.column, ...join];
  const isAmbiguous = columns.some((column) => isAmbiguousIn(field, column));
  const isUnchangedCell = join.length === 0 && part === undefined && !values && !read && !isAmbiguous;
  if (isUnchangedCell) return undefined;
  const isOppositeByName = isAmbiguous && columns.some((column) => field.isOppositeIn?.(column));
  return {
    indexes: [position.index, ...join.map((column) => indexOf(column, position.header))],
    separator,
    part,
    values,
    isAmbiguous,
    mayInvert: isOppositeByName || matchesInvert(values, field),
    units: read && unitsOf(target),
    read,
  };
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

function valuesOf({ values }: FieldTarget, field: FieldSpec, place: ErrorPlace): Derivation['values'] {
  if (!values) return undefined;
  if (!field.matchValues) throw new UserError('mapping_values_unsupported', { ...place });
  const meanings = new Map<string, string | null>();
  for (const [word, meaning] of Object.entries(values)) {
    const key = valueKey(word);
    if (meanings.has(key)) throw new UserError('mapping_value_twice', { ...place, value: word });
    if (meaning !== null && !canMean(meaning, field))
      throw new UserError('mapping_value_invalid', { ...place, value: meaning });
    meanings.set(key, meaning);
  }
  return meanings;
}

/** Whether a word may be matched to this meaning. An empty text omits the value. */
function canMean(meaning: string, field: FieldSpec): boolean {
  return meaning === '' ? !field.isRequired : isAccepted(field, meaning);
}

/** Whether a person gave a word another meaning than the field's rule does, in a field whose yes may mean no. */
function matchesInvert(values: Derivation['values'], field: FieldSpec): boolean {
  if (!values || !field.hasAmbiguousYes) return false;
  const cleaned = (text: string) => field.clean(text, new IssueCollector(0, () => false));
  return [...values].some(
    ([word, meaning]) => meaning && isAccepted(field, word) && cleaned(word) !== cleaned(meaning),
  );
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

/** What is known about the words of a column. The words are in lower case. */
export interface ColumnWords {
  readonly isInColumn: (word: string) => boolean;
  readonly isMatched: (word: string) => boolean;
}

/**
 * Whether the other words of a column give a text an unusual meaning: the column has a word of `beside`, and none of
 * `unless`. Once a person has matched a word of `beside`, the words of `unless` do not count.
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
export function isAmbiguousIn(field: FieldSpec, column: string): boolean {
  if (!field.hasAmbiguousYes) return false;
  const { name, aliases = [], likelyNames = [] } = field;
  const names = [name, ...aliases, ...likelyNames];
  return !names.some((fieldName) => normalizedName(fieldName) === normalizedName(column));
}

/** Whether the rule of a field with matched values accepts a text. Such rules use neither `now` nor `isIp`. */
export function isAccepted(field: FieldSpec, text: string): boolean {
  if (text.trim() === '') return false;
  const issues = new IssueCollector(0, () => false);
  field.clean(text, issues);
  return !issues.hasError;
}

/** What a field makes of a text after matching; a value to hash is not hashed yet. */
export function cleanedText(
  field: FieldSpec,
  read: UnitReader | undefined,
  text: string,
  cell: Cell,
): JsonValue | undefined {
  const rewritten = read ? read(text, cell, () => undefined) : text;
  return rewritten === undefined ? undefined : field.clean(field.isHashed ? normalForm(rewritten) : rewritten, cell);
}

function readerOf(target: FieldTarget, { units }: FieldSpec, place: ErrorPlace): UnitReader | undefined {
  const givenUnits = UNITS.filter((unit) => target[unit] !== undefined);
  if (givenUnits.length === 0) return undefined;
  const unsupported = givenUnits.find((unit) => !units?.names.includes(unit));
  if (unsupported !== undefined) throw new UserError('mapping_unit_unsupported', { ...place, unit: unsupported });
  const read = units?.reader(target);
  if (read) return read;
  const invalid = givenUnits.filter((unit) => !units?.reader({ [unit]: target[unit] }));
  throw new UserError('mapping_unit_invalid', { ...place, unit: invalid });
}
