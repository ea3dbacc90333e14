import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { plainLetters } from '../../text/plain-letters.ts';
import { mayBeName, plainWordsOf, withoutNumber } from './look-up.ts';
import { withoutBuyer, withoutRecipient } from './owners.ts';

/** Columns that probably hold the parts of one value: `郵便番号1` and `郵便番号2`. */
interface NumberedParts {
  readonly field: FieldSpec;
  /** The value is that of the person who receives the goods, who may be someone else than the buyer. */
  readonly isOfRecipient: boolean;
  /** In the order of their numbers. */
  readonly columns: readonly string[];
}

/**
 * The fields whose values forms write in several numbered columns, with these columns of a header. Those of the
 * recipient come last.
 */
export function numberedParts(fields: readonly FieldSpec[], header: readonly string[]): readonly NumberedParts[] {
  const parts = header.filter(mayBeName).flatMap((column) => partOf(fields, column) ?? []);
  const groups = Map.groupBy(parts, ({ field, stem }) => `${field.name} ${stem}`);
  const found = [...groups.values()].flatMap((group) => {
    const [{ field, isOfRecipient = false } = {}] = group;
    const sorted = group.toSorted((a, b) => a.number - b.number);
    const isComplete = sorted.every(({ number }, index) => number === index + 1);
    if (!field || !isComplete || sorted.length !== field.inNumberedColumns?.count) return [];
    return { field, isOfRecipient, columns: sorted.map(({ column }) => column) };
  });
  return found.toSorted((a, b) => Number(a.isOfRecipient) - Number(b.isOfRecipient));
}

/** Whether a column may hold only a part of a field's value. */
export function mayBeNumberedPart(column: string, field: FieldSpec): boolean {
  return mayBeName(column) && partOf([field], column) !== undefined;
}

function partOf(fields: readonly FieldSpec[], column: string) {
  const { stem, suffix } = withoutNumber(column.normalize('NFKC'));
  if (suffix === undefined) return undefined;
  const ofRecipient = plainWordsOf(stem).flatMap(withoutRecipient);
  const words = [...plainWordsOf(stem).flatMap((word) => [word, ...withoutBuyer(word)]), ...ofRecipient];
  const field = fields.find(({ inNumberedColumns }) =>
    inNumberedColumns?.names.some((name) => words.includes(plainLetters(normalizedName(name)))),
  );
  return field && { column, field, stem, number: suffix, isOfRecipient: ofRecipient.length > 0 };
}
