import type { OutputColumn } from '#lib/core/audience/activation/activation.ts';

/** The columns, with all columns of one kind replaced in place; additional replacements follow at the end. */
export function withKind(
  columns: readonly OutputColumn[],
  replacements: readonly OutputColumn[],
  isKind: (column: OutputColumn) => boolean,
): readonly OutputColumn[] {
  const rest = [...replacements];
  const kept = columns.flatMap((column) => (isKind(column) ? (rest.shift() ?? []) : column));
  return [...kept, ...rest];
}
