import { HAS_ISSUES, HASH_BYTES, JSON_VALUE, NO_PIECE, TO_HASH, VALUE_BYTES } from '../kernel/layout.ts';
import type { KernelMemory } from '../kernel/memory.ts';
import type { PrepareEffects } from './prepare-options.ts';
import type { PreparerTables } from './preparer-tables.ts';

/** Pieces of rows, and which rows are written. All numbers except `rowCount` and `extraPieceCount` are addresses. */
export interface PiecesOfRows {
  readonly resolved: number;
  readonly rowCount: number;
  /** A byte for each row: whether its event is written. */
  readonly writtenFlags: number;
  /** How many pieces of the block are not the first of their list. */
  readonly extraPieceCount: number;
}

/** Replaces texts by the JSON of their hashes. */
export class PieceHasher {
  readonly #memory: KernelMemory;
  readonly #tables: PreparerTables;
  readonly #effects: Pick<PrepareEffects, 'hash' | 'utf8'>;

  constructor(memory: KernelMemory, tables: PreparerTables, effects: Pick<PrepareEffects, 'hash' | 'utf8'>) {
    this.#memory = memory;
    this.#tables = tables;
    this.#effects = effects;
  }

  /** Hashes the texts of these pieces, and of those that follow them in their lists. */
  hash(firstPieces: readonly number[]): void {
    const { pieces } = this.#tables;
    const queue: number[] = [];
    for (const first of firstPieces) {
      for (let piece = first; piece !== NO_PIECE; piece = pieces.nextOf(piece))
        if (pieces.flagsOf(piece) & TO_HASH) queue.push(piece);
    }
    this.#hashQueued(this.#memory.store(queue), queue.length);
  }

  /** Hashes the texts of a source in the rows that are written. */
  hashWritten({ resolved, rowCount, writtenFlags, extraPieceCount }: PiecesOfRows): void {
    const to = this.#memory.allocate((extraPieceCount + rowCount) * 4);
    const pieces = this.#tables.pieces.begin;
    this.#hashQueued(to, this.#memory.kernel.queue({ resolved, rowCount, written: writtenFlags, pieces, to }));
  }

  #hashQueued(queued: number, count: number): void {
    const { kernel } = this.#memory;
    const { pieces, values, firstFree } = this.#tables;
    const { utf8, hash } = this.#effects;
    const free = this.#memory.allocate(count * HASH_BYTES);
    const longCount = kernel.hash({ queued, count, pieces: pieces.begin, values, firstFree, free });
    // The texts that are too long for the kernel are now at the beginning of the queue.
    for (let i = 0; i < longCount; i++) {
      const piece = kernel.words[queued / 4 + i] ?? NO_PIECE;
      const { at, length, flags } = pieces.get(piece);
      const to = piece < firstFree ? values + piece * VALUE_BYTES : this.#memory.allocate(HASH_BYTES);
      utf8.write(`"${hash(utf8.decode(kernel.bytes, at, at + length))}"`, kernel.bytes, to);
      pieces.replace(piece, to, HASH_BYTES, (flags & HAS_ISSUES) | JSON_VALUE);
    }
  }
}
