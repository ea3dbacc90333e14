/**
 * Operations on bytes that turn rows into events (ARCHITECTURE.md, From a cell to bytes). All work in one memory; an address is
 * an offset in it, and texts are UTF-8. There are two implementations with the same results: WebAssembly, and TypeScript for
 * processors without SIMD.
 *
 * A call may read 64 bytes beyond a text and overwrite 15 bytes behind a copy. Memory therefore has 64 spare bytes at its end,
 * and data is written in ascending order. The tables are described in kernel-layout.ts.
 */
export interface Kernel {
  /** The memory. `reserve` may replace this view, so read it again after each allocation. */
  readonly bytes: Uint8Array;
  /** The same memory as words of 4 bytes. */
  readonly words: Uint32Array;
  /** The first address that callers may use. */
  readonly begin: number;
  /** Makes the memory at least this long. Its content stays. */
  reserve(length: number): void;
  /** Further results of the last call. */
  answer(index: 0 | 1 | 2): number;

  /**
   * Finds complete records of a CSV file between `at` and `end`, and returns their number. Writes begin and end of the first
   * `columns` cells of each record to `cells` (CELL_WORDS a cell, quotes removed) and ROW_WORDS a record to `rows`; all are
   * relative to `at`. Further results: where it stopped, why (NEEDS_BYTES, IS_FULL or IS_ODD), and the line ends skipped before that.
   */
  index(
    at: number,
    end: number,
    isLast: number,
    delimiter: number,
    columns: number,
    cells: number,
    rows: number,
    maxRows: number,
    maxBytes: number,
  ): number;

  /**
   * Joins the cells of each row in `count` columns with NUL, behind `to`, and writes begin and end of each joined text to `keys`.
   * If all cells of a row are empty, its text is empty.
   */
  compose(
    cells: number,
    stride: number,
    rows: number,
    columns: number,
    count: number,
    bytes: number,
    to: number,
    keys: number,
  ): void;

  /**
   * Assigns a piece to the text of each row: the piece of an equal text with a slot, or a new one flagged NEEDS_RULE. Slot n, its
   * key and its value belong to piece n, from 1 on; pieces without a slot are numbered from `free`. `mask` is the number of slots minus
   * one, or 0 for none. `block` is the number of the block: what it uses keeps its slot. Writes the piece of each row to `resolved`, and
   * to `found` the rows whose piece needs its rule or has issues. Returns the number of those rows; further result: the number of
   * rows with a text.
   */
  resolve(
    cells: number,
    stride: number,
    bytes: number,
    rows: number,
    source: number,
    empty: number,
    block: number,
    slots: number,
    mask: number,
    keys: number,
    pieces: number,
    free: number,
    resolved: number,
    found: number,
  ): number;

  /** Lists the pieces that have to be hashed for the rows that are written, and returns their number. */
  queue(resolved: number, rows: number, written: number, pieces: number, to: number): number;

  /**
   * Replaces listed texts by their hashes. A text longer than MAX_HASHED stays in the list; the result is how many stay. The hash
   * of a piece below `firstFree` goes to its slot, others go to `free` on.
   */
  hash(queued: number, count: number, pieces: number, values: number, firstFree: number, free: number): number;

  /**
   * Writes the events of the rows that are written, each followed by a comma, and address and length of each to `events`. Returns
   * the first row that did not fit between `to` and `end`, or `rows`. Further result: the address behind the last event.
   */
  append(
    program: number,
    sources: number,
    from: number,
    rows: number,
    written: number,
    pieces: number,
    to: number,
    end: number,
    events: number,
  ): number;

  /**
   * Writes the digest of the identity of each written row: the texts of `count` sources, joined with NUL. Lists the rows whose identity
   * is longer than MAX_HASHED, or has escapes, at `others`, and returns their number.
   */
  identify(
    sources: number,
    count: number,
    rows: number,
    written: number,
    pieces: number,
    digests: number,
    others: number,
  ): number;
}
