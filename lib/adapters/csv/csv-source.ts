import { UserError } from '../../core/errors.ts';
import { trim } from '../../core/record/clean.ts';
import type { Cursor, Row, RowFault } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import {
  DELIMITERS,
  FIRST_ROW,
  HEADER_ROWS,
  MAX_COLUMN_NAME,
  MAX_COLUMNS,
  MAX_RECORD_BYTES,
  NO_HEADER_ROW,
  UNKNOWN_ENCODING,
} from '../../core/upload/file-format.ts';
import { findHeader } from '../../core/upload/find-header.ts';
import type { ChosenMapping, ProposalSources } from '../../core/upload/proposal-sources.ts';
import { type ReadOptions, readChunks, scanRows } from '../rows/read-rows.ts';
import { readBytes } from '../system/disk.ts';
import type { Delimiter } from './cells.ts';
import { refuseDuplicates, uniqueNames } from './column-names.ts';
import { byteOrderMarkLength, likeliestDelimiter, likelyHeaderRow } from './detect.ts';
import { explainFault, withLikelyEncoding } from './encoding-faults.ts';
import { RecordFinder } from './record-finder.ts';
import { Scanner } from './scanner.ts';

/**
 * How many rows at the start of a text file are searched for its header. For the header of a saved mapping, and for
 * proposals, HEADER_ROWS are searched.
 */
const SEARCHED_ROWS = 5;

export interface Header {
  /** The column names, trimmed; a column with a blank name is ignored. */
  readonly header: string[];
  readonly delimiter: Delimiter;
  /** The number of the header's row, from 1, not counting blank lines; NO_HEADER_ROW if there is none. */
  readonly headerRow: number;
  /** Start of the data. */
  readonly cursor: Cursor;
}

export interface ReadHeaderOptions {
  /** Detected if omitted. */
  readonly delimiter?: Delimiter;
  /**
   * The number of the header's row, from 1, not counting blank lines; NO_HEADER_ROW if the first row is data. Detected
   * if omitted.
   */
  readonly headerRow?: number;
  /** Whether the connector knows a column name, which is trimmed, but may be in upper or lower case. */
  readonly isKnown: (name: string) => boolean;
  readonly proposals?: ProposalSources | undefined;
  readonly chosenMapping?: ChosenMapping | undefined;
}

export interface ReadRowsOptions extends ReadOptions {
  readonly delimiter: Delimiter;
  /** The header's length. */
  readonly columnCount: number;
  readonly from: Cursor;
  /** The spool was written from a sheet of a workbook. */
  readonly isSheet?: boolean;
}

/** Reads a spool's header. Throws a UserError if the header is unusable. */
export async function readHeader(spool: string, given: ReadHeaderOptions): Promise<Header> {
  const statedDelimiter = await readStatedDelimiter(spool);
  const rowsAboveTable = statedDelimiter === undefined ? 0 : 1;
  const options = { ...given, headerRow: rowInTable(given.headerRow, rowsAboveTable) };
  const knownDelimiter = options.delimiter ?? statedDelimiter;
  const rowsUpToHeader = new Map<Delimiter, readonly Row[]>();
  /** For each delimiter, the row that would be the header. */
  const candidateRows = new Map<Delimiter, Row>();
  for (const candidate of knownDelimiter ? [knownDelimiter] : DELIMITERS) {
    const rows = await readUpToHeader(spool, candidate, options, rowsAboveTable);
    const last = rows.at(-1);
    rowsUpToHeader.set(candidate, rows);
    if (last) candidateRows.set(candidate, last);
  }
  const delimiter =
    delimiterBySavedHeader(candidateRows, options) ?? likeliestDelimiter(candidateRows, options.isKnown);
  const row = candidateRows.get(delimiter);
  if (!row) throw new UserError('file_empty');
  const lastRowNumber = rowsUpToHeader.get(delimiter)?.length ?? FIRST_ROW;
  const { headerRow = lastRowNumber } = options;
  if (headerRow === NO_HEADER_ROW) {
    const rows = await readFirstRows(spool, { delimiter, limit: SEARCHED_ROWS + rowsAboveTable });
    return { ...numberColumns(rows.slice(rowsAboveTable)), delimiter, headerRow };
  }
  if (headerRow !== lastRowNumber) throw headerRowMissing(headerRow);
  if (row.fault) throw unreadableHeader(await explainFault(row.fault, spool), row.line);
  return { ...headerOf(row, options), delimiter, headerRow };
}

/**
 * The row of the table that a stated header row means: row 1 is its first one, also below a line that is not part of
 * it.
 */
function rowInTable(headerRow: number | undefined, rowsAboveTable: number): number | undefined {
  return headerRow === undefined || headerRow === NO_HEADER_ROW
    ? headerRow
    : Math.max(headerRow, rowsAboveTable + FIRST_ROW);
}

