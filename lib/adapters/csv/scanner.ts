import type { Cursor, Row, RowFault, RowFaultCode } from '../../core/record/row.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { CR, cellAt, endOfLine, endOfPlain, endOfQuoted, LF, nextLineFeed, QUOTE } from './byte-search.ts';
import { ByteWindow } from './byte-window.ts';
import { cutCells, type Delimiter, faultIn, fitCells } from './cells.ts';

/**
 * Rows are handed over in portions of so many cells: the fewer live at a time, the less the garbage collector has to look
 * at, and rows of two bytes, padded to 1000 columns, cannot fill the memory.
 */
const CELLS_IN_A_PORTION = 1_000;

const FILE_START: Cursor = { byte: 0, record: 0, line: 1 };

export interface ScannerOptions {
  readonly delimiter: Delimiter;
  /** The header's length; undefined where the header itself is read, whose cells are then neither padded nor cut. */
  readonly columns: number | undefined;
  /** Where the first byte to come lies. */
  readonly from?: Cursor;
}

/**
 * Turns the bytes of a CSV file (RFC 4180, any line ends, UTF-8) into rows. The chunks may be cut anywhere: the rows
 * are the same. Nothing it is fed makes it throw; what cannot be read comes as a row with a `fault`, which covers
 * exactly the line it began on, and reading goes on at the line after.
 *
 * At most MAX_RECORD_BYTES and one chunk are held. Going back after a fault costs no more than a fixed number of looks
 * at each byte, because a line after which a quote is open has an odd number of quotes, so the next such line closes it:
 * all lines that are read twice in between are even ones, which end by themselves.
 */
export class Scanner {
  readonly #delimiter: Delimiter;
  readonly #delimiterByte: number;
  readonly #columns: number | undefined;
  readonly #portion: number;
  readonly #window = new ByteWindow();

  /** Offset in the file of the window's first byte. */
  #offset: number;
  #record: number;
  /** The line on which `#start` lies. */
  #line: number;

  /** Where the record being read begins, in the window; negative when its beginning has been dropped. */
  #start = 0;
  /** The next byte to look at, in the window. */
  #at = 0;
  /** Whether `#at` is inside quotes. */
  #inQuotes = false;
  /** Before this place in the window there may be quotes and CRs; from here on a line feed alone ends a record. */
  #mixedUntil = 0;
  /** Why the record is given up; then only the end of its first line is looked for. */
  #fault: RowFault | undefined;
  /** Whether the window's end is the file's. */
  #last = false;

  constructor({ delimiter, columns, from = FILE_START }: ScannerOptions) {
    this.#delimiter = delimiter;
    this.#delimiterByte = delimiter.charCodeAt(0);
    this.#columns = columns;
    this.#portion = Math.max(1, Math.floor(CELLS_IN_A_PORTION / (columns ?? CELLS_IN_A_PORTION)));
    this.#offset = from.byte;
    this.#record = from.record;
    this.#line = from.line;
  }

  /** Where what has not become a row yet begins: after the last row, or on the line end or record being read. */
  get cursor(): Cursor {
    return { byte: this.#offset + this.#start, record: this.#record, line: this.#line };
  }

  /** The rows that are complete with this chunk, in portions; to be drained before the next call. The chunk is copied. */
  *push(chunk: Uint8Array): Generator<Row[], void> {
    this.#window.append(chunk);
    if (chunk.includes(QUOTE) || chunk.includes(CR)) this.#mixedUntil = this.#window.bytes.length;
    yield* this.#portions();
    // What is left of an oversized line is of no use any more.
    this.#drop(this.#isOversized() ? this.#at : this.#start);
  }

  /** The rows that were waiting for the file's end. */
  *end(): Generator<Row[], void> {
    this.#last = true;
    yield* this.#portions();
  }

  *#portions(): Generator<Row[], void> {
    let rows: Row[] = [];
    for (let row = this.#next(); row; row = this.#next()) {
      rows.push(row);
      if (rows.length === this.#portion) {
        yield rows;
        rows = [];
      }
    }
    if (rows.length > 0) yield rows;
  }

  #next(): Row | undefined {
    if (!this.#fault) {
      if (!this.#findEnd()) return undefined;
      const row = this.#fault ? undefined : this.#takeRecord();
      if (row) return row;
    }
    return this.#takeLine();
  }

