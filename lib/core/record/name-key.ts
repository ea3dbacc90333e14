import { trim } from './clean.ts';

/** The form in which names of columns and fields are compared, trimmed as headers are. */
export function nameKey(name: string): string {
  return trim(name).toLowerCase();
}

/** Whether a row has the column names once more, as in several exports in one file, so that it is no record. */
export function repeatsHeader(header: readonly string[], cells: readonly string[]): boolean {
  return header.every((column, index) => isNameOf(column, cells[index] ?? ''));
}

function isNameOf(column: string, cell: string): boolean {
  return keysOfName(column).includes(nameKey(cell));
}

/** The keys of a column's name, which has a number if another column has the same name: `Name (2)`. */
export function keysOfName(column: string): readonly string[] {
  const key = nameKey(column);
  return [key, key.replace(/ \(\d+\)$/, '')];
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
