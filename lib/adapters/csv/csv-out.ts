import { Readable } from 'node:stream';
import { cellsLine } from './csv-line.ts';

export interface CsvOptions {
  /** Escapes cells that a spreadsheet would run as a formula. This changes values, so the file is only for viewing. */
  readonly spreadsheetSafe?: boolean;
  /** Starts the file with a byte order mark, by which Excel detects UTF-8. An import of the file ignores the mark. */
  readonly bom?: boolean;
}

/** Rows as CSV (RFC 4180). Values are exact by default, so that the file can be sent again. */
export function toCsv(rows: AsyncIterable<readonly string[]>, options: CsvOptions = {}): Readable {
  return Readable.from(linesOf(rows, options), { objectMode: false });
}

async function* linesOf(
  rows: AsyncIterable<readonly string[]>,
  { spreadsheetSafe = false, bom = false }: CsvOptions,
): AsyncGenerator<string> {
  if (bom) yield '\uFEFF';
  for await (const cells of rows) yield `${cellsLine(spreadsheetSafe ? cells.map(disarmFormula) : cells)}\n`;
}

/**
 * The beginnings of formulas, including NUL, which spreadsheets skip, and full-width characters, which some locales
 * treat like ASCII.
 */
const FORMULA_START = /^[=+\-@\t\r\0＝＋－＠]/;

function disarmFormula(cell: string): string {
  return FORMULA_START.test(cell) ? `'${cell}` : cell;
}
