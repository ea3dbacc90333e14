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
import type { NamedReading, Proposing } from '../../core/upload/proposing.ts';
import { type ReadOptions, readBlocks, scanRows } from '../rows/read-rows.ts';
import type { Delimiter } from './cells.ts';
import { refuseDuplicates, uniqueNames } from './column-names.ts';
import { byteOrderMarkLength, likeliestDelimiter, likelyHeaderRow } from './detect.ts';
import { RecordFinder } from './record-finder.ts';
import { Scanner } from './scanner.ts';

/** The header of a text file is detected among this many first rows. */
const DETECTED_ROWS = 5;

export interface Header {
  /** The column names, trimmed; a column with a blank name is ignored. */
  readonly header: string[];
  readonly delimiter: Delimiter;
  /** The number of the header's record, from 1; NO_HEADER_ROW if there is none. */
  readonly headerRow: number;
  /** Start of the data. */
  readonly cursor: Cursor;
}

export interface ReadHeaderOptions {
  /** Detected if omitted. */
  readonly delimiter?: Delimiter;
  /** The number of the header's record, from 1; NO_HEADER_ROW if the first record is data. Detected if omitted. */
  readonly headerRow?: number;
  /** Whether the connector knows a trimmed column name; it handles case itself. */
  readonly isKnown: (name: string) => boolean;
  readonly proposing?: Proposing | undefined;
  readonly named?: NamedReading | undefined;
}

export interface ReadRowsOptions extends ReadOptions {
  readonly delimiter: Delimiter;
  /** The header's length. */
  readonly columns: number;
  readonly from: Cursor;
  /** The spool was written from a sheet of a workbook. */
  readonly isSheet?: boolean;
}

/** Reads a spool's header. Throws a UserError if the header is unusable. */
export async function readHeader(spool: string, options: ReadHeaderOptions): Promise<Header> {
  const { delimiter, isKnown } = options;
  const first = new Map<Delimiter, readonly Row[]>();
  for (const candidate of delimiter ? [delimiter] : DELIMITERS) {
    first.set(candidate, await readUpToHeader(spool, candidate, options));
  }
  const headerRows = new Map([...first].flatMap(([candidate, rows]) => withLast(candidate, rows)));
  const chosen = delimiterOfSaved(headerRows, options) ?? likeliestDelimiter(headerRows, isKnown);
  const row = headerRows.get(chosen);
  if (!row) throw new UserError('file_empty');
  const found = first.get(chosen)?.length ?? FIRST_ROW;
  const { headerRow = found } = options;
  if (headerRow === NO_HEADER_ROW) {
    const rows = await readFirstRecords(spool, chosen, DETECTED_ROWS);
    return { ...numberColumns(rows), delimiter: chosen, headerRow };
  }
  if (found !== headerRow) throw headerRowMissing(headerRow);
  return { ...headerOf(row, options), delimiter: chosen, headerRow };
}

/** Reads the header of a sheet's spool. `headerRow` is a row of the sheet, here and in the answer. */
export async function readSheetHeader(spool: string, options: Omit<ReadHeaderOptions, 'delimiter'>): Promise<Header> {
  const { headerRow } = options;
  const rows = await readFirstRecords(spool, ',', HEADER_ROWS, true);
  if (headerRow === NO_HEADER_ROW) return { ...numberColumns(rows), delimiter: ',', headerRow };
  const found =
    headerRow === undefined ? rows[likelyIndex(rows, options)] : rows.find(({ line }) => line === headerRow);
  if (!found) throw headerRowMissing(headerRow ?? FIRST_ROW);
  return { ...headerOf(found, options), delimiter: ',', headerRow: found.line };
}

function headerRowMissing(row: number): UserError {
  return new UserError('header_row_missing', { row, max: HEADER_ROWS });
}

type FindOptions = Pick<ReadHeaderOptions, 'isKnown' | 'proposing' | 'named'>;

/** The index of the header of a saved mapping, otherwise of the row that looks most like a header. */
function likelyIndex(rows: readonly Row[], options: FindOptions): number {
  const names = rows.map(({ cells }) => cells.map(trim));
  return savedIndex(rows, options) ?? findHeader(names, options.isKnown)?.index ?? 0;
}

/** The index of the row that is most like the header of a saved mapping; undefined if no row is like it. */
function savedIndex(rows: readonly Row[], options: FindOptions): number | undefined {
  const similarity = rows.map((row) => similarityOf(row, options));
  const most = Math.max(0, ...similarity);
  return most > 0 ? similarity.indexOf(most) : undefined;
}

function similarityOf({ cells }: Row, { proposing, named }: FindOptions): number {
  return (named ?? proposing)?.similarityToSaved(uniqueNames(cells.map(trim))) ?? 0;
}

function delimiterOfSaved(headerRows: ReadonlyMap<Delimiter, Row>, options: FindOptions): Delimiter | undefined {
  const [best] = [...headerRows]
    .map(([delimiter, row]) => ({ delimiter, similarity: similarityOf(row, options) }))
    .sort((a, b) => b.similarity - a.similarity);
  return best && best.similarity > 0 ? best.delimiter : undefined;
}

