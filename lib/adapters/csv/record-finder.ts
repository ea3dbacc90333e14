import type { Cursor, Row, RowFault, RowFaultCode } from '../../core/record/row.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { CR, cellIndexAt, findLineEnd, findQuote, findQuoteOrLineEnd, LF, QUOTE } from './byte-search.ts';
import { ByteWindow } from './byte-window.ts';
import { type Delimiter, findFault, fitCells, splitCells } from './cells.ts';
import { withEncodingCause } from './guess-encoding.ts';

const FILE_START: Cursor = { byte: 0, record: 0, line: 1 };

export interface FinderOptions {
  readonly delimiter: Delimiter;
  /** The header's length; undefined when reading the header itself, whose cells are neither padded nor cut. */
  readonly columnCount: number | undefined;
  /** Position of the first byte. */
  readonly from?: Cursor;
  /**
   * The file was written from a sheet of a workbook: a record is one line, whatever line ends its cells contain, and
   * ends with its last filled cell, so that no cell counts as missing.
   */
  readonly isSheet?: boolean;
  /** A longer record is a fault. */
  readonly maxRecordBytes?: number;
}

/**
 * Finds the records of a CSV file (RFC 4180, any line ends, UTF-8) one by one. Used for headers, and for records that
 * the kernel does not read. Chunks may be split anywhere without effect on the rows. Never throws; an unreadable record
 * becomes a row with a `fault`. If the end of the record is uncertain, the row covers exactly the line it started on,
 * and reading continues at the next line.
 *
 * Holds at most `maxRecordBytes` and one chunk. Even with backtracking after faults, each byte is read a bounded number
 * of times: a line that leaves a quote open has an odd number of quotes, so the next line with an odd number closes the
 * quote. The lines between the two are read twice; they have an even number and are complete.
 */
export class RecordFinder {
  readonly #delimiter: Delimiter;
  readonly #delimiterByte: number;
  readonly #columnCount: number | undefined;
  readonly #maxRecordBytes: number;
  readonly #isSheet: boolean;
  readonly #window = new ByteWindow();

  /** Offset in the file of the window's first byte. */
  #offset: number;
  #record: number;
  /** The line of `#start`. */
  #line: number;

  /** Start of the current record, in the window; negative if it has been dropped. */
  #start = 0;
  /** The next byte to read, in the window. */
  #at = 0;
  /** Whether `#at` is inside quotes. */
  #inQuotes = false;
  /** The fault of the current record. If set, all that is left to find is the end of its first line. */
  #fault: RowFault | undefined;
  /** Whether the window ends at the end of the file. */
  hasFileEnd = false;

  constructor({ delimiter, columnCount, from = FILE_START, ...options }: FinderOptions) {
    const { maxRecordBytes = MAX_RECORD_BYTES, isSheet = false } = options;
    this.#delimiter = delimiter;
    this.#delimiterByte = delimiter.charCodeAt(0);
    this.#columnCount = columnCount;
    this.#maxRecordBytes = maxRecordBytes;
    this.#isSheet = isSheet;
    this.#offset = from.byte;
    this.#record = from.record;
    this.#line = from.line;
  }

