import { open } from 'node:fs/promises';
import { trim } from '#lib/core/clean.ts';
import { UserError } from '#lib/core/errors.ts';
import { MAX_COLUMN_NAME, MAX_COLUMNS, MAX_RECORD_BYTES } from '#lib/core/file-format.ts';
import type { Cursor, Row, RowFault } from '#lib/core/row.ts';
import type { Delimiter } from './cells.ts';
import { byteOrderMarkLength, DELIMITERS, likeliestDelimiter } from './detect.ts';
import { Scanner } from './scanner.ts';

const BLOCK_BYTES = 256 * 1024;

export interface Header {
  /** The columns' names, trimmed; a blank one is an ignored column. */
  readonly header: string[];
  readonly delimiter: Delimiter;
  /** Where the data begins. */
  readonly cursor: Cursor;
}

export interface ReadHeaderOptions {
  /** Without it, the likeliest one is taken. */
  readonly delimiter?: Delimiter;
  /** Whether a trimmed name is one that the connector knows; case is its own affair. */
  readonly isKnown: (name: string) => boolean;
}

export interface ReadRowsOptions {
  readonly delimiter: Delimiter;
  /** The header's length. */
  readonly columns: number;
  readonly from: Cursor;
  /** Rows that begin at this byte of the spool or later are left out. The one before is read to its end, wherever. */
  readonly until?: number;
  readonly signal?: AbortSignal;
}

/** Reads a spool's first record as its header. Throws a UserError when rows could not be told apart by it. */
export async function readHeader(spool: string, { delimiter, isKnown }: ReadHeaderOptions): Promise<Header> {
  const firstRecords = new Map<Delimiter, Row>();
  for (const candidate of delimiter ? [delimiter] : DELIMITERS) {
    firstRecords.set(candidate, await readFirstRecord(spool, candidate));
  }
  const chosen = likeliestDelimiter(firstRecords, isKnown);
  const row = firstRecords.get(chosen);
  if (!row) throw new UserError('file_empty');
  const header = row.cells.map(trim);
  refuseUnusable(row, header, isKnown);
  return { header, delimiter: chosen, cursor: { byte: row.end, record: row.record, line: row.endLine } };
}

/** The rows of a spool from a cursor on, in portions as they are read. Returning or throwing closes the file. */
export async function* readRows(spool: string, options: ReadRowsOptions): AsyncGenerator<Row[], void> {
  const { delimiter, columns, from, until = Number.POSITIVE_INFINITY, signal } = options;
  const scanner = new Scanner({ delimiter, columns, from });
  for await (const block of readBlocks(spool, from.byte, until)) {
    signal?.throwIfAborted();
    for (const rows of scanner.push(block)) yield* rowsBefore(until, rows);
    if (scanner.cursor.byte >= until) return;
  }
  for (const rows of scanner.end()) yield* rowsBefore(until, rows);
}

function* rowsBefore(until: number, rows: Row[]): Generator<Row[]> {
  const isBefore = (row: Row) => row.start < until;
  const before = rows.every(isBefore) ? rows : rows.filter(isBefore);
  if (before.length > 0) yield before;
}

/** The header is record 0, so that the first row of data is record 1. */
async function readFirstRecord(spool: string, delimiter: Delimiter): Promise<Row> {
  let scanner: Scanner | undefined;
  let read = 0;
  for await (const block of readBlocks(spool, 0)) {
    const mark = scanner ? 0 : byteOrderMarkLength(block);
    scanner ??= new Scanner({ delimiter, columns: undefined, from: { byte: mark, record: -1, line: 1 } });
    for (const [row] of scanner.push(block.subarray(mark))) if (row) return row;
    read += block.length;
    // Its end need not be awaited: that may take the whole file.
    const { byte, line } = scanner.cursor;
    if (read - byte > MAX_RECORD_BYTES) throw unreadable({ code: 'record_too_large' }, line);
  }
  for (const [row] of scanner?.end() ?? []) if (row) return row;
  throw new UserError('file_empty');
}

/** The bytes of a file from `from` on, a block cut at `until`, though reading goes on after it. Each is gone with the next. */
async function* readBlocks(path: string, from: number, until = from): AsyncGenerator<Buffer, void> {
  await using file = await open(path);
  const buffer = Buffer.allocUnsafe(BLOCK_BYTES);
  for (let at = from; ; ) {
    const length = at < until ? Math.min(BLOCK_BYTES, until - at) : BLOCK_BYTES;
    const { bytesRead } = await file.read(buffer, 0, length, at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

function refuseUnusable(row: Row, header: readonly string[], isKnown: (name: string) => boolean): void {
  if (row.fault) throw unreadable(row.fault, row.line);
  if (header.length > MAX_COLUMNS) {
    throw new UserError('too_many_columns', { columns: header.length, max: MAX_COLUMNS });
  }
  const long = header.findIndex((name) => name.length > MAX_COLUMN_NAME);
  if (long !== -1) throw new UserError('column_name_too_long', { column: long + 1, max: MAX_COLUMN_NAME });
  // A first record without a single known name may be data, whose values belong in no message.
  refuseDuplicates(duplicateColumns(header), header.some(isKnown));
}

/** So many of them are named: a message is to be read. */
const NAMED_DUPLICATES = 5;

function refuseDuplicates(duplicates: readonly Duplicate[], named: boolean): void {
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