/** A first line that tells Excel the delimiter. It is not part of the table. */
const DELIMITER_LINE = /^\ufeff?(?<quote>"?)sep=(?<delimiter>[,;\t|])\k<quote>[\r\n]/i;
const DELIMITER_LINE_BYTES = 16;

async function readStatedDelimiter(spool: string): Promise<Delimiter | undefined> {
  const start = (await readBytes(spool, DELIMITER_LINE_BYTES)).toString('utf8');
  const character = DELIMITER_LINE.exec(start)?.groups?.['delimiter'];
  return DELIMITERS.find((delimiter) => delimiter === character);
}

/** Reads the header of a sheet's spool. `headerRow` is a row of the sheet, in the options and in the result. */
export async function readSheetHeader(spool: string, options: Omit<ReadHeaderOptions, 'delimiter'>): Promise<Header> {
  const { headerRow } = options;
  const rows = await readFirstRows(spool, { delimiter: ',', limit: HEADER_ROWS, isSheet: true });
  if (headerRow === NO_HEADER_ROW) return { ...numberColumns(rows), delimiter: ',', headerRow };
  const row = headerRow === undefined ? rows[likelyIndex(rows, options)] : rows.find(({ line }) => line === headerRow);
  if (!row) throw headerRowMissing(headerRow ?? FIRST_ROW);
  if (row.fault) throw unreadableHeader(row.fault, row.line);
  return { ...headerOf(row, options), delimiter: ',', headerRow: row.line };
}

function headerRowMissing(row: number): UserError {
  return new UserError('header_row_missing', { row, max: HEADER_ROWS });
}

type FindOptions = Pick<ReadHeaderOptions, 'isKnown' | 'proposals' | 'chosenMapping'>;

/** The index of the header of a saved mapping, otherwise of the row that looks most like a header. */
function likelyIndex(rows: readonly Row[], options: FindOptions): number {
  return savedIndex(rows, options) ?? findHeader(rows.map(firstNames), options.isKnown)?.index ?? 0;
}

/** The index of the row that is most like the header of a saved mapping; undefined if no row is like it. */
function savedIndex(rows: readonly Row[], options: FindOptions): number | undefined {
  const similarities = rows.map((row) => similarityOf(row, options));
  const highest = Math.max(0, ...similarities);
  return highest > 0 ? similarities.indexOf(highest) : undefined;
}

function similarityOf(row: Row, { proposals, chosenMapping }: FindOptions): number {
  return (chosenMapping ?? proposals)?.similarityToSaved(uniqueNames(firstNames(row))) ?? 0;
}

/**
 * The names in a row, but not more than a header may have, because a row of a megabyte could have 500,000, and each is
 * looked up.
 */
function firstNames({ cells }: Row): string[] {
  return cells.slice(0, MAX_COLUMNS).map(trim);
}

/** The delimiter with which a row is most like the header of a saved mapping; undefined if none is like one. */
function delimiterBySavedHeader(
  candidateRows: ReadonlyMap<Delimiter, Row>,
  options: FindOptions,
): Delimiter | undefined {
  const [best] = [...candidateRows]
    .map(([delimiter, row]) => ({ delimiter, similarity: similarityOf(row, options) }))
    .sort((a, b) => b.similarity - a.similarity);
  return best && best.similarity > 0 ? best.delimiter : undefined;
}

/** The header in a row, and the position after it. */
function headerOf(row: Row, { isKnown, proposals, chosenMapping }: FindOptions): Pick<Header, 'header' | 'cursor'> {
  const names = withoutBlankEnd(row.cells.map(trim));
  const header = proposals || chosenMapping?.reading.numbersDuplicates ? uniqueNames(names) : names;
  refuseUnusable(header, isKnown);
  return { header, cursor: { byte: row.end, record: 0, line: row.endLine } };
}

/**
 * If a header, or one of the first rows of a file without a header, has too many columns, drops the blank cells at its
 * end: Excel writes a delimiter for each column that has a format, even if the column has no values.
 */
function withoutBlankEnd(cells: string[]): string[] {
  return cells.length > MAX_COLUMNS ? cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1) : cells;
}

/**
 * The rows up to the header; all rows if the file ends before the header. The first `rowsAboveTable` rows cannot be the
 * header.
 */
