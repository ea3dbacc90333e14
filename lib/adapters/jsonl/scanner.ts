import type { Cursor, Row } from '../../core/record/row.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { LF } from '../csv/byte-search.ts';
import { ByteWindow } from '../csv/byte-window.ts';
import type { RowScanner } from '../rows/read-rows.ts';
import type { LineReader } from './columns.ts';

/** So many cells are handed on at a time. */
const CELLS_IN_A_PORTION = 1_000;

const FIRST_PRINTABLE = 0x21;

/**
 * Turns the bytes of a file of JSON Lines (UTF-8) into rows: a line is a record, whatever it holds, and a blank one is
 * none. What cannot be read comes as a row with a `fault`, and reading goes on at the next line. At most
 * MAX_RECORD_BYTES and one chunk are held.
 */
export class JsonlScanner implements RowScanner {
  readonly #reader: LineReader;
  readonly #portion: number;
  readonly #window = new ByteWindow();
  /** Offset in the file of the window's first byte. */
  #offset: number;
  /** Offset in the file of the line in hand; before the window where its beginning has been dropped as too large. */
  #start: number;
  #line: number;
  #record: number;
  /** Before this place in the window there is no line feed any more. */
  #at = 0;

  constructor(reader: LineReader, { byte, record, line }: Cursor) {
    this.#reader = reader;
    this.#portion = Math.max(1, Math.floor(CELLS_IN_A_PORTION / Math.max(1, reader.columns)));
    this.#offset = byte;
    this.#start = byte;
    this.#record = record;
    this.#line = line;
  }

  get cursor(): Cursor {
    return { byte: this.#start, record: this.#record, line: this.#line };
  }

  *push(chunk: Uint8Array): Generator<Row[], void> {
    this.#window.append(chunk);
    yield* this.#portions(false);
    this.#forget();
  }

  *end(): Generator<Row[], void> {
    yield* this.#portions(true);
  }

  *#portions(isLast: boolean): Generator<Row[], void> {
    let rows: Row[] = [];
    for (let row = this.#next(isLast); row; row = this.#next(isLast)) {
      rows.push(row);
      if (rows.length === this.#portion) {
        yield rows;
        rows = [];
      }
    }
    if (rows.length > 0) yield rows;
  }

  #next(isLast: boolean): Row | undefined {
    for (let end = this.#lineEnd(isLast); end !== undefined; end = this.#lineEnd(isLast)) {
      const row = this.#rowUpTo(end);
      this.#at = end + 1;
      this.#start = this.#offset + this.#at;
      this.#line++;
      if (row) return row;
    }
    return undefined;
  }

  /** Where the line in hand ends, in the window; undefined where that has not come yet. */
  #lineEnd(isLast: boolean): number | undefined {
    const { bytes } = this.#window;
    const found = bytes.indexOf(LF, this.#at);
    if (found !== -1) return found;
    this.#at = bytes.length;
    return isLast && this.#start < this.#offset + bytes.length ? bytes.length : undefined;
  }

  /** Undefined for a blank line. */
  #rowUpTo(endInWindow: number): Row | undefined {
    const [start, end, line] = [this.#start, this.#offset + endInWindow, this.#line];
    const place = { line, start, end, endLine: line, missingCells: 0 };
    if (end - start > MAX_RECORD_BYTES) {
      const cells = new Array<string>(this.#reader.columns).fill('');
      return { record: ++this.#record, ...place, cells, fault: { code: 'record_too_large' } };
    }
    const first = start - this.#offset;
    if (this.#isBlank(first, endInWindow)) return undefined;
    const text = this.#window.bytes.toString('utf8', first, endInWindow);
    return { record: ++this.#record, ...place, ...this.#reader.read(text) };
  }

  #isBlank(from: number, to: number): boolean {
    const { bytes } = this.#window;
    while (from < to && isJsonBlank(bytes[from] ?? 0)) from++;
    return from === to;
  }

  /** Keeps the line in hand alone, and of one that is too large nothing. */
  #forget(): void {
    const { length } = this.#window.bytes;
    const isOversized = this.#offset + length - this.#start > MAX_RECORD_BYTES;
    const count = isOversized ? length : Math.min(length, this.#start - this.#offset);
    this.#window.drop(count);
    this.#offset += count;
    this.#at -= count;
  }
}

function isJsonBlank(byte: number): boolean {
  return byte < FIRST_PRINTABLE && (byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
