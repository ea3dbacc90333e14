import { trim } from './clean.ts';

/** The form in which names of columns and fields are compared, trimmed as headers are. */
export function nameKey(name: string): string {
  return trim(name).toLowerCase();
}

/** A column that a mapping names twice, in two spellings. Only one of them could count. */
export interface RepeatedColumn {
  readonly column: string;
  readonly other: string;
}

export function repeatedColumns(mapping: Readonly<Record<string, unknown>>): readonly RepeatedColumn[] {
  const firstByKey = new Map<string, string>();
  const repeated: RepeatedColumn[] = [];
  for (const column of Object.keys(mapping)) {
    const other = firstByKey.get(nameKey(column));
    if (other === undefined) firstByKey.set(nameKey(column), column);
    else repeated.push({ column, other });
  }
  return repeated;
}
