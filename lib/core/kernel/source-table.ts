import type { Kernel } from './kernel.ts';
import { NO_PIECE, SOURCE_WORDS } from './layout.ts';
import type { KernelMemory } from './memory.ts';

const WORD_BYTES = 4;

/** Where the piece numbers of each source are: a list with a number for each row, or one number for all rows. */
export class SourceTable {
  /** The address of the table. */
  readonly begin: number;
  readonly #kernel: Kernel;

  /** Reserves the table. What it contains is undefined. */
  constructor(memory: KernelMemory, length: number) {
    this.#kernel = memory.kernel;
    this.begin = memory.allocate(length * SOURCE_WORDS * WORD_BYTES);
  }

  /** Sets the address of the numbers of a source's pieces, one for each row. */
  setPieces(source: number, address: number): void {
    this.#kernel.words.set([address, WORD_BYTES], this.#wordOf(source));
  }

  /** Sets the address of the number of the piece that all rows of a source have. */
  setPiece(source: number, address: number): void {
    this.#kernel.words.set([address, 0], this.#wordOf(source));
  }

  /** The address of the numbers of a source's pieces. */
  piecesOf(source: number): number {
    return this.#kernel.words[this.#wordOf(source)] ?? 0;
  }

  pieceOf(source: number, row: number): number {
    const distance = this.#kernel.words[this.#wordOf(source) + 1] ?? 0;
    return this.#kernel.words[(this.piecesOf(source) + row * distance) / WORD_BYTES] ?? NO_PIECE;
  }

  /** The words of a source, for a table with some of the sources. */
  wordsOf(source: number): readonly number[] {
    return [...this.#kernel.words.subarray(this.#wordOf(source), this.#wordOf(source) + SOURCE_WORDS)];
  }

  #wordOf(source: number): number {
    return this.begin / WORD_BYTES + source * SOURCE_WORDS;
  }
}
