import { isUtf8 } from 'node:buffer';
import type { Kernel } from '../../core/kernel/kernel.ts';
import { IS_FULL, IS_IRREGULAR, NEEDS_BYTES, ROW_WORDS } from '../../core/kernel/layout.ts';
import { KernelMemory } from '../../core/kernel/memory.ts';
import type { Cursor } from '../../core/record/row.ts';
import { blockOf, CELL_WORDS, type FaultyRow, RowBlock, RowPlaces } from '../../core/record/row-block.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { utf8 } from '../delivery/utf8.ts';
import { newKernel } from '../kernel/kernels.ts';
import type { RowScanner } from '../rows/read-rows.ts';
import { type Delimiter, findFault, fitCells, splitCells } from './cells.ts';
import { withEncodingCause } from './guess-encoding.ts';
import { type FinderOptions, RecordFinder } from './record-finder.ts';

/** Blocks have about this many cells, which stay in the CPU's caches while their columns are read one by one. */
const CELLS_PER_BLOCK = 4_096;
const MAX_ROWS_PER_BLOCK = 512;
/**
 * Blocks have at least this many rows, however many columns there are: a row of two bytes may be padded to 1000 cells,
 * and a block of four such rows would have only eight bytes.
 */
const MIN_ROWS_PER_BLOCK = 32;
/** The number of bytes that are searched for the rows of the first block. */
const FIRST_SECTION_BYTES = 64 * 1024;
const MIN_SECTION_BYTES = 4 * 1024;

/** The indexes of the words of a record in the kernel's table, which has ROW_WORDS words for each record. */
const WORD_OF_BEGIN = 0;
const WORD_OF_END = 1;
const WORD_OF_LINES_BEFORE = 2;
const WORD_OF_LINES_IN = 3;
const WORD_OF_CELLS = 4;

const REPLACEMENT = Buffer.from('\ufffd');
const ESCAPE = 0x1b;

export interface ScannerOptions extends FinderOptions {
  /** The header's length. */
  readonly columnCount: number;
}

/** The kernel of this thread for finding rows. All scanners share it, because it keeps nothing between calls. */
let kernel: Kernel | undefined;

/**
 * Turns a CSV file into blocks of rows. The kernel finds well-formed records; RecordFinder reads those that are
 * malformed, too long or have too many cells.
 */
export class Scanner implements RowScanner {
  readonly #finder: RecordFinder;
  readonly #delimiter: Delimiter;
  readonly #columnCount: number;
  readonly #maxRecordBytes: number;
  readonly #isSheet: boolean;
  readonly #maxRows: number;
  /** The number of bytes that are searched for the rows of a block; it adapts to the size of blocks. */
  #sectionBytes = FIRST_SECTION_BYTES;
  /**
   * How many bytes were searched without finding the end of a record. The next search waits for twice as many, so that
   * not every chunk causes a search.
   */
  #searchedBytes = 0;

