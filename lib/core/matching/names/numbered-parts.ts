import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { plainLetters } from '../../text/plain-letters.ts';
import { mayBeName, plainNames, withoutNumber } from './look-up.ts';
import { withoutBuyer, withoutRecipient } from './parties.ts';

/** A value whose parts are probably in several columns: `郵便番号1` and `郵便番号2`. */
interface DividedValue {
  readonly field: FieldSpec;
  /** Whether the value is that of the person who receives the goods, who may be someone else than the buyer. */
  readonly isOfRecipient: boolean;
  /** In the order of their numbers. */
  readonly columns: readonly string[];
}

/** The values that a form writes in several numbered columns of a header. Those of the recipient come last. */
export function dividedValues(fields: readonly FieldSpec[], header: readonly string[]): readonly DividedValue[] {
  const parts = header.filter(mayBeName).flatMap((column) => partOf(fields, column) ?? []);
  const groups = Map.groupBy(parts, ({ field, stem }) => `${field.name} ${stem}`);
  const completeValues = [...groups.values()].flatMap((group) => completeValue(group) ?? []);
  return completeValues.toSorted((a, b) => Number(a.isOfRecipient) - Number(b.isOfRecipient));
}

/** The value that these parts make; undefined if there are fewer or more of them than the field has. */
function completeValue(parts: readonly NumberedPart[]): DividedValue | undefined {
  const sorted = parts.toSorted((a, b) => a.number - b.number);
  const [first] = sorted;
  const isComplete = sorted.every(({ number }, index) => number === index + 1);
  if (!first || !isComplete || sorted.length !== first.field.inNumberedColumns?.count) return undefined;
  const { field, isOfRecipient } = first;
  return { field, isOfRecipient, columns: sorted.map(({ column }) => column) };
}

/** Whether a column may hold only a part of a field's value. */
export function mayBeNumberedPart(column: string, field: FieldSpec): boolean {
  return mayBeName(column) && partOf([field], column) !== undefined;
}

/** A column that may hold a part of a value. */
interface NumberedPart {
  readonly column: string;
  readonly field: FieldSpec;
  /** The column's name without the number. */
  readonly stem: string;
  readonly number: number;
  readonly isOfRecipient: boolean;
}

function partOf(fields: readonly FieldSpec[], column: string): NumberedPart | undefined {
  const { stem, suffix } = withoutNumber(column.normalize('NFKC'));
  if (suffix === undefined) return undefined;
  const names = plainNames(stem);
  const ofBuyer = names.flatMap(withoutBuyer);
  const ofRecipient = names.flatMap(withoutRecipient);
  const possibleNames = new Set([...names, ...ofBuyer, ...ofRecipient]);
  const field = fields.find(({ inNumberedColumns }) =>
    inNumberedColumns?.names.some((name) => possibleNames.has(plainLetters(normalizedName(name)))),
  );
  return field && { column, field, stem, number: suffix, isOfRecipient: ofRecipient.length > 0 };
}
