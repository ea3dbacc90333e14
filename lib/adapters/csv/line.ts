/** What of a result is frozen as a line of CSV, without the end of the line. */

const TO_QUOTE = /[",\r\n]/;

export function headerLine(columns: readonly { readonly name: string }[]): string {
  return columns.map(({ name }) => (name === '' ? '""' : quoted(name))).join(',');
}

/** NULL and the empty text are both an empty cell. A row's only cell is never left blank: a blank line would be no row. */
export function cellsLine(cells: readonly (string | null)[]): string {
  if (cells.length === 1) return quoted(cells[0] ?? '') || '""';
  return cells.map((cell) => (cell === null ? '' : quoted(cell))).join(',');
}

function quoted(cell: string): string {
  return TO_QUOTE.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
