import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

export interface CsvLooks {
  /** Disarms cells that a spreadsheet would take for a formula, which changes them: such a file is for looking at. */
  readonly spreadsheetSafe?: boolean;
  /** Begins with a byte order mark, by which Excel knows UTF-8. Read again, it is no part of the first column's name. */
  readonly bom?: boolean;
}

/** Rows as CSV text of RFC 4180. Values stay exact unless told otherwise, so that the file can be sent again. */
export function toCsv(
  rows: AsyncIterable<readonly string[]>,
  { spreadsheetSafe = false, bom = false }: CsvLooks = {},
): Readable {
  const cast = spreadsheetSafe ? { cast: { string: disarmed } } : {};
  return Readable.from(rows).compose(stringify({ ...cast, bom, quoted_match: /[\r\n]/ }));
}

/** NUL, too, since a spreadsheet skips it; and the wide forms, which are taken for the signs in some languages. */
const FORMULA = /^[=+\-@\t\r\0＝＋－＠]/;

function disarmed(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}
