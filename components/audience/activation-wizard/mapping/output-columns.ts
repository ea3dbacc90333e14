import type { OutputColumn } from '#lib/core/audience/activation/activation.ts';

/** The columns, with all columns of one kind replaced in place; additional replacements follow at the end. */
export function withKind(
  columns: readonly OutputColumn[],
  replacements: readonly OutputColumn[],
  isKind: (column: OutputColumn) => boolean,
): readonly OutputColumn[] {
  const remaining = [...replacements];
  const replaced = columns.flatMap((column) => (isKind(column) ? (remaining.shift() ?? []) : column));
  return [...replaced, ...remaining];
}
