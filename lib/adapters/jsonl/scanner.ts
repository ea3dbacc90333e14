import type { Cursor, Row } from '../../core/record/row.ts';
import { blockOf, type RowBlock } from '../../core/record/row-block.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { LF } from '../csv/byte-search.ts';
import { ByteWindow } from '../csv/byte-window.ts';
import { byteOrderMarkLength } from '../csv/detect.ts';
import { withEncodingCause } from '../csv/guess-encoding.ts';
import { utf8 } from '../delivery/utf8.ts';
import type { RowScanner } from '../rows/read-rows.ts';
import type { LineReader } from './columns.ts';

const CELLS_PER_BLOCK = 8_192;

const FIRST_VISIBLE_ASCII = 0x21;

/**
 * Turns the bytes of a JSON Lines file (UTF-8) into rows: each non-blank line is a record. An unreadable line becomes a
 * row with a `fault`, and reading continues at the next line. Holds at most MAX_RECORD_BYTES and one chunk.
 */
export class JsonlScanner implements RowScanner {
  readonly #reader: LineReader;
  readonly #maxRows: number;
  readonly #window = new ByteWindow();
  /** Offset in the file of the window's first byte. */
  #offset: number;
  /** Offset in the file of the current line; before the window if the line is too large and its start was dropped. */
  #start: number;
  #line: number;
  #record: number;
  /** The current line has no line feed before this position in the window. */
  #at = 0;

  constructor(reader: LineReader, { byte, record, line }: Cursor) {
    this.#reader = reader;
    this.#maxRows = Math.max(1, Math.floor(CELLS_PER_BLOCK / Math.max(1, reader.columnCount)));
    this.#offset = byte;
    this.#start = byte;
    this.#record = record;
    this.#line = line;
  }

  get cursor(): Cursor {
    return { byte: this.#start, record: this.#record, line: this.#line };
  }

  *push(chunk: Uint8Array): Generator<RowBlock, void> {
    this.#window.append(chunk);
    yield* this.#blocks(false);
    this.#dropConsumed();
  }

  *end(): Generator<RowBlock, void> {
    yield* this.#blocks(true);
  }

  *#blocks(hasFileEnd: boolean): Generator<RowBlock, void> {
    let rows: Row[] = [];
    for (let row = this.#next(hasFileEnd); row; row = this.#next(hasFileEnd)) {
      rows.push(row);
      if (rows.length < this.#maxRows) continue;
      yield blockOf(rows, this.#reader.columnCount, utf8);
      rows = [];
    }
    if (rows.length > 0) yield blockOf(rows, this.#reader.columnCount, utf8);
  }

  #next(hasFileEnd: boolean): Row | undefined {
    for (let end = this.#findLineEnd(hasFileEnd); end !== undefined; end = this.#findLineEnd(hasFileEnd)) {
      const row = this.#rowUpTo(end);
      this.#at = end + 1;
      this.#start = this.#offset + this.#at;
      this.#line++;
      if (row) return row;
    }
    return undefined;
  }

  /** End of the current line, in the window; undefined if it has not arrived yet. */
  #findLineEnd(hasFileEnd: boolean): number | undefined {
    const { bytes } = this.#window;
    const lineFeed = bytes.indexOf(LF, this.#at);
    if (lineFeed !== -1) return lineFeed;
    this.#at = bytes.length;
    return hasFileEnd && this.#start < this.#offset + bytes.length ? bytes.length : undefined;
  }

  /** The row of the current line; undefined for a blank line. */
  #rowUpTo(endInWindow: number): Row | undefined {
    const start = this.#start;
    const end = this.#offset + endInWindow;
    const place = { line: this.#line, start, end, endLine: this.#line, missingCells: 0 };
    if (end - start > MAX_RECORD_BYTES) {
      const cells = new Array<string>(this.#reader.columnCount).fill('');
      return { record: ++this.#record, ...place, cells, fault: { code: 'record_too_large' } };
    }
    const startInWindow = start - this.#offset;
    if (this.#isBlank(startInWindow, endInWindow)) return undefined;
    // Several files that begin with a byte order mark may be concatenated.
    const lineBytes = this.#window.bytes.subarray(startInWindow, endInWindow);
    const textStart = startInWindow + byteOrderMarkLength(lineBytes);
    const { cells, fault } = this.#reader.read(this.#window.bytes.toString('utf8', textStart, endInWindow));
    const faultWithCause = withEncodingCause(fault, lineBytes);
    return { record: ++this.#record, ...place, cells, ...(faultWithCause && { fault: faultWithCause }) };
  }

  #isBlank(from: number, to: number): boolean {
    const { bytes } = this.#window;
    while (from < to && isJsonBlank(bytes[from] ?? 0)) from++;
    return from === to;
  }

  /** Drops what comes before the current line, and also the bytes of the current line if it is too large. */
  #dropConsumed(): void {
    const { length } = this.#window.bytes;
    const isOversized = this.#offset + length - this.#start > MAX_RECORD_BYTES;
    const count = isOversized ? length : Math.min(length, this.#start - this.#offset);
    this.#window.drop(count);
    this.#offset += count;
    this.#at -= count;
  }
}

/** The first comparison decides for most bytes. */
function isJsonBlank(byte: number): boolean {
  return byte < FIRST_VISIBLE_ASCII && (byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