  /** Position after the last row. */
  get cursor(): Cursor {
    return { byte: this.#offset + this.#start, record: this.#record, line: this.#line };
  }

  /** The bytes that have not been dropped, until the next `append`. */
  get bytes(): Buffer {
    return this.#window.bytes;
  }

  /** Where the next record begins in `bytes`; undefined while one is being read. */
  get begin(): number | undefined {
    return this.#at === this.#start && !this.#fault ? this.#start : undefined;
  }

  /** Offset in the file of the first of `bytes`. */
  get offset(): number {
    return this.#offset;
  }

  append(chunk: Uint8Array): void {
    this.#window.append(chunk);
  }

  /** Drops the bytes that are no longer needed. */
  dropRead(): void {
    // The content of an oversized line is not used.
    this.#drop(this.#isOversized() ? this.#at : this.#start);
  }

  /** Continues at this position in `bytes`, after records that the kernel found. */
  skip({ to, records, lines }: { readonly to: number; readonly records: number; readonly lines: number }): void {
    this.#start = to;
    this.#at = to;
    this.#record += records;
    this.#line += lines;
  }

  /** The next record; undefined if more bytes are needed. */
  next(): Row | undefined {
    if (!this.#fault) {
      if (!this.#findEnd()) return undefined;
      const row = this.#fault ? undefined : this.#takeRecord();
      if (row) return row;
    }
    return this.#takeLine();
  }

  /** Moves `#at` to the record's end, or sets its fault; false if more bytes are needed. */
  #findEnd(): boolean {
    if (!this.#skipLineEnds()) return false;
    const bytes = this.#window.bytes;
    const stop = Math.min(bytes.length, this.#start + this.#maxRecordBytes + 1);
    while (this.#at < stop) {
      if (this.#inQuotes) {
        this.#at = findQuote(bytes, this.#at, stop);
        if (this.#at < stop && !this.#leaveQuotes()) return this.#fault !== undefined;
      } else {
        this.#at = findQuoteOrLineEnd(bytes, this.#at, stop);
        if (this.#at === stop) break;
        if (bytes[this.#at] !== QUOTE) return true;
        if (!this.#enterQuotes()) return true;
      }
    }
    return this.#endWithoutLineEnd();
  }

  /** Skips blank lines, and the line end of the previous row. */
  #skipLineEnds(): boolean {
    const bytes = this.#window.bytes;
    while (this.#at === this.#start) {
      const byte = bytes[this.#at];
      if (byte === undefined) return false;
      if (byte !== LF && byte !== CR) return true;
      // A CR at the window's end may be the start of a CRLF, which is one line end.
      if (byte === CR && this.#at + 1 === bytes.length && !this.hasFileEnd) return false;
      this.#at += byte === CR && bytes[this.#at + 1] === LF ? 2 : 1;
      this.#start = this.#at;
      this.#line++;
    }
    return true;
  }

  /** Handles a quote outside quotes. False if the quote is stray, because it is not the first character of its cell. */
  #enterQuotes(): boolean {
    if (this.#at !== this.#start && this.#window.bytes[this.#at - 1] !== this.#delimiterByte) {
      this.#failAtCell('stray_quote');
      return false;
    }
    this.#inQuotes = true;
    this.#at++;
    return true;
  }

  /** Handles a quote inside quotes. False if the quote is stray, or if the next byte is needed to decide. */
  #leaveQuotes(): boolean {
    const after = this.#window.bytes[this.#at + 1];
    if (after === QUOTE) {
      this.#at += 2;
    } else if (
      after === this.#delimiterByte ||
      after === LF ||
      after === CR ||
      (after === undefined && this.hasFileEnd)
    ) {
      this.#at += 1;
      this.#inQuotes = false;
    } else {
      if (after !== undefined) this.#failAtCell('stray_quote');
      return false;
    }
    return true;
  }

  /** Handles the size limit, and the end of the window or file. */
  #endWithoutLineEnd(): boolean {
    if (this.#isOversized()) this.#fail(tooLarge(this.#inQuotes));
    else if (!this.hasFileEnd) return false;
    else if (this.#inQuotes) this.#failAtCell('unclosed_quote');
    return true;
  }

  #isOversized(): boolean {
    return this.#at - this.#start > this.#maxRecordBytes;
  }

  #failAtCell(code: RowFaultCode): void {
    this.#fail({ code, cell: cellIndexAt(this.#window.bytes, this.#start, this.#at, this.#delimiterByte) });
  }

  #fail(fault: RowFault): void {
    this.#fault = fault;
    this.#at = this.#start;
  }

  /** The record from `#start` to `#at`, with valid quoting; undefined if it has a fault that affects its extent. */
  #takeRecord(): Row | undefined {
    const record = this.#window.bytes.toString('utf8', this.#start, this.#at);
    const cells = splitCells(record, this.#delimiter, this.#columnCount ?? 0);
    const columnCount = this.#columnCount ?? cells.length;
    const fault = withEncodingCause(
      findFault(record, cells, columnCount),
      this.#window.bytes.subarray(this.#start, this.#at),
    );
    const endLine = this.#isSheet ? this.#line : this.#line + countLineEnds(record);
    // Too many cells may be caused by a quote that pairs with one on a later line. Other faults do not affect the
    // extent of the record.
    if (fault?.code === 'too_many_cells' && endLine > this.#line) {
      this.#fail({ ...fault, params: { ...fault.params, openQuote: 1 } });
      return undefined;
    }
    const missing = fitCells(cells, columnCount, this.#delimiter);
    return this.#take(cells, this.#isSheet ? 0 : missing, endLine, fault);
  }

  /** The first line of a faulty record; undefined if more bytes are needed. */
  #takeLine(): Row | undefined {
    const bytes = this.#window.bytes;
    this.#at = findLineEnd(bytes, this.#at);
    const isOversized = this.#isOversized();
    if (isOversized && this.#fault?.code !== 'record_too_large') this.#fault = tooLarge(false);
    if (this.#at === bytes.length && !this.hasFileEnd) return undefined;
    const cells = isOversized ? [] : bytes.toString('utf8', this.#start, this.#at).split(this.#delimiter);
    fitCells(cells, this.#columnCount ?? cells.length, this.#delimiter);
    return this.#take(cells, 0, this.#line, this.#fault);
  }

  #take(cells: string[], missingCells: number, endLine: number, fault: RowFault | undefined): Row {
    this.#record++;
    const row = {
      record: this.#record,
      line: this.#line,
      start: this.#offset + this.#start,
      end: this.#offset + this.#at,
      endLine,
      cells,
      missingCells,
    };
    this.#start = this.#at;
    this.#line = endLine;
    this.#inQuotes = false;
    this.#fault = undefined;
    return fault ? { ...row, fault } : row;
  }

  #drop(count: number): void {
    this.#window.drop(count);
    this.#offset += count;
    this.#start -= count;
    this.#at -= count;
  }
}

function countLineEnds(record: string): number {
  if (!record.includes('\n') && !record.includes('\r')) return 0;
  let lineCount = 0;
  for (let i = 0; i < record.length; i++) {
    const code = record.charCodeAt(i);
    if (code === CR || (code === LF && record.charCodeAt(i - 1) !== CR)) lineCount++;
  }
  return lineCount;
}

function tooLarge(hasOpenQuote: boolean): RowFault {
  return hasOpenQuote ? { code: 'record_too_large', params: { openQuote: 1 } } : { code: 'record_too_large' };
}
