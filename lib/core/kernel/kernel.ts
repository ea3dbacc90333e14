/**
 * Operations on bytes that turn rows into events (ARCHITECTURE.md, From a cell to bytes). All operations work in one
 * memory, an address is an offset in it, and texts are UTF-8. There are two implementations with the same results:
 * WebAssembly, and TypeScript for processors without SIMD.
 *
 * A call may read 64 bytes beyond a text and overwrite 15 bytes after a copy. Memory therefore has 64 spare bytes at
 * its end, and data is written at ascending addresses. The numbers of a call are addresses unless their names or
 * comments say otherwise. The tables are described in layout.ts.
 */
export interface Kernel {
  /** The memory. `reserve` may replace this view, so read it again after each allocation. */
  readonly bytes: Uint8Array;
  /** The same memory as 4-byte words. */
  readonly words: Uint32Array;
  /** The first address that callers may use. */
  readonly begin: number;
  /** Makes the memory at least this long. Its content stays. */
  reserve(length: number): void;
  /** Further results of the last call. */
  output(index: 0 | 1 | 2): number;

  /**
   * Finds complete records of a CSV file, and returns their number. Further results: where it stopped, why
   * (NEEDS_BYTES, IS_FULL or IS_IRREGULAR), and how many line ends were skipped before that place.
   */
  index(call: IndexCall): number;

  /**
   * Joins, for each row, the cells of some columns with NUL. Writes the joined texts from `to` on, and where each
   * begins and ends to `keys`. A row in which all these cells are empty gets an empty text.
   */
  compose(call: ComposeCall): void;

  /**
   * Assigns a piece to the text of each row: the piece of an equal text that has a slot, or a new piece flagged
   * NEEDS_RULE. Slot n, its key and its value belong to piece n, from 1 on. Returns the number of rows whose piece
   * needs its rule or has issues; further result: the number of rows with a text.
   */
  resolve(call: ResolveCall): number;

  /** Lists at `to` the pieces that have to be hashed for the written rows, and returns their number. */
  queue(call: QueueCall): number;

  /**
   * Replaces listed texts by their hashes. A text longer than MAX_HASHED is not hashed, and moves to the beginning of
   * the list. Returns the number of such texts.
   */
  hash(call: HashCall): number;

  /**
   * Writes the events of the written rows, each followed by a comma. Returns the first row that did not fit between
   * `to` and `end`, or `rowCount` if all fit. Further result: the address after the last event.
   */
  append(call: AppendCall): number;

  /**
   * Writes the digest of the identity of each written row: the texts of some sources, joined with NUL. Lists at
   * `others` the rows whose identity is longer than MAX_HASHED or has escapes, and returns their number.
   */
  identify(call: IdentifyCall): number;
}

export interface IndexCall {
  /** The bytes of the file. The last ones may belong to an incomplete record. */
  readonly at: number;
  readonly end: number;
  /** 1 if the file ends at `end`, else 0. */
  readonly isLast: number;
  /** The byte between two cells. */
  readonly delimiter: number;
  readonly columnCount: number;
  /**
   * Receives where the first `columnCount` cells of each record begin and end, without quotes: CELL_WORDS words for
   * each cell, relative to `at`.
   */
  readonly cells: number;
  /** Receives ROW_WORDS words for each record; their addresses are relative to `at`. */
  readonly rows: number;
  readonly maxRows: number;
  /** A longer record is irregular. */
  readonly maxBytes: number;
}

/** The cells of a column: CELL_WORDS words (row-block.ts) for each cell, relative to `bytes`. */
interface ColumnOfCells {
  readonly cells: number;
  /** The distance in bytes between the cells of two consecutive rows. */
  readonly stride: number;
  readonly bytes: number;
  readonly rowCount: number;
}

export interface ComposeCall extends ColumnOfCells {
  /** The numbers of the columns, and how many there are. */
  readonly columns: number;
  readonly count: number;
  readonly to: number;
  readonly keys: number;
}

export interface ResolveCall extends ColumnOfCells {
  /** Texts of different sources have different pieces. */
  readonly source: number;
  /** The piece of a row without text. */
  readonly empty: number;
  /** The number of the block. A slot whose text is in this block is not given to another text. */
  readonly block: number;
  readonly slots: number;
  /** The number of slots minus one, or 0 for none. */
  readonly mask: number;
  /** The texts of the slots. */
  readonly keys: number;
  readonly pieces: number;
  /** The first piece of texts without a slot. */
  readonly free: number;
  /** Receives the piece of each row. */
  readonly resolved: number;
  /** Receives the rows whose piece needs its rule or has issues. */
  readonly found: number;
}

/** Which rows are written: `written` is the address of a byte for each row, 0 for a row that is not written. */
interface WrittenRows {
  readonly rowCount: number;
  readonly written: number;
  readonly pieces: number;
}

export interface QueueCall extends WrittenRows {
  /** The piece of each row. */
  readonly resolved: number;
  readonly to: number;
}

export interface HashCall {
  /** The listed pieces, and how many there are. */
  readonly queued: number;
  readonly count: number;
  readonly pieces: number;
  /** The values of slots. Hashes of pieces below `firstFree` are written there, others from `free` on. */
  readonly values: number;
  readonly firstFree: number;
  readonly free: number;
}

export interface AppendCall extends WrittenRows {
  /** The steps of writing an event. */
  readonly program: number;
  readonly sources: number;
  /** The first row. */
  readonly from: number;
  readonly to: number;
  readonly end: number;
  /** Receives address and length of each event. */
  readonly events: number;
}

export interface IdentifyCall extends WrittenRows {
  /** The sources of the identity, and how many there are. */
  readonly sources: number;
  readonly count: number;
  /** Receives DIGEST_BYTES for each row. */
  readonly digests: number;
  readonly others: number;
}
