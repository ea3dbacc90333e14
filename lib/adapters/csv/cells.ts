import type { RowFault } from '../../core/record/row.ts';
import type { FileFormat } from '../../core/upload/file-format.ts';
import { QUOTE } from './byte-search.ts';
import { hasJisEscape } from './guess-encoding.ts';

export type Delimiter = FileFormat['delimiter'];

const REPLACEMENT = '\ufffd';
const NUL = '\0';
const ESCAPE = '\x1b';

/**
 * Splits a record with valid quoting into its cells, unchanged except that `""` inside quotes becomes one quote.
 * Preallocates `expectedCount` cells, which most records have, because growing the array takes a quarter more time.
 */
export function splitCells(record: string, delimiter: Delimiter, expectedCount: number): string[] {
  const cells = new Array<string>(expectedCount);
  let count = 0;
  let at = 0;
  // After a delimiter at the end, there is one more, empty cell at record.length.
  while (at <= record.length) {
    const isQuoted = record.charCodeAt(at) === QUOTE;
    const end = isQuoted ? closingQuote(record, at + 1) + 1 : endOfPlainCell(record, delimiter, at);
    cells[count] = isQuoted ? unescapeQuotes(record.slice(at + 1, end - 1)) : record.slice(at, end);
    count++;
    at = end + 1;
  }
  cells.length = count;
  return cells;
}

function endOfPlainCell(record: string, delimiter: Delimiter, at: number): number {
  const end = record.indexOf(delimiter, at);
  return end === -1 ? record.length : end;
}

/** The position of the first quote at or after `at` that is not half of an escaped quote. */
function closingQuote(record: string, at: number): number {
  let quote = record.indexOf('"', at);
  while (record.charCodeAt(quote + 1) === QUOTE) quote = record.indexOf('"', quote + 2);
  return quote;
}

function unescapeQuotes(quoted: string): string {
  return quoted.includes('"') ? quoted.replaceAll('""', '"') : quoted;
}

/**
 * Makes `cells` as long as the header, in place, and returns how many were missing. Joins non-blank surplus cells into
 * the last one, as in the file, so that a person can fix the row.
 */
export function fitCells(cells: string[], columnCount: number, delimiter: Delimiter): number {
  const missing = Math.max(0, columnCount - cells.length);
  if (hasSurplus(cells, columnCount)) cells[columnCount - 1] = cells.slice(columnCount - 1).join(delimiter);
  cells.length = columnCount;
  if (missing > 0) cells.fill('', columnCount - missing);
  return missing;
}

/** The first fault of a record with valid quoting. */
export function findFault(record: string, cells: readonly string[], columnCount: number): RowFault | undefined {
  if (hasSurplus(cells, columnCount))
    return { code: 'too_many_cells', params: { cells: cells.length, columns: columnCount } };
  if (record.includes(REPLACEMENT)) return { code: 'bad_encoding', ...cellWith(cells, REPLACEMENT) };
  if (hasJisEscape(record)) return { code: 'bad_encoding', ...cellWith(cells, ESCAPE) };
  if (record.includes(NUL)) return { code: 'nul_character', ...cellWith(cells, NUL) };
  return undefined;
}

/**
 * Whether a cell beyond those of the header is not blank. Blank ones are no fault, because spreadsheets often append
 * empty cells to lines.
 */
function hasSurplus(cells: readonly string[], columnCount: number): boolean {
  for (let i = columnCount; i < cells.length; i++) if (cells[i]?.trim()) return true;
  return false;
}

/** The cell with this character; nothing if several cells have it. */
function cellWith(cells: readonly string[], character: string): { cell?: number } {
  const first = cells.findIndex((cell) => cell.includes(character));
  const last = cells.findLastIndex((cell) => cell.includes(character));
  return first === last ? { cell: first } : {};
}