  constructor(options: ScannerOptions) {
    const { delimiter, columnCount, maxRecordBytes = MAX_RECORD_BYTES, isSheet = false } = options;
    this.#finder = new RecordFinder(options);
    this.#delimiter = delimiter;
    this.#columnCount = columnCount;
    this.#maxRecordBytes = maxRecordBytes;
    this.#isSheet = isSheet;
    this.#maxRows = Math.min(
      MAX_ROWS_PER_BLOCK,
      Math.max(MIN_ROWS_PER_BLOCK, Math.floor(CELLS_PER_BLOCK / columnCount)),
    );
  }

  /** Position after the last row. */
  get cursor(): Cursor {
    return this.#finder.cursor;
  }

  /** The rows completed by this chunk. Drain the generator before the next call. Copies the chunk. */
  *push(chunk: Uint8Array): Generator<RowBlock, void> {
    this.#finder.append(chunk);
    yield* this.#blocks();
    this.#finder.dropRead();
  }

  /** The rows left at the end of the file. */
  *end(): Generator<RowBlock, void> {
    this.#finder.hasFileEnd = true;
    yield* this.#blocks();
  }

  *#blocks(): Generator<RowBlock, void> {
    let isNextIrregular = this.#finder.begin === undefined;
    for (;;) {
      if (isNextIrregular) {
        const row = this.#finder.next();
        if (!row) return;
        yield blockOf([row], this.#columnCount, utf8);
      }
      if (!this.#mayHaveRecord()) return;
      const search = this.#find();
      if (search.block) yield search.block;
      if (search.needsBytes) return;
      isNextIrregular = search.isNextIrregular;
    }
  }

  /** Whether enough bytes have arrived since the last search. */
  #mayHaveRecord(): boolean {
    const { bytes, begin = 0, hasFileEnd } = this.#finder;
    const length = bytes.length - begin;
    return hasFileEnd || length >= 2 * this.#searchedBytes || length > this.#maxRecordBytes;
  }

  /** Finds the next well-formed records, at most as many as fit into a block. */
  #find(): { readonly block: RowBlock | undefined; readonly isNextIrregular: boolean; readonly needsBytes: boolean } {
    const { bytes, begin = 0, hasFileEnd } = this.#finder;
    const end = Math.min(bytes.length, begin + this.#sectionBytes);
    const found = this.#index(bytes.subarray(begin, end), hasFileEnd && end === bytes.length);
    const block = found.count === 0 ? undefined : this.#blockOf(found, begin);
    this.#finder.skip({ to: begin + found.next, records: found.count, lines: found.lines });
    this.#searchedBytes = found.reason === NEEDS_BYTES ? end - begin - found.next : 0;
    const isSectionCut = found.reason === NEEDS_BYTES && end < bytes.length;
    if (isSectionCut && found.count < this.#maxRows / 2) this.#sectionBytes *= 2;
    if (found.reason === IS_FULL) this.#sectionBytes = Math.max(MIN_SECTION_BYTES, 2 * found.next);
    return {
      block,
      isNextIrregular: found.reason === IS_IRREGULAR,
      needsBytes: found.reason === NEEDS_BYTES && !isSectionCut,
    };
  }

  /** Finds records in these bytes. */
  #index(section: Uint8Array, isLast: boolean): FoundRecords {
    kernel ??= newKernel();
    const memory = new KernelMemory(kernel);
    const bytesAt = memory.allocate(section.length);
    const cellsAt = memory.allocate(this.#maxRows * this.#columnCount * CELL_WORDS * 4);
    const rowsAt = memory.allocate(this.#maxRows * ROW_WORDS * 4);
    kernel.bytes.set(section, bytesAt);
    const count = kernel.index({
      at: bytesAt,
      end: bytesAt + section.length,
      isLast: isLast ? 1 : 0,
      delimiter: this.#delimiter.charCodeAt(0),
      columnCount: this.#columnCount,
      cells: cellsAt,
      rows: rowsAt,
      maxRows: this.#maxRows,
      maxBytes: this.#maxRecordBytes,
    });
    const rows = kernel.words.slice(rowsAt / 4, rowsAt / 4 + count * ROW_WORDS);
    let lines = kernel.output(2);
    for (let row = 0; row < count; row++) lines += this.#linesOf(rows, row);
    return { memory, bytesAt, cellsAt, rows, count, next: kernel.output(0), reason: kernel.output(1), lines };
  }

  /** The number of line ends before and in a row. */
  #linesOf(rows: Uint32Array, row: number): number {
    const word = row * ROW_WORDS;
    return (rows[word + WORD_OF_LINES_BEFORE] ?? 0) + this.#linesIn(rows, word);
  }

  /** The number of line ends in a row that begin another line of the file; those in a cell of a sheet do not. */
  #linesIn(rows: Uint32Array, word: number): number {
    return this.#isSheet ? 0 : (rows[word + WORD_OF_LINES_IN] ?? 0);
  }

  /** A block of found records, with its own copy of their bytes. */
  #blockOf({ memory, bytesAt, cellsAt, rows, count }: FoundRecords, begin: number): RowBlock {
    const { words, bytes } = memory.kernel;
    const columnCount = this.#columnCount;
    const length = rows[(count - 1) * ROW_WORDS + WORD_OF_END] ?? 0;
    const cells = words.slice(cellsAt / 4, cellsAt / 4 + count * columnCount * CELL_WORDS);
    const places = new RowPlaces(count);
    const { record, line: lineBefore } = this.#finder.cursor;
    const offset = this.#finder.offset + begin;
    let line = lineBefore;
    for (let row = 0; row < count; row++) {
      const word = row * ROW_WORDS;
      line += rows[word + WORD_OF_LINES_BEFORE] ?? 0;
      const endLine = line + this.#linesIn(rows, word);
      places.set(row, {
        record: record + row + 1,
        line,
        start: offset + (rows[word + WORD_OF_BEGIN] ?? 0),
        end: offset + (rows[word + WORD_OF_END] ?? 0),
        endLine,
        missingCells: this.#isSheet ? 0 : Math.max(0, columnCount - (rows[word + WORD_OF_CELLS] ?? 0)),
      });
      line = endLine;
    }
    const raw = this.#finder.bytes.subarray(begin, begin + length);
    const faulty = isClean(raw) ? NO_FAULTS : this.#faultsIn(rows, count, begin);
    for (const row of faulty.keys())
      cells.fill(0, row * columnCount * CELL_WORDS, (row + 1) * columnCount * CELL_WORDS);
    return new RowBlock({
      columnCount,
      utf8,
      bytes: bytes.slice(bytesAt, bytesAt + length),
      cells,
      places: places.numbers,
      faulty,
    });
  }

  /** The faults of records with bytes that are not UTF-8, or not text. */
  #faultsIn(rows: Uint32Array, count: number, begin: number): ReadonlyMap<number, FaultyRow> {
    const faulty = new Map<number, FaultyRow>();
    for (let row = 0; row < count; row++) {
      const word = row * ROW_WORDS;
      const start = begin + (rows[word + WORD_OF_BEGIN] ?? 0);
      const end = begin + (rows[word + WORD_OF_END] ?? 0);
      const raw = this.#finder.bytes.subarray(start, end);
      if (isClean(raw)) continue;
      const record = raw.toString('utf8');
      const cells = splitCells(record, this.#delimiter, this.#columnCount);
      const fault = withEncodingCause(findFault(record, cells, this.#columnCount), raw);
      fitCells(cells, this.#columnCount, this.#delimiter);
      if (fault) faulty.set(row, { fault, cells });
    }
    return faulty;
  }
}

/** Records in the memory of the kernel. */
interface FoundRecords {
  readonly memory: KernelMemory;
  readonly bytesAt: number;
  readonly cellsAt: number;
  /** ROW_WORDS for each record. */
  readonly rows: Uint32Array;
  readonly count: number;
  /** The number of bytes up to the next record. */
  readonly next: number;
  /** Why the search ended: NEEDS_BYTES, IS_FULL or IS_IRREGULAR. */
  readonly reason: number;
  /** The number of line ends up to the next record. */
  readonly lines: number;
}

const NO_FAULTS: ReadonlyMap<number, FaultyRow> = new Map();

function isClean(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.includes(0) && !bytes.includes(ESCAPE) && !bytes.includes(REPLACEMENT);
}
