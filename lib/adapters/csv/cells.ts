import type { RowFault } from '../../core/record/row.ts';
import type { FileFormat } from '../../core/upload/file-format.ts';
import { QUOTE } from './byte-search.ts';

export type Delimiter = FileFormat['delimiter'];

const REPLACEMENT = '\ufffd';
const NUL = '\0';

/**
 * Cuts a record whose quoting is sound into its cells, exactly as they stand; `""` inside quotes is one quote. `expected`
 * cells are made room for: most records have so many, and letting the array grow costs a quarter more time.
 */
export function cutCells(record: string, delimiter: Delimiter, expected: number): string[] {
  const cells = new Array<string>(expected);
  let count = 0;
  // A delimiter at the very end leaves one more cell, the empty one at record.length.
  for (let at = 0; at <= record.length; count++) {
    const quoted = record.charCodeAt(at) === QUOTE;
    const end = quoted ? closingQuote(record, at + 1) + 1 : endOfPlainCell(record, delimiter, at);
    cells[count] = quoted ? withoutDoubling(record.slice(at + 1, end - 1)) : record.slice(at, end);
    at = end + 1;
  }
  cells.length = count;
  return cells;
}

function endOfPlainCell(record: string, delimiter: Delimiter, at: number): number {
  const end = record.indexOf(delimiter, at);
  return end === -1 ? record.length : end;
}

function closingQuote(record: string, at: number): number {
  let quote = record.indexOf('"', at);
  while (record.charCodeAt(quote + 1) === QUOTE) quote = record.indexOf('"', quote + 2);
  return quote;
}

function withoutDoubling(quoted: string): string {
  return quoted.includes('"') ? quoted.replaceAll('""', '"') : quoted;
}

/**
 * Makes `cells` as long as the header, in place, and returns how many were missing. A surplus that says something stays
 * in the last cell, as it would stand in the file: whoever repairs the row must find it there.
 */
export function fitCells(cells: string[], columns: number, delimiter: Delimiter): number {
  const missing = Math.max(0, columns - cells.length);
  if (hasSurplus(cells, columns)) cells[columns - 1] = cells.slice(columns - 1).join(delimiter);
  cells.length = columns;
  if (missing > 0) cells.fill('', columns - missing);
  return missing;
}

/** What is wrong with a record whose quoting is sound, if anything. */
export function faultIn(record: string, cells: readonly string[], columns: number): RowFault | undefined {
  if (hasSurplus(cells, columns)) return { code: 'too_many_cells', params: { cells: cells.length, columns } };
  if (record.includes(REPLACEMENT)) return { code: 'bad_encoding', ...blame(cells, REPLACEMENT) };
  if (record.includes(NUL)) return { code: 'nul_character', ...blame(cells, NUL) };
  return undefined;
}

/** Spreadsheets like to end lines with empty cells: only a surplus that says something is a fault. */
function hasSurplus(cells: readonly string[], columns: number): boolean {
  for (let i = columns; i < cells.length; i++) if (cells[i]?.trim()) return true;
  return false;
}

function blame(cells: readonly string[], character: string): { cell?: number } {
  const first = cells.findIndex((cell) => cell.includes(character));
  const last = cells.findLastIndex((cell) => cell.includes(character));
  return first === last ? { cell: first } : {};
}
