import type { Cursor, Row, RowFault, RowPlace } from './row.ts';

/** Converts between text and UTF-8. */
export interface Utf8 {
  /** The text of the bytes from `from` up to `to`. */
  decode(bytes: Uint8Array, from: number, to: number): string;
  /** One character for each byte: the text of the bytes, if all are ASCII. */
  decodeBytes(bytes: Uint8Array, from: number, to: number): string;
  /**
   * Writes a text, and returns its length in bytes. There must be room for it: MAX_UNIT_BYTES for each code unit are
   * enough.
   */
  write(text: string, bytes: Uint8Array, at: number): number;
}

/** The most bytes that a UTF-16 code unit takes in UTF-8. */
export const MAX_UNIT_BYTES = 3;

/** The number of words of a cell in `RowBlock.cells`: its begin and its end. */
export const CELL_WORDS = 2;

const NOT_ASCII = /[^\0-\x7f]/;

/** The offsets of a row's numbers. The first of them, at 0, is the number of its record. */
const LINE = 1;
const START = 2;
const END = 3;
const END_LINE = 4;
const MISSING_CELLS = 5;
const NUMBERS_PER_ROW = 6;

/** Why a row cannot be read, and the cells that a person sees so that they can correct the file. */
export interface FaultyRow {
  readonly fault: RowFault;
  readonly cells: readonly string[];
}

/** The places of rows as numbers. */
export class RowPlaces {
  readonly numbers: Float64Array;

  constructor(rowCount: number) {
    this.numbers = new Float64Array(rowCount * NUMBERS_PER_ROW);
  }

  set(row: number, { record, line, start, end, endLine, missingCells }: Omit<Row, 'cells' | 'fault'>): void {
    const at = row * NUMBERS_PER_ROW;
    this.numbers[at] = record;
    this.numbers[at + LINE] = line;
    this.numbers[at + START] = start;
    this.numbers[at + END] = end;
    this.numbers[at + END_LINE] = endLine;
    this.numbers[at + MISSING_CELLS] = missingCells;
  }
}

interface BlockParts {
  readonly columnCount: number;
  readonly utf8: Utf8;
  /** UTF-8 of all cells. */
  readonly bytes: Uint8Array;
  /** Where each cell begins and ends in `bytes`, row by row. The cells of a faulty row are empty. */
  readonly cells: Uint32Array;
  /** NUMBERS_PER_ROW for each row. */
  readonly places: Float64Array;
  /** By the index of the row. */
  readonly faulty: ReadonlyMap<number, FaultyRow>;
}

/** Rows of a file that were read together. Their cells are bytes, and become texts on demand. */
export class RowBlock {
  readonly columnCount: number;
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly cells: Uint32Array;
  readonly utf8: Utf8;
  readonly #places: Float64Array;
  readonly #faulty: ReadonlyMap<number, FaultyRow>;
  #rows: readonly Row[] | undefined;
  /**
   * The bytes as characters, which equal the text where it is ASCII. Cutting this string is faster than decoding each
   * cell.
   */
  #characters: string | undefined;

  constructor({ columnCount, utf8, bytes, cells, places, faulty }: BlockParts) {
    this.columnCount = columnCount;
    this.utf8 = utf8;
    this.bytes = bytes;
    this.cells = cells;
    this.#places = places;
    this.#faulty = faulty;
    this.length = places.length / NUMBERS_PER_ROW;
  }

  /** The rows, with the texts of their cells. */
  get rows(): readonly Row[] {
    this.#rows ??= Array.from({ length: this.length }, (_, index) => this.row(index));
    return this.#rows;
  }

  row(index: number): Row {
    const at = index * NUMBERS_PER_ROW;
    const [record = 0, line = 0, start = 0, end = 0, endLine = 0, missingCells = 0] = this.#places.subarray(
      at,
      at + NUMBERS_PER_ROW,
    );
    const { fault, cells = this.#texts(index) } = this.#faulty.get(index) ?? {};
    return { record, line, start, end, endLine, missingCells, cells, ...(fault && { fault }) };
  }

  recordOf(index: number): number {
    return this.#places[index * NUMBERS_PER_ROW] ?? 0;
  }

  placeOf(index: number): RowPlace {
    const at = index * NUMBERS_PER_ROW;
    const places = this.#places;
    return {
      record: places[at] ?? 0,
      line: places[at + LINE] ?? 0,
      start: places[at + START] ?? 0,
      end: places[at + END] ?? 0,
      endLine: places[at + END_LINE] ?? 0,
    };
  }

  missingCellsOf(index: number): number {
    return this.#places[index * NUMBERS_PER_ROW + MISSING_CELLS] ?? 0;
  }

