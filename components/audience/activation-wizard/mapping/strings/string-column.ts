import type { OutputColumn, StringSource } from '#lib/core/audience/activation/activation.ts';

/** A column that is a built string. */
export interface StringColumn {
  readonly id?: string | undefined;
  readonly column: string;
  readonly source: StringSource;
}

export function isStringColumn(column: OutputColumn): column is OutputColumn & StringColumn {
  return 'string' in column.source;
}
