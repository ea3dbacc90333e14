/** Lines of CSV, without the line end. */

const TO_QUOTE = /[",\r\n]/;

export function headerLine(columns: readonly { readonly name: string }[]): string {
  return columns.map(({ name }) => (name === '' ? '""' : quoted(name))).join(',');
}

/**
 * NULL and the empty string are both an empty cell. A row's only cell is quoted if it is empty, because a blank line is
 * not a row.
 */
export function cellsLine(cells: readonly (string | null)[]): string {
  if (cells.length === 1) return quoted(cells[0] ?? '') || '""';
  return cells.map((cell) => (cell === null ? '' : quoted(cell))).join(',');
}

function quoted(cell: string): string {
  return TO_QUOTE.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
