import type { FieldTarget } from '#lib/core/record/field-target.ts';
import { joinedText } from '#lib/core/record/source-text.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';

/** The value made from the first sample of each column. */
export function exampleOf(
  samples: readonly ColumnSample[],
  columns: readonly string[],
  { part, separator = ' ' }: Pick<FieldTarget, 'part' | 'separator'>,
): string {
  const cells = columns.map((column) => samples.find((sample) => sample.column === column)?.values[0] ?? '');
  return joinedText({ indexes: [...cells.keys()], separator, part }, cells);
}

/** The option for no further column. */
export const NOTHING_JOINED = '';

/**
 * The change that joins other columns to a value; NOTHING_JOINED among them is ignored. Undefined if the value was not
 * joined and still is not: then it keeps the part that a split has chosen.
 */
export function joinChange(
  target: FieldTarget | undefined,
  others: readonly string[],
  separator: string,
): Pick<FieldTarget, 'join' | 'part' | 'separator'> | undefined {
  const join = others.filter((column) => column !== NOTHING_JOINED);
  if (join.length > 0) return { join, part: undefined, separator };
  return target?.join ? { join: undefined, part: undefined, separator: undefined } : undefined;
}
