import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { plainLetters } from '../../text/plain-letters.ts';
import { isFullNameOf } from './guesses.ts';
import { mayBeName, wordsOf } from './look-up.ts';
import { ownerOf, withoutRecipient } from './owners.ts';
import { isReading } from './qualifiers.ts';

/** A column of a family name or a given name. */
export interface NamePart {
  readonly column: string;
  readonly field: FieldSpec;
  /** What precedes and follows the character for the part in the column's name. Not both are empty. */
  readonly start: string;
  readonly end: string;
}

/**
 * Pairs of columns with a family name and a given name that differ in one character, such as `注文者姓` and `注文者名`:
 * alone, the second one would be a full name. Those of the buyer come first; the recipient's are left out.
 */
export function namePairs(fields: readonly FieldSpec[], header: readonly string[]): readonly (readonly NamePart[])[] {
  const parts = header
    .filter((column) => mayBeName(column) && !isReading(column))
    .flatMap((column) => partsOf(fields, column));
  const groups = Map.groupBy(parts, ({ start, end }) => `${start} ${end}`);
  const isPair = (group: readonly NamePart[]) =>
    group.length === 2 && new Set(group.map(({ field }) => field)).size === 2;
  const isOthers = (pair: readonly NamePart[]) => Number(!pair.every(isOfBuyer));
  return [...groups.values()].filter(isPair).toSorted((a, b) => isOthers(a) - isOthers(b));
}

/** Whether a column may hold the part of a name of someone else than the buyer: `担当者姓`. */
export function mayBeNamePartOfOther(column: string, field: FieldSpec): boolean {
  return mayBeName(column) && partsOf([field], column).some((part) => !isOfBuyer(part));
}

function partsOf(fields: readonly FieldSpec[], column: string): readonly NamePart[] {
  const name = normalizedName(column);
  return fields.flatMap((field) => {
    const words = field.fromFullName ? (field.aliases ?? []).filter((alias) => alias.length === 1) : [];
    const rests = words.flatMap((word) => [
      ...(name.endsWith(word) ? [{ start: name.slice(0, -1), end: '' }] : []),
      ...(name.startsWith(word) ? [{ start: '', end: name.slice(1) }] : []),
    ]);
    return rests
      .filter(({ start, end }) => start + end !== '' && withoutRecipient(plainLetters(start + end)).length === 0)
      .map((rest) => ({ column, field, ...rest }));
  });
}

/** What surrounds the character is a word for the buyer or for a full name: `請求先姓`, `お名前（姓）`. */
function isOfBuyer({ field, start, end }: NamePart): boolean {
  return wordsOf(start + end).some((word) => ownerOf(word) === 'buyer' || isFullNameOf(field, word));
}
