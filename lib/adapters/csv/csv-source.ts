import { UserError } from '../../core/errors.ts';
import { trim } from '../../core/record/clean.ts';
import type { Cursor, Row, RowFault } from '../../core/record/row.ts';
import {
  DELIMITERS,
  FIRST_ROW,
  HEADER_ROWS,
  MAX_COLUMN_NAME,
  MAX_COLUMNS,
  MAX_RECORD_BYTES,
  NO_HEADER_ROW,
} from '../../core/upload/file-format.ts';
import { type ReadOptions, readBlocks, scanRows } from '../rows/read-rows.ts';
import type { Delimiter } from './cells.ts';
import { byteOrderMarkLength, likeliestDelimiter, likelyHeaderRow } from './detect.ts';
import { Scanner } from './scanner.ts';

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
}

export interface ReadRowsOptions extends ReadOptions {
  readonly delimiter: Delimiter;
  /** The header's length. */
  readonly columns: number;
  readonly from: Cursor;
}

/** Reads a spool's header. Throws a UserError if the header is unusable. */
export async function readHeader(spool: string, options: ReadHeaderOptions): Promise<Header> {
  const { delimiter, isKnown } = options;
  const first = new Map<Delimiter, readonly Row[]>();
  for (const candidate of delimiter ? [delimiter] : DELIMITERS) {
    first.set(candidate, await readUpToHeader(spool, candidate, options));
  }
  const headerRows = new Map([...first].flatMap(([candidate, rows]) => withLast(candidate, rows)));
  const chosen = likeliestDelimiter(headerRows, isKnown);
  const row = headerRows.get(chosen);
  if (!row) throw new UserError('file_empty');
  const found = first.get(chosen)?.length ?? FIRST_ROW;
  const { headerRow = found } = options;
  if (headerRow === NO_HEADER_ROW) return { ...(await numberColumns(spool, chosen)), delimiter: chosen, headerRow };
  if (found !== headerRow) throw new UserError('header_row_missing', { row: headerRow });
  const header = row.cells.map(trim);
  refuseUnusable(row, header, isKnown);
  return { header, delimiter: chosen, headerRow, cursor: { byte: row.end, record: 0, line: row.endLine } };
}

/** The records up to the header, or as many as there are. */
async function readUpToHeader(
  spool: string,
  delimiter: Delimiter,
  { headerRow, isKnown }: ReadHeaderOptions,
): Promise<readonly Row[]> {
  if (headerRow !== undefined) return readFirstRecords(spool, delimiter, Math.max(FIRST_ROW, headerRow));
  const first = await readFirstRecords(spool, delimiter, FIRST_ROW);
  if (likelyHeaderRow(first, isKnown) !== undefined) return first;
  try {
    const rows = await readFirstRecords(spool, delimiter, HEADER_ROWS);
    return rows.slice(0, likelyHeaderRow(rows, isKnown) ?? FIRST_ROW);
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

/** Numbers the columns of a file without a header: as many as the widest of the first rows has cells. */
async function numberColumns(spool: string, delimiter: Delimiter): Promise<Pick<Header, 'header' | 'cursor'>> {
  const rows = await readFirstRecords(spool, delimiter, HEADER_ROWS);
  const columns = Math.max(...rows.map(({ cells }) => cells.length));
  refuseTooMany(columns);
  const [first] = rows;
  const cursor = { byte: first?.start ?? 0, record: 0, line: first?.line ?? 1 };
  return { header: Array.from({ length: columns }, (_, index) => `Column ${index + 1}`), cursor };
}

/** The rows of a spool from a cursor, in portions as they are read. Returning or throwing closes the file. */
export function readRows(spool: string, options: ReadRowsOptions): AsyncGenerator<Row[], void> {
  const { delimiter, columns, from } = options;
  return scanRows(spool, new Scanner({ delimiter, columns, from }), options);
}

/** The first records of a spool without blank lines, split by a delimiter. */
export async function readFirstRecords(spool: string, delimiter: Delimiter, limit: number): Promise<readonly Row[]> {
  const first: Row[] = [];
  let scanner: Scanner | undefined;
  let read = 0;
  for await (const block of readBlocks(spool, 0)) {
    const mark = scanner ? 0 : byteOrderMarkLength(block);
    scanner ??= new Scanner({ delimiter, columns: undefined, from: { byte: mark, record: 0, line: 1 } });
    for (const rows of scanner.push(block.subarray(mark))) first.push(...rows.slice(0, limit - first.length));
    if (first.length >= limit) return first;
    read += block.length;
    // Do not wait for the end of the record: that could be the end of the file.
    const { byte, line } = scanner.cursor;
    if (read - byte > MAX_RECORD_BYTES) throw unreadable({ code: 'record_too_large' }, line);
  }
  for (const rows of scanner?.end() ?? []) first.push(...rows.slice(0, limit - first.length));
  if (first.length === 0) throw new UserError('file_empty');
  return first;
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

const MAX_NAMED_DUPLICATES = 5;

/** Throws UserError `duplicate_columns`, with the columns' names if `named`, otherwise only with their numbers. */
export function refuseDuplicates(header: readonly string[], named: boolean): void {
  const duplicates = duplicateColumns(header);
  if (duplicates.length === 0) return;
  const columns = duplicates.slice(0, MAX_NAMED_DUPLICATES).map(({ name, numbers }) => {
    const shown = numbers.length > MAX_NAMED_DUPLICATES ? [...numbers.slice(0, MAX_NAMED_DUPLICATES), '…'] : numbers;
    return named ? `${name} (${shown.join(', ')})` : shown.join(', ');
  });
  throw new UserError('duplicate_columns', {
    columns: columns.join('; '),
    more: duplicates.length - columns.length,
  });
}

interface Duplicate {
  readonly name: string;
  readonly numbers: number[];
}

function duplicateColumns(header: readonly string[]): Duplicate[] {
  const columns = new Map<string, Duplicate>();
  header.forEach((name, i) => {
    const key = name.toLowerCase();
    const column = columns.get(key) ?? { name, numbers: [] };
    column.numbers.push(i + 1);
    if (name !== '') columns.set(key, column);
  });
  return [...columns.values()].filter(({ numbers }) => numbers.length > 1);
}

/** A header over the size limit with an open quote is reported as an unclosed quote. */
function unreadable({ code, params }: RowFault, line: number): UserError {
  const fault = code === 'record_too_large' && params?.['openQuote'] ? 'unclosed_quote' : code;
  return new UserError('header_unreadable', { fault, line });
}
