import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { plainLetters } from '../../text/plain-letters.ts';
import { mayBeName } from './look-up.ts';
import { withoutRecipient } from './owners.ts';
import { isReading } from './qualifiers.ts';

/**
 * Columns of a family name and a given name that differ in one character, such as `注文者姓` and `注文者名`: alone, the
 * second one would be a full name. The field of each column. The recipient's name is left out.
 */
export function namePairs(fields: readonly FieldSpec[], header: readonly string[]): ReadonlyMap<string, FieldSpec> {
  const parts = header
    .filter((column) => mayBeName(column) && !isReading(column))
    .flatMap((column) => partsOf(fields, column));
  const groups = Map.groupBy(parts, ({ rest }) => rest);
  return new Map(
    [...groups.values()]
      .filter((group) => group.length === 2 && new Set(group.map(({ field }) => field)).size === 2)
      .flat()
      .map(({ column, field }) => [column, field]),
  );
}

/** A column's name without a character at its start or end that is the name of a part; `rest` is not empty. */
function partsOf(fields: readonly FieldSpec[], column: string) {
  const name = normalizedName(column);
  return fields.flatMap((field) => {
    const words = field.fromFullName ? (field.aliases ?? []).filter((alias) => alias.length === 1) : [];
    const rests = words.flatMap((word) => [
      ...(name.endsWith(word) ? [{ start: name.slice(0, -1), end: '' }] : []),
      ...(name.startsWith(word) ? [{ start: '', end: name.slice(1) }] : []),
    ]);
    return rests
      .filter(({ start, end }) => start + end !== '' && withoutRecipient(plainLetters(start + end)).length === 0)
      .map(({ start, end }) => ({ column, field, rest: `${start} ${end}` }));
  });
}