/** The header in a row, and the position after it. */
function headerOf(row: Row, { isKnown, proposing, named }: FindOptions): Pick<Header, 'header' | 'cursor'> {
  const names = row.cells.map(trim);
  const header = proposing || named?.reading.numbersDuplicates ? uniqueNames(names) : names;
  refuseUnusable(row, header, isKnown);
  return { header, cursor: { byte: row.end, record: 0, line: row.endLine } };
}

/** The records up to the header, or all records if there are fewer. */
async function readUpToHeader(
  spool: string,
  delimiter: Delimiter,
  options: ReadHeaderOptions,
): Promise<readonly Row[]> {
  const { headerRow, isKnown, proposing, named } = options;
  if (headerRow !== undefined)
    return readFirstRecords(spool, delimiter, Math.min(HEADER_ROWS, Math.max(FIRST_ROW, headerRow)));
  const first = await readFirstRecords(spool, delimiter, FIRST_ROW);
  if (!proposing && !named && likelyHeaderRow(first, isKnown) !== undefined) return first;
  try {
    const rows = await readFirstRecords(spool, delimiter, proposing || named ? HEADER_ROWS : DETECTED_ROWS);
    const saved = savedIndex(rows, options);
    if (saved !== undefined) return rows.slice(0, saved + 1);
    if (proposing) return rows.slice(0, likelyIndex(rows, options) + 1);
    return rows.slice(0, likelyHeaderRow(rows.slice(0, DETECTED_ROWS), isKnown) ?? FIRST_ROW);
  } catch (error) {
    // The first row can be the header even if later rows are unreadable.
    if (error instanceof UserError) return first;
    throw error;
  }
}

function withLast(delimiter: Delimiter, rows: readonly Row[]): [Delimiter, Row][] {
  const last = rows.at(-1);
  return last ? [[delimiter, last]] : [];
}

/** Numbers the columns of a file without a header. There are as many as the widest of the first rows has cells. */
function numberColumns(rows: readonly Row[]): Pick<Header, 'header' | 'cursor'> {
  const columns = Math.max(...rows.map(({ cells }) => cells.length));
  refuseTooMany(columns);
  const [first] = rows;
  const cursor = { byte: first?.start ?? 0, record: 0, line: first?.line ?? 1 };
  return { header: Array.from({ length: columns }, (_, index) => `Column ${index + 1}`), cursor };
}

/** The rows of a spool from a cursor, in portions as they are read. Returning or throwing closes the file. */
export function readRows(spool: string, options: ReadRowsOptions): AsyncGenerator<RowBlock, void> {
  const { delimiter, columns, from, isSheet = false } = options;
  return scanRows(spool, new Scanner({ delimiter, columns, from, isSheet }), options);
}

/** The first records of a spool without blank lines, split by a delimiter. */
export async function readFirstRecords(
  spool: string,
  delimiter: Delimiter,
  limit: number,
  isSheet = false,
): Promise<readonly Row[]> {
  const first: Row[] = [];
  let finder: RecordFinder | undefined;
  let read = 0;
  for await (const block of readBlocks(spool, 0)) {
    const mark = finder ? 0 : byteOrderMarkLength(block);
    finder ??= new RecordFinder({ delimiter, columns: undefined, from: { byte: mark, record: 0, line: 1 }, isSheet });
    finder.append(block.subarray(mark));
    takeRecords(finder, first, limit);
    if (first.length >= limit) return first;
    read += block.length;
    // Do not wait for the end of the record: that could be the end of the file.
    const { byte, line } = finder.cursor;
    if (read - byte <= MAX_RECORD_BYTES) continue;
    // In a sheet, no quote can be open, so the rows before are certain.
    if (isSheet && first.length > 0) return first;
    throw unreadable({ code: 'record_too_large' }, line);
  }
  if (finder) finder.isLast = true;
  if (finder) takeRecords(finder, first, limit);
  if (first.length === 0) throw new UserError('file_empty');
  return first;
}

/** Adds the records that are complete, up to a limit. */
function takeRecords(finder: RecordFinder, records: Row[], limit: number): void {
  for (let row = finder.next(); row; row = records.length < limit ? finder.next() : undefined) records.push(row);
  finder.dropRead();
}

function refuseUnusable(row: Row, header: readonly string[], isKnown: (name: string) => boolean): void {
  if (row.fault) throw unreadable(row.fault, row.line);
  refuseTooMany(header.length);
  const long = header.findIndex((name) => name.length > MAX_COLUMN_NAME);
  if (long !== -1) throw new UserError('column_name_too_long', { column: long + 1, max: MAX_COLUMN_NAME });
  // A first record without any known name may be data, and values must not be quoted in messages.
  refuseDuplicates(header, header.some(isKnown));
}

function refuseTooMany(columns: number): void {
  if (columns > MAX_COLUMNS) throw new UserError('too_many_columns', { columns, max: MAX_COLUMNS });
}

/** A header over the size limit with an open quote is reported as an unclosed quote. */
function unreadable({ code, params }: RowFault, line: number): UserError {
  const fault = code === 'record_too_large' && params?.['openQuote'] ? 'unclosed_quote' : code;
  return new UserError('header_unreadable', { fault, line, likely: params?.['likely'] ?? UNKNOWN_ENCODING });
}
