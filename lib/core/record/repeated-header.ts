import { nameKey } from './name-key.ts';

/** Whether a row has the column names once more, as in several exports in one file, so that it is no record. */
export function repeatsHeader(header: readonly string[], cells: readonly string[]): boolean {
  return header.every((column, index) => isNameOf(column, cells[index] ?? ''));
}

/** Whether a cell is the name of its column, which has a number if another column has the same name: `Name (2)`. */
export function isNameOf(column: string, cell: string): boolean {
  const key = nameKey(cell);
  return nameKey(column) === key || (key !== '' && nameKey(column).replace(/ \(\d+\)$/, '') === key);
}
