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
  /** The columns' names, trimmed; a blank one is an ignored column. */
  readonly header: string[];
  readonly delimiter: Delimiter;
  /** Which record it is, from 1; NO_HEADER_ROW where there is none. */
  readonly headerRow: number;
  /** Where the data begins. */
  readonly cursor: Cursor;
}

export interface ReadHeaderOptions {
  /** Without it, the likeliest one is taken. */
  readonly delimiter?: Delimiter;
  /** Which record the header is, from 1; NO_HEADER_ROW where the first one is data already. Without it, the likeliest. */
  readonly headerRow?: number;
  /** Whether a trimmed name is one that the connector knows; case is its own affair. */
  readonly isKnown: (name: string) => boolean;
}

export interface ReadRowsOptions extends ReadOptions {
  readonly delimiter: Delimiter;
  /** The header's length. */
  readonly columns: number;
  readonly from: Cursor;
}

/** Reads a spool's header. Throws a UserError when rows could not be told apart by it. */
export async function readHeader(spool: string, options: ReadHeaderOptions): Promise<Header> {
  const { delimiter, isKnown } = options;
  const first = new Map<Delimiter, readonly Row[]>();
  for (const candidate of delimiter ? [delimiter] : DELIMITERS) {
    first.set(candidate, await readAsFarAsHeader(spool, candidate, options));
  }
  const telling = new Map([...first].flatMap(([candidate, rows]) => withLast(candidate, rows)));
  const chosen = likeliestDelimiter(telling, isKnown);
  const row = telling.get(chosen);
  if (!row) throw new UserError('file_empty');
  const found = first.get(chosen)?.length ?? FIRST_ROW;
  const { headerRow = found } = options;
  if (headerRow === NO_HEADER_ROW) return { ...(await withoutHeader(spool, chosen)), delimiter: chosen, headerRow };
  if (found !== headerRow) throw new UserError('header_row_missing', { row: headerRow });
  const header = row.cells.map(trim);
  refuseUnusable(row, header, isKnown);
  return { header, delimiter: chosen, headerRow, cursor: { byte: row.end, record: 0, line: row.endLine } };
}

/** The records down to the header, or as many of them as there are. */
async function readAsFarAsHeader(
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
    // What follows the first row need not be readable for the first row to be the header.
    if (error instanceof UserError) return first;
    throw error;
  }
}

function withLast(delimiter: Delimiter, rows: readonly Row[]): [Delimiter, Row][] {
  const last = rows.at(-1);
  return last ? [[delimiter, last]] : [];
}

/** Columns that nobody has named are numbered: as many as the widest of the first rows has cells. */
async function withoutHeader(spool: string, delimiter: Delimiter): Promise<Pick<Header, 'header' | 'cursor'>> {
  const rows = await readFirstRecords(spool, delimiter, HEADER_ROWS);
  const columns = Math.max(...rows.map(({ cells }) => cells.length));
  refuseTooMany(columns);
  const [first] = rows;
  const cursor = { byte: first?.start ?? 0, record: 0, line: first?.line ?? 1 };
  return { header: Array.from({ length: columns }, (_, index) => `Column ${index + 1}`), cursor };
}

/** The rows of a spool from a cursor on, in portions as they are read. Returning or throwing closes the file. */
export function readRows(spool: string, options: ReadRowsOptions): AsyncGenerator<Row[], void> {
  const { delimiter, columns, from } = options;
  return scanRows(spool, new Scanner({ delimiter, columns, from }), options);
}

/** The first records of a spool, blank lines left out, as they are cut by a delimiter. */
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
    // Its end need not be awaited: that may take the whole file.
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
  // A first record without a single known name may be data, whose values belong in no message.
  refuseDuplicates(header, header.some(isKnown));
}

function refuseTooMany(columns: number): void {
  if (columns > MAX_COLUMNS) throw new UserError('too_many_columns', { columns, max: MAX_COLUMNS });
}

/** So many of them are named: a message is to be read. */
const NAMED_DUPLICATES = 5;

/** Throws UserError `duplicate_columns`. `named`: with their names, else by their numbers alone. */
export function refuseDuplicates(header: readonly string[], named: boolean): void {
  const duplicates = duplicateColumns(header);
  if (duplicates.length === 0) return;
  const columns = duplicates.slice(0, NAMED_DUPLICATES).map(({ name, numbers }) => {
    const shown = numbers.length > NAMED_DUPLICATES ? [...numbers.slice(0, NAMED_DUPLICATES), '…'] : numbers;
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

/** A header over the cap in which a quotation mark is open is no long header: the mark is what to look for. */
function unreadable({ code, params }: RowFault, line: number): UserError {
  const fault = code === 'record_too_large' && params?.['openQuote'] ? 'unclosed_quote' : code;
  return new UserError('header_unreadable', { fault, line });
}
