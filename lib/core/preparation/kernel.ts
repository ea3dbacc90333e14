/**
 * The operations on bytes by which rows become events (ARCHITECTURE.md, From a cell to bytes). They work on one memory; all
 * addresses are offsets in it, and texts are UTF-8. The adapters have them in WebAssembly, and in TypeScript for machines
 * without SIMD; both give the same bytes.
 *
 * A text is read up to 64 bytes beyond its end, and its copy may overwrite 15 bytes behind it: the memory is longer than what
 * is used of it, and what is written one behind the other is written in this order.
 */
export interface Kernel {
  /** The memory; another view after `reserve`. */
  readonly bytes: Uint8Array;
  /** The same memory as words of 4 bytes, in the order of the machine. */
  readonly words: Uint32Array;
  /** The first address that callers may use. */
  readonly begin: number;
  /** Makes the memory at least this long. */
  reserve(length: number): void;
  /** What the last call gave beside its result. */
  answer(word: 0 | 1 | 2): number;

  /**
   * Finds the records of a CSV file between `at` and `end`: the number of complete ones. `cells` gets begin and end of the
   * `columns` first cells of each, CELL_WORDS a cell; quoted cells are without their quotes. `rows` gets ROW_WORDS words a record. All
   * places are distances from `at`. Answers with the place of what follows, the reason of the end (NEEDS_BYTES, IS_FULL or IS_ODD), and the number of line ends skipped before it.
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
   * Joins `count` cells of each row, their columns at `columns`, by NUL, and writes begin and end of each to `keys`. Empty
   * if all cells are. The result is the address behind them.
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
  ): number;

  /**
   * Finds the piece of each row's text among those of `slots`; a text that is new gets one, which needs its rule. Slots, their `keys` and
   * their values have the number of their piece, from 1 on. `mask` is the number of slots minus one, or 0 to recognize nothing. Writes the numbers of the pieces to `resolved`, and to `found` the rows
   * whose piece needs its rule or has issues: their number is the result. Answers with the number of the next free piece.
   */
  resolve(
    cells: number,
    stride: number,
    bytes: number,
    rows: number,
    source: number,
    empty: number,
    stamp: number,
    slots: number,
    mask: number,
    keys: number,
    pieces: number,
    free: number,
    resolved: number,
    found: number,
  ): number;

  /** Lists the pieces that have to be hashed, for the rows that are sent: their number is the result. */
  queue(resolved: number, rows: number, sent: number, pieces: number, to: number): number;

  /**
   * Turns listed pieces from texts into hashes. Texts of more than MAX_HASHED bytes stay in the list, and their number is
   * the result. Pieces before `firstFree` have a slot, and get their hash there. Answers with the free address behind the hashes of
   * the others.
   */
  hash(queued: number, count: number, pieces: number, values: number, firstFree: number, free: number): number;

  /**
   * Writes the events of the rows that are sent, a comma behind each, and place and length of each to `events`. The result is the first row
   * for which there was no room. Answers with the address behind the last event.
   */
  append(
    program: number,
    sources: number,
    from: number,
    rows: number,
    sent: number,
    pieces: number,
    to: number,
    end: number,
    events: number,
  ): number;

  /**
   * Writes the digests of the identities of the rows that are sent: the texts of `count` sources, joined by NUL. Rows whose
   * identity is longer than MAX_HASHED bytes, or has escapes, are listed at `others`: their number is the result.
   */
  identify(
    sources: number,
    count: number,
    from: number,
    rows: number,
    sent: number,
    pieces: number,
    digests: number,
    others: number,
  ): number;
}
