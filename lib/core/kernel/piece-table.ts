import type { Kernel } from './kernel.ts';
import { NO_PIECE, PIECE_WORDS } from './layout.ts';
import type { KernelMemory } from './memory.ts';

const PIECE_BYTES = PIECE_WORDS * 4;
/** Offsets of the words of a piece; the word at 0 is the address of its bytes. */
const LENGTH = 1;
const FLAGS = 2;
const NEXT = 3;

/** A piece, or a text that will become one: the address of its bytes, their number, and its flags. */
export interface Piece {
  readonly at: number;
  readonly length: number;
  readonly flags: number;
}

/**
 * The pieces in the memory of a kernel, by number. Pieces with a slot are in a table that begins at `begin`. Other
 * pieces lie anywhere after the table. The number of a piece is its distance from `begin`, counted in pieces, with or
 * without a slot.
 */
export class PieceTable {
  /** The address of the table. */
  readonly begin: number;
  readonly #memory: KernelMemory;
  readonly #kernel: Kernel;

  /** Reserves the table. Its pieces have no value. */
  constructor(memory: KernelMemory, length: number) {
    this.#memory = memory;
    this.#kernel = memory.kernel;
    this.begin = memory.allocate(length * PIECE_BYTES);
    this.#kernel.words.fill(0, this.begin / 4, this.begin / 4 + length * PIECE_WORDS);
  }

  /** Reserves pieces without a slot, and returns the number of the first one. Their content is undefined. */
  reserve(count: number): number {
    return (this.#memory.allocate(count * PIECE_BYTES) - this.begin) / PIECE_BYTES;
  }

  get(piece: number): Piece {
    const word = this.#wordOf(piece);
    const { words } = this.#kernel;
    return { at: words[word] ?? 0, length: words[word + LENGTH] ?? 0, flags: words[word + FLAGS] ?? 0 };
  }

  flagsOf(piece: number): number {
    return this.#kernel.words[this.#wordOf(piece) + FLAGS] ?? 0;
  }

  /** Sets a piece that no other piece follows. */
  set(piece: number, at: number, length: number, flags: number): void {
    const { words } = this.#kernel;
    const word = this.#wordOf(piece);
    words[word] = at;
    words[word + LENGTH] = length;
    words[word + FLAGS] = flags;
    words[word + NEXT] = NO_PIECE;
  }

  /** Replaces a text by its JSON, and keeps the link to the piece that follows. */
  replace(piece: number, at: number, length: number, flags: number): void {
    this.#kernel.words.set([at, length, flags], this.#wordOf(piece));
  }

  addFlag(piece: number, flag: number): void {
    const word = this.#wordOf(piece) + FLAGS;
    this.#kernel.words[word] = this.flagsOf(piece) | flag;
  }

  /** The piece that follows in a list, or NO_PIECE. */
  nextOf(piece: number): number {
    return this.#kernel.words[this.#wordOf(piece) + NEXT] ?? NO_PIECE;
  }

  link(piece: number, next: number): void {
    this.#kernel.words[this.#wordOf(piece) + NEXT] = next;
  }

  #wordOf(piece: number): number {
    return this.begin / 4 + piece * PIECE_WORDS;
  }
}