async function readUpToHeader(
  spool: string,
  delimiter: Delimiter,
  options: ReadHeaderOptions,
  rowsAboveTable: number,
): Promise<readonly Row[]> {
  const { headerRow, isKnown, proposals, chosenMapping } = options;
  if (headerRow !== undefined) {
    const limit = Math.min(HEADER_ROWS, Math.max(FIRST_ROW, headerRow));
    return readFirstRows(spool, { delimiter, limit });
  }
  const firstRows = await readFirstRows(spool, { delimiter, limit: rowsAboveTable + FIRST_ROW });
  if (firstRows.length <= rowsAboveTable) throw new UserError('file_empty');
  const searchesMoreRows = proposals !== undefined || chosenMapping !== undefined;
  if (!searchesMoreRows && likelyHeaderRow(firstRows.slice(rowsAboveTable), isKnown) !== undefined) return firstRows;
  try {
    const limit = searchesMoreRows ? HEADER_ROWS : SEARCHED_ROWS + rowsAboveTable;
    const rows = await readFirstRows(spool, { delimiter, limit });
    const table = rows.slice(rowsAboveTable);
    const indexOfSaved = savedIndex(table, options);
    if (indexOfSaved !== undefined) return rows.slice(0, rowsAboveTable + indexOfSaved + 1);
    if (proposals) return rows.slice(0, rowsAboveTable + likelyIndex(table, options) + 1);
    const likelyRow = likelyHeaderRow(table.slice(0, SEARCHED_ROWS), isKnown) ?? FIRST_ROW;
    return rows.slice(0, rowsAboveTable + likelyRow);
  } catch (error) {
    // The first row can be the header even if later rows are unreadable.
    if (error instanceof UserError) return firstRows;
    throw error;
  }
}

/**
 * For a file without a header: its columns are named `Column 1`, `Column 2` and so on. There are as many as the widest
 * of its first rows has cells.
 */
function numberColumns(rows: readonly Row[]): Pick<Header, 'header' | 'cursor'> {
  if (rows.length === 0) throw new UserError('file_empty');
  const columnCount = Math.max(...rows.map(({ cells }) => withoutBlankEnd(cells.map(trim)).length));
  refuseTooMany(columnCount);
  const [first] = rows;
  const cursor = { byte: first?.start ?? 0, record: 0, line: first?.line ?? 1 };
  return { header: Array.from({ length: columnCount }, (_, index) => `Column ${index + 1}`), cursor };
}

/** The rows of a spool from a cursor on, in blocks. Returning or throwing closes the file. */
export function readRows(spool: string, options: ReadRowsOptions): AsyncGenerator<RowBlock, void> {
  const { delimiter, columnCount, from, isSheet = false } = options;
  return withLikelyEncoding(scanRows(spool, new Scanner({ delimiter, columnCount, from, isSheet }), options), spool);
}

export interface FirstRowsOptions {
  readonly delimiter: Delimiter;
  readonly limit: number;
  /** The spool was written from a sheet of a workbook. */
  readonly isSheet?: boolean;
}

/** The first rows of a spool, split by a delimiter; skips blank lines. */
export async function readFirstRows(
  spool: string,
  { delimiter, limit, isSheet = false }: FirstRowsOptions,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let finder: RecordFinder | undefined;
  let bytesRead = 0;
  for await (const chunk of readChunks(spool)) {
    const start = finder ? 0 : byteOrderMarkLength(chunk);
    finder ??= new RecordFinder({
      delimiter,
      columnCount: undefined,
      from: { byte: start, record: 0, line: 1 },
      isSheet,
    });
    finder.append(chunk.subarray(start));
    takeRows(finder, rows, limit);
    if (rows.length >= limit) return rows;
    bytesRead += chunk.length;
    // Do not wait for the end of the row: that could be the end of the file.
    const { byte, line } = finder.cursor;
    if (bytesRead - byte <= MAX_RECORD_BYTES) continue;
    // A sheet never has an unclosed quote, so the rows before this one are certain.
    if (isSheet && rows.length > 0) return rows;
    throw unreadableHeader({ code: 'record_too_large' }, line);
  }
  if (finder) {
    finder.hasFileEnd = true;
    takeRows(finder, rows, limit);
  }
  if (rows.length === 0) throw new UserError('file_empty');
  return rows;
}

/** Adds the rows that are complete, up to a limit. */
function takeRows(finder: RecordFinder, rows: Row[], limit: number): void {
  while (rows.length < limit) {
    const row = finder.next();
    if (!row) break;
    rows.push(row);
  }
  finder.dropRead();
}

function refuseUnusable(header: readonly string[], isKnown: (name: string) => boolean): void {
  refuseTooMany(header.length);
  const tooLong = header.findIndex((name) => name.length > MAX_COLUMN_NAME);
  if (tooLong !== -1) throw new UserError('column_name_too_long', { column: tooLong + 1, max: MAX_COLUMN_NAME });
  // A first row without any known name may be data, and values must not be quoted in messages.
  refuseDuplicates(header, { mayName: header.some(isKnown) });
}

function refuseTooMany(columnCount: number): void {
  if (columnCount > MAX_COLUMNS) throw new UserError('too_many_columns', { columns: columnCount, max: MAX_COLUMNS });
}

/** A header over the size limit with an open quote is reported as an unclosed quote. */
function unreadableHeader({ code, params }: RowFault, line: number): UserError {
  const fault = code === 'record_too_large' && params?.['openQuote'] ? 'unclosed_quote' : code;
  return new UserError('header_unreadable', { fault, line, likely: params?.['likely'] ?? UNKNOWN_ENCODING });
}