  hasLineBreak(index: number): boolean {
    const at = index * NUMBERS_PER_ROW;
    return (this.#places[at + END_LINE] ?? 0) > (this.#places[at + LINE] ?? 0);
  }

  faultOf(index: number): RowFault | undefined {
    return this.#faulty.size === 0 ? undefined : this.#faulty.get(index)?.fault;
  }

  get hasFaults(): boolean {
    return this.#faulty.size > 0;
  }

  /** A block of the same rows, with changed faults. */
  withFaults(change: (fault: RowFault) => RowFault): RowBlock {
    const faulty = new Map([...this.#faulty].map(([index, row]) => [index, { ...row, fault: change(row.fault) }]));
    const { columnCount, utf8, bytes, cells } = this;
    return new RowBlock({ columnCount, utf8, bytes, cells, places: this.#places, faulty });
  }

  /** The text of a cell. Do not keep the string: it may hold all texts of the block in memory. */
  text(row: number, column: number): string {
    const text = this.characters(row, column);
    if (!NOT_ASCII.test(text)) return text;
    const at = (row * this.columnCount + column) * CELL_WORDS;
    return this.utf8.decode(this.bytes, this.cells[at] ?? 0, this.cells[at + 1] ?? 0);
  }

  /**
   * The bytes of a cell as characters, which are the cell's text if it is ASCII. Do not keep the string: it holds all
   * texts of the block in memory.
   */
  characters(row: number, column: number): string {
    const at = (row * this.columnCount + column) * CELL_WORDS;
    this.#characters ??= this.utf8.decodeBytes(this.bytes, 0, this.bytes.length);
    return this.#characters.substring(this.cells[at] ?? 0, this.cells[at + 1] ?? 0);
  }

  #texts(row: number): string[] {
    const at = row * this.columnCount * CELL_WORDS;
    return Array.from({ length: this.columnCount }, (_, column) => {
      const cell = at + column * CELL_WORDS;
      return this.utf8.decode(this.bytes, this.cells[cell] ?? 0, this.cells[cell + 1] ?? 0);
    });
  }

  /** A block of only those rows that are kept; this block if all are. */
  select(isKept: (index: number) => boolean): RowBlock {
    const indexes: number[] = [];
    for (let index = 0; index < this.length; index++) if (isKept(index)) indexes.push(index);
    return indexes.length === this.length ? this : this.withChanges(indexes, NO_CHANGES);
  }

  /** A block of the rows with these indexes, some of them with changed cells. */
  withChanges(indexes: readonly number[], changes: ReadonlyMap<number, readonly CellChange[]>): RowBlock {
    const { columnCount, utf8 } = this;
    const words = columnCount * CELL_WORDS;
    const cells = new Uint32Array(indexes.length * words);
    const places = new Float64Array(indexes.length * NUMBERS_PER_ROW);
    const faulty = new Map<number, FaultyRow>();
    const texts = new TextBuffer(this.bytes, changes);
    for (const [row, index] of indexes.entries()) {
      cells.set(this.cells.subarray(index * words, (index + 1) * words), row * words);
      places.set(this.#places.subarray(index * NUMBERS_PER_ROW, (index + 1) * NUMBERS_PER_ROW), row * NUMBERS_PER_ROW);
      const faultyRow = this.#faulty.get(index);
      if (faultyRow) faulty.set(row, faultyRow);
      for (const { column, text } of changes.get(index) ?? [])
        cells.set(texts.add(text, utf8), row * words + column * CELL_WORDS);
    }
    return new RowBlock({ columnCount, utf8, bytes: texts.bytes, cells, places, faulty });
  }
}

const NO_CHANGES: ReadonlyMap<number, readonly CellChange[]> = new Map();

/** The rows of a file, in blocks. */
export interface RowSource {
  readonly header: readonly string[];
  /** Rows after the cursor; with `until`, only those that begin before this byte of the spool. */
  rows(from: Cursor, until?: number): AsyncIterable<RowBlock>;
}

/** A new text for a cell. */
export interface CellChange {
  readonly column: number;
  readonly text: string;
}

/** Bytes, with room for the texts of changes. */
class TextBuffer {
  bytes: Uint8Array;
  #length: number;

  constructor(bytes: Uint8Array, changes: ReadonlyMap<number, readonly CellChange[]>) {
    const codeUnits = [...changes.values()].flat().reduce((sum, { text }) => sum + text.length, 0);
    this.bytes = bytes;
    this.#length = bytes.length;
    if (codeUnits === 0) return;
    this.bytes = new Uint8Array(bytes.length + codeUnits * MAX_UNIT_BYTES);
    this.bytes.set(bytes);
  }

  /** Adds a text, and returns its begin and end. */
  add(text: string, utf8: Utf8): [number, number] {
    const begin = this.#length;
    this.#length += utf8.write(text, this.bytes, begin);
    return [begin, this.#length];
  }
}

/** Builds a block from rows whose cells are texts. */
export function blockOf(rows: readonly Row[], columnCount: number, utf8: Utf8): RowBlock {
  const codeUnits = rows.reduce((sum, { cells }) => sum + cells.reduce((length, cell) => length + cell.length, 0), 0);
  const bytes = new Uint8Array(codeUnits * MAX_UNIT_BYTES);
  const cells = new Uint32Array(rows.length * columnCount * CELL_WORDS);
  const places = new RowPlaces(rows.length);
  const faulty = new Map<number, FaultyRow>();
  let at = 0;
  for (const [index, row] of rows.entries()) {
    const { fault } = row;
    places.set(index, row);
    if (fault) faulty.set(index, { fault, cells: row.cells });
    for (let column = 0; column < columnCount && !fault; column++) {
      const word = (index * columnCount + column) * CELL_WORDS;
      cells[word] = at;
      const text = row.cells[column] ?? '';
      if (text !== '') at += utf8.write(text, bytes, at);
      cells[word + 1] = at;
    }
  }
  return new RowBlock({ columnCount, utf8, bytes: bytes.subarray(0, at), cells, places: places.numbers, faulty });
}
