import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { plainLetters } from '../../text/plain-letters.ts';
import { mayBeName, plainWordsOf, withoutNumber } from './look-up.ts';
import { withoutBuyer, withoutRecipient } from './owners.ts';

/** Columns that probably hold the parts of one value: `郵便番号1` and `郵便番号2`. */
interface NumberedParts {
  readonly field: FieldSpec;
  /** In the order of their numbers. */
  readonly columns: readonly string[];
}

/** The fields whose values forms write in several numbered columns, with these columns of a header. */
export function numberedParts(fields: readonly FieldSpec[], header: readonly string[]): readonly NumberedParts[] {
  const parts = header.filter(mayBeName).flatMap((column) => partOf(fields, column) ?? []);
  const groups = Map.groupBy(parts, ({ field, stem }) => `${field.name} ${stem}`);
  return [...groups.values()].flatMap((group) => {
    const [{ field } = {}] = group;
    const sorted = group.toSorted((a, b) => a.number - b.number);
    const isComplete = sorted.every(({ number }, index) => number === index + 1);
    if (!field || !isComplete || sorted.length !== field.inNumberedColumns?.count) return [];
    return { field, columns: sorted.map(({ column }) => column) };
  });
}

/** Whether a column may hold only a part of a field's value. */
export function mayBeNumberedPart(column: string, field: FieldSpec): boolean {
  return mayBeName(column) && partOf([field], column) !== undefined;
}

function partOf(fields: readonly FieldSpec[], column: string) {
  const { stem, suffix } = withoutNumber(column.normalize('NFKC'));
  if (suffix === undefined) return undefined;
  const words = plainWordsOf(stem).flatMap((word) => [word, ...withoutBuyer(word), ...withoutRecipient(word)]);
  const field = fields.find(({ inNumberedColumns }) =>
    inNumberedColumns?.names.some((name) => words.includes(plainLetters(normalizedName(name)))),
  );
  return field && { column, field, stem, number: suffix };
}
