import { PIECE_WORDS, SOURCE_WORDS } from '../../../core/kernel/layout.ts';

const MIN_BYTES = 64 * 1024;

/** The memory of the plain kernel, and how its words are read. */
export class PlainMemory {
  bytes = new Uint8Array(MIN_BYTES);
  words = new Uint32Array(this.bytes.buffer);
  readonly outputs = [0, 0, 0];

  reserve(length: number): void {
    if (length <= this.bytes.length) return;
    const bytes = new Uint8Array(2 * Math.ceil(length / MIN_BYTES) * MIN_BYTES);
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.words = new Uint32Array(bytes.buffer);
  }

  word(address: number, index: number): number {
    return this.words[address / 4 + index] ?? 0;
  }

  pair(address: number): [number, number] {
    return [this.word(address, 0), this.word(address, 1)];
  }

  /** The address of the piece that a source has for a row. */
  pieceOf(sources: number, source: number, row: number, pieces: number): number {
    const [at, distance] = this.pair(sources + source * 4 * SOURCE_WORDS);
    return pieces + this.word(at + row * distance, 0) * PIECE_WORDS * 4;
  }
}
