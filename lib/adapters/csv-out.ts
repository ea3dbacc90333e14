import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/**
 * Rows as CSV text of RFC 4180. Values stay exact, so that the file can be sent again; `spreadsheetSafe` disarms cells
 * that a spreadsheet would take for a formula, which changes them: such a file is for looking at.
 */
export function toCsv(rows: AsyncIterable<readonly string[]>, spreadsheetSafe: boolean): Readable {
  return Readable.from(rows).compose(stringify({ escape_formulas: spreadsheetSafe, quoted_match: /[\r\n]/ }));
}
