import { trim } from './clean.ts';

/** The form in which names of columns and fields are compared, trimmed as headers are. */
export function nameKey(name: string): string {
  return trim(name).toLowerCase();
}

/** A column name in a mapping that repeats an earlier one in another spelling: only one of the two could count. */
export interface RepeatedColumn {
  readonly column: string;
  readonly other: string;
}

export function repeatedColumns(mapping: Readonly<Record<string, unknown>>): readonly RepeatedColumn[] {
  const first = new Map<string, string>();
  return Object.keys(mapping).flatMap((column) => {
    const other = first.get(nameKey(column));
    if (other === undefined) first.set(nameKey(column), column);
    return other === undefined ? [] : [{ column, other }];
  });
}
