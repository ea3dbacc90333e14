import type { FieldSpec, FullNameColumns } from '../record/field.ts';
import type { FieldTarget } from '../record/field-target.ts';
import { normalizedName, withoutQualifier } from './suggest-mapping.ts';

/** A whole name that is split into the fields of its parts. */

type NameOrder = keyof FullNameColumns;

/** How names are written: `Last, First` has its family name first, and a comma. */
export interface NameFormat {
  readonly order: NameOrder;
  readonly separator: string;
}

const ORDERS = ['given_first', 'family_first'] as const satisfies readonly NameOrder[];

/** How the names of a column are written, if its own name says that it has whole names. */
export function nameFormatOf(fields: readonly FieldSpec[], column: string): NameFormat | undefined {
  const words = new Set([column, withoutQualifier(column) ?? column].map(normalizedName));
  const lists = fields.flatMap(({ fromFullName }) => fromFullName?.columns ?? []);
  const order = ORDERS.find((each) => lists.some((list) => list[each].some((name) => words.has(normalizedName(name)))));
  return order && { order, separator: column.includes(',') ? ',' : ' ' };
}

/** The fields of a whole name, in the order of its parts. A middle name is part of the given name. */
export function nameTargets(fields: readonly FieldSpec[], { order, separator }: NameFormat): readonly FieldTarget[] {
  const isFamilyFirst = order === 'family_first' || separator === ',';
  const parts = isFamilyFirst
    ? ({ family: 1, given: 'after_first' } as const)
    : ({ given: 'before_last', family: -1 } as const);
  return Object.entries(parts).flatMap(([name, part]) => {
    const field = fields.find(({ fromFullName }) => fromFullName?.part === name);
    return field ? { field: field.name, part, separator } : [];
  });
}

/** The names of the fields that are parts of a name. */
export function nameFields(fields: readonly FieldSpec[]): readonly string[] {
  return fields.filter(({ fromFullName }) => fromFullName !== undefined).map(({ name }) => name);
}
