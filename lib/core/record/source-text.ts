import { splitPersonName } from '../text/people/person-name.ts';
import { isMissing, normalForm, trim } from './clean.ts';
import type { UnitReader } from './field.ts';
import type { Part, Units } from './field-target.ts';

/** How a source's text is made from the cells of a record, unless it is a single unchanged cell. */
export interface Derivation {
  /** The cells that are joined: the column's own, then those that follow it. */
  readonly indexes: readonly number[];
  readonly separator: string;
  /** Undefined for the whole text. */
  readonly part: Part | undefined;
  /** Undefined without matched values. */
  readonly values: ReadonlyMap<string, string | null> | undefined;
  /** Whether a person has to confirm what a yes means, because a column has none of its field's names. */
  readonly isAmbiguous: boolean;
  /**
   * Whether a yes probably means no, because the name of a column or the matches of its values say so. Then only
   * matched words have a meaning.
   */
  readonly mayInvert: boolean;
  /** The units of its values; undefined without units. */
  readonly units: Units | undefined;
  /** Reads its values according to the units; undefined without units. */
  readonly read: UnitReader | undefined;
}

/** Where a source's text comes from. */
export interface TextSource {
  readonly index: number;
  readonly constant: string | undefined;
  readonly derived: Derivation | undefined;
}

/** The form in which values of a column are compared: trimmed, in Unicode form C and in lower case. */
export function valueKey(text: string): string {
  return normalForm(trim(text)).toLowerCase();
}

/** The trimmed text of a source, joined and split, before its values are matched. */
export function joinedText(
  { indexes, separator, part }: Pick<Derivation, 'indexes' | 'separator' | 'part'>,
  cells: readonly string[],
): string {
  const text = indexes.length === 1 ? trim(cells[indexes[0] ?? 0] ?? '') : joined(indexes, separator, cells);
  return part === undefined || isMissing(text) ? text : partOf(text, part, separator);
}

/** How a joined text is checked. */
export interface JoinedCheck {
  /** A second part that makes every valid first part readable; undefined if the field has no such parts. */
  readonly completion: string | undefined;
  readonly isReadable: (text: string) => boolean;
}

/**
 * The cells that make a joined text unreadable. If the field has a completion, the first cell is joined with it: if the
 * result is not readable, the first cell is at fault, else the other cells are. If the field has no completion, a cell
 * is at fault if the text would be readable without it. If no cell is of this kind, or more than one is, all filled
 * cells are at fault. If all cells are empty, the first one is.
 */
export function faultyIndexes(
  { indexes, separator }: Pick<Derivation, 'indexes' | 'separator'>,
  cells: readonly string[],
  { completion, isReadable }: JoinedCheck,
): readonly number[] {
  const filledIndexes = indexes.filter((index) => !isMissing(trim(cells[index] ?? '')));
  const [first, ...others] = indexes;
  if (first === undefined || filledIndexes.length === 0) return indexes.slice(0, 1);
  if (completion !== undefined && others.length > 0) {
    const text = joined([first], separator, cells);
    if (text === '' || !isReadable(`${text}${separator}${completion}`)) return [first];
    const filledOthers = without(filledIndexes, first);
    return filledOthers.length > 0 ? filledOthers : others;
  }
  const removable = filledIndexes.filter((index) =>
    isReadable(joined(without(filledIndexes, index), separator, cells)),
  );
  return removable.length === 1 ? removable : filledIndexes;
}

function without(indexes: readonly number[], removed: number): readonly number[] {
  return indexes.filter((index) => index !== removed);
}

/** What a text is matched to, or the text itself if it has no match; null leaves its record out. */
export function matchValue({ values }: Pick<Derivation, 'values'>, text: string): string | null {
  const value = values?.get(valueKey(text));
  return value === undefined ? text : value;
}

/** Reads the text of a field's first source, before units apply; undefined if the field has no source or no text. */
export type TextReader = (cells: readonly string[]) => (field: string) => string | undefined;

interface FieldSource extends TextSource {
  readonly field: { readonly name: string };
}

export function textReader({ columns }: { readonly columns: readonly FieldSource[] }): TextReader {
  const firstSources = new Map(columns.toReversed().map((column) => [column.field.name, column]));
  return (cells) => (field) => {
    const source = firstSources.get(field);
    const text = source && matchedText(source, cells);
    return text == null || isMissing(text) ? undefined : text;
  };
}

function matchedText({ index, constant, derived }: TextSource, cells: readonly string[]): string | null {
  return derived ? matchValue(derived, joinedText(derived, cells)) : trim(constant ?? cells[index] ?? '');
}

/** Joins cells. Missing ones are skipped, with their separator. */
function joined(indexes: readonly number[], separator: string, cells: readonly string[]): string {
  return partsIn(indexes, cells).join(separator);
}

/** The trimmed texts of the cells that are joined, without missing ones. */
export function partsIn(indexes: readonly number[], cells: readonly string[]): readonly string[] {
  return indexes.map((index) => trim(cells[index] ?? '')).filter((text) => !isMissing(text));
}

/**
 * A part of a text; empty if the text has no such part. A text without the separator has a first part, but no last one:
 * `Cher` is not both a first and a last name.
 */
function partOf(text: string, part: Part, separator: string): string {
  const isBlankSeparator = separator.trim() === '';
  const parts = (isBlankSeparator ? text.split(/\s+/u) : text.split(separator)).map(trim);
  if (part === 'given_names') return splitPersonName(parts).given;
  if (part === 'family_name') return splitPersonName(parts).family;
  if (part === 'after_first') return parts.slice(1).join(separator);
  if (part === 'before_last') return parts.length === 1 ? text : parts.slice(0, -1).join(separator);
  if (part < 0) return parts.length === 1 ? '' : (parts.at(part) ?? '');
  return parts[part - 1] ?? '';
}