  /** Moves `#at` to the record's end, or gives the record up; false when more bytes are needed to tell. */
  #findEnd(): boolean {
    if (!this.#skipLineEnds()) return false;
    const bytes = this.#window.bytes;
    const stop = Math.min(bytes.length, this.#start + MAX_RECORD_BYTES + 1);
    while (this.#at < stop) {
      if (this.#inQuotes) {
        this.#at = endOfQuoted(bytes, this.#at, stop);
        if (this.#at < stop && !this.#leaveQuotes()) return this.#fault !== undefined;
      } else {
        this.#at = (this.#at < this.#mixedUntil ? endOfPlain : nextLineFeed)(bytes, this.#at, stop);
        if (this.#at === stop) break;
        if (bytes[this.#at] !== QUOTE) return true;
        if (!this.#enterQuotes()) return true;
      }
    }
    return this.#endWithoutLineEnd();
  }

  /** Blank lines are no records. Also passes the line end of the row before. */
  #skipLineEnds(): boolean {
    const bytes = this.#window.bytes;
    while (this.#at === this.#start) {
      const byte = bytes[this.#at];
      if (byte === undefined) return false;
      if (byte !== LF && byte !== CR) return true;
      // A CR at the window's end may be half a CRLF, which is one line end.
      if (byte === CR && this.#at + 1 === bytes.length && !this.#last) return false;
      this.#at += byte === CR && bytes[this.#at + 1] === LF ? 2 : 1;
      this.#start = this.#at;
      this.#line++;
    }
    return true;
  }

  /** At a quote outside quotes: only as the first character of a cell does it open one. */
  #enterQuotes(): boolean {
    if (this.#at !== this.#start && this.#window.bytes[this.#at - 1] !== this.#delimiterByte) {
      this.#giveUpAtCell('stray_quote');
      return false;
    }
    this.#inQuotes = true;
    this.#at++;
    return true;
  }

  /** At a quote inside quotes: passes it, unless it is stray or the byte after it is needed to tell. */
  #leaveQuotes(): boolean {
    const after = this.#window.bytes[this.#at + 1];
    if (after === QUOTE) {
      this.#at += 2;
    } else if (after === this.#delimiterByte || after === LF || after === CR || (after === undefined && this.#last)) {
      this.#at += 1;
      this.#inQuotes = false;
    } else {
      if (after !== undefined) this.#giveUpAtCell('stray_quote');
      return false;
    }
    return true;
  }

  /** At the end of what may be looked at: the cap, the window's end, or the file's. */
  #endWithoutLineEnd(): boolean {
    if (this.#isOversized()) this.#giveUp(tooLarge(this.#inQuotes));
    else if (!this.#last) return false;
    else if (this.#inQuotes) this.#giveUpAtCell('unclosed_quote');
    return true;
  }

  #isOversized(): boolean {
    return this.#at - this.#start > MAX_RECORD_BYTES;
  }

  #giveUpAtCell(code: RowFaultCode): void {
    this.#giveUp({ code, cell: cellAt(this.#window.bytes, this.#start, this.#at, this.#delimiterByte) });
  }

  #giveUp(fault: RowFault): void {
    this.#fault = fault;
    this.#at = this.#start;
  }

  /** The record from `#start` to `#at`, whose quoting is sound; undefined when it is given up for another fault. */
  #takeRecord(): Row | undefined {
    const record = this.#window.bytes.toString('utf8', this.#start, this.#at);
    const cells = cutCells(record, this.#delimiter, this.#columns ?? 0);
    const columns = this.#columns ?? cells.length;
    const fault = faultIn(record, cells, columns);
    const endLine = this.#line + countLineEnds(record);
    // Too many cells may come of a quotation mark that pairs with one further down; other faults say nothing of the extent.
    if (fault?.code === 'too_many_cells' && endLine > this.#line) {
      this.#giveUp(fault);
      return undefined;
    }
    return this.#take(cells, fitCells(cells, columns, this.#delimiter), endLine, fault);
  }

  /** The line a record that was given up began on; undefined when more bytes are needed. */
  #takeLine(): Row | undefined {
    const bytes = this.#window.bytes;
    this.#at = endOfLine(bytes, this.#at);
    const oversized = this.#isOversized();
    if (oversized && this.#fault?.code !== 'record_too_large') this.#fault = tooLarge(false);
    if (this.#at === bytes.length && !this.#last) return undefined;
    const cells = oversized ? [] : bytes.toString('utf8', this.#start, this.#at).split(this.#delimiter);
    fitCells(cells, this.#columns ?? cells.length, this.#delimiter);
    return this.#take(cells, 0, this.#line, this.#fault);
  }

  #take(cells: string[], missingCells: number, endLine: number, fault: RowFault | undefined): Row {
    const start = this.#offset + this.#start;
    const end = this.#offset + this.#at;
    const row = { record: ++this.#record, line: this.#line, start, end, endLine, cells, missingCells };
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
    this.#mixedUntil -= count;
  }
}

function countLineEnds(record: string): number {
  if (!record.includes('\n') && !record.includes('\r')) return 0;
  let lines = 0;
  for (let i = 0; i < record.length; i++) {
    const code = record.charCodeAt(i);
    if (code === CR || (code === LF && record.charCodeAt(i - 1) !== CR)) lines++;
  }
  return lines;
}

function tooLarge(openQuote: boolean): RowFault {
  return { code: 'record_too_large', ...(openQuote && { params: { openQuote: 1 } }) };
}
