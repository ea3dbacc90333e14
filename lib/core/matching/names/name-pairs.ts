import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { plainLetters } from '../../text/plain-letters.ts';
import { isFullNameOf } from './known-names.ts';
import { mayBeName, normalizedNames } from './look-up.ts';
import { partyOf, withoutRecipient } from './parties.ts';
import { isReading } from './qualifiers.ts';

export interface ColumnOfField {
  readonly column: string;
  readonly field: FieldSpec;
}

/** A column that may hold one part of a person's name: the family name or the given name. */
interface NamePart extends ColumnOfField {
  /** What precedes and follows the character for the part, such as 姓, in the column's name; one of them is empty. */
  readonly start: string;
  readonly end: string;
}

/**
 * Pairs of a column with family names and a column with given names, if the names of the two columns differ in one
 * character: `注文者姓` and `注文者名`. Alone, `注文者名` would mean a full name. The buyer's pairs come first;
 * the recipient's are left out.
 */
export function namePairs(
  fields: readonly FieldSpec[],
  header: readonly string[],
): readonly (readonly ColumnOfField[])[] {
  const parts = header
    .filter((column) => mayBeName(column) && !isReading(column))
    .flatMap((column) => partsOf(fields, column));
  const groups = Map.groupBy(parts, ({ start, end }) => `${start} ${end}`);
  const isPair = (group: readonly NamePart[]) =>
    group.length === 2 && new Set(group.map(({ field }) => field)).size === 2;
  const rankOf = (pair: readonly NamePart[]) => (pair.every(isOfBuyer) ? 0 : 1);
  return [...groups.values()].filter(isPair).toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Whether a column may hold a part of the name of a person other than the buyer: `担当者姓`. */
export function mayBeNamePartOfOther(column: string, field: FieldSpec): boolean {
  return mayBeName(column) && partsOf([field], column).some((part) => !isOfBuyer(part));
}

/** The parts of a person's name that a column may hold: the column's name begins or ends with an alias such as 姓. */
function partsOf(fields: readonly FieldSpec[], column: string): readonly NamePart[] {
  const name = normalizedName(column);
  const parts: NamePart[] = [];
  for (const field of fields.filter(({ fromFullName }) => fromFullName !== undefined)) {
    for (const character of field.aliases?.filter(({ length }) => length === 1) ?? []) {
      if (name.endsWith(character)) parts.push({ column, field, start: name.slice(0, -1), end: '' });
      if (name.startsWith(character)) parts.push({ column, field, start: '', end: name.slice(1) });
    }
  }
  return parts.filter((part) => textAround(part) !== '' && !isOfRecipient(part));
}

function isOfRecipient(part: NamePart): boolean {
  return withoutRecipient(plainLetters(textAround(part))).length > 0;
}

/** Whether a word for the buyer or for a full name surrounds the character: `請求先姓`, `お名前（姓）`. */
function isOfBuyer(part: NamePart): boolean {
  return normalizedNames(textAround(part)).some((name) => partyOf(name) === 'buyer' || isFullNameOf(part.field, name));
}

/** The column's name without the character for the part. */
function textAround({ start, end }: NamePart): string {
  return start + end;
}
