import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

export interface CsvOptions {
  /** Escapes cells that a spreadsheet would run as a formula. This changes values, so the file is only for viewing. */
  readonly spreadsheetSafe?: boolean;
  /** Starts with a byte order mark, by which Excel detects UTF-8. It is ignored when the file is imported again. */
  readonly bom?: boolean;
}

/** Rows as CSV (RFC 4180). Values are exact by default, so that the file can be sent again. */
export function toCsv(
  rows: AsyncIterable<readonly string[]>,
  { spreadsheetSafe = false, bom = false }: CsvOptions = {},
): Readable {
  const cast = spreadsheetSafe ? { cast: { string: disarmFormula } } : {};
  return Readable.from(rows).compose(stringify({ ...cast, bom, quoted_match: /[\r\n]/ }));
}

/**
 * The beginnings of formulas, including NUL, which spreadsheets skip, and full-width characters, which some locales
 * treat like ASCII.
 */
const FORMULA = /^[=+\-@\t\r\0＝＋－＠]/;

function disarmFormula(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}
