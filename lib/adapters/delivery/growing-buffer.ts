import type { BodyWriter } from '../../core/delivery/body.ts';

const MIN_BYTES = 16 * 1024;
/**
 * Buffers are longer than the longest body by this factor. Bodies of a job differ little in length, so most of them
 * never have to be copied into a larger buffer.
 */
const SPARE_FACTOR = 1.1;

/** Builds each body in a buffer of its own, which its owner may transfer to another thread. */
export class GrowingBuffer implements BodyWriter {
  #buffer = Buffer.alloc(0);
  #length = 0;
  /** The length of the longest body so far. */
  #longest = MIN_BYTES;

  begin(): void {
    this.#buffer = Buffer.allocUnsafeSlow(Math.ceil(this.#longest * SPARE_FACTOR));
    this.#length = 0;
  }

  writeAscii(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#buffer.write(text, this.#length, 'latin1');
  }

  write(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  take(): Uint8Array {
    this.#longest = Math.max(this.#longest, this.#length);
    return new Uint8Array(this.#buffer.buffer, 0, this.#length);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const buffer = Buffer.allocUnsafeSlow(2 * (this.#length + bytes));
    this.#buffer.copy(buffer, 0, 0, this.#length);
    this.#buffer = buffer;
  }
}
