import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/**
 * Rows as CSV text of RFC 4180. Values stay exact, so that the file can be sent again; `spreadsheetSafe` disarms cells
 * that a spreadsheet would take for a formula, which changes them: such a file is for looking at.
 */
export function toCsv(rows: AsyncIterable<readonly string[]>, spreadsheetSafe: boolean): Readable {
  const cast = spreadsheetSafe ? { cast: { string: disarmed } } : {};
  return Readable.from(rows).compose(stringify({ ...cast, quoted_match: /[\r\n]/ }));
}

/** NUL, too, since a spreadsheet skips it; and the wide forms, which are taken for the signs in some languages. */
const FORMULA = /^[=+\-@\t\r\0＝＋－＠]/;

function disarmed(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}
