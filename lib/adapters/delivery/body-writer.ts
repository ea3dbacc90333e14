import type { BodyWriter } from '../../core/delivery/batch.ts';

const MIN_BYTES = 256 * 1024;

/** Builds bodies in a reused buffer, which grows to the largest body, and returns copies. */
export class Utf8Writer implements BodyWriter {
  #buffer = Buffer.allocUnsafeSlow(MIN_BYTES);
  length = 0;

  begin(): void {
    this.length = 0;
  }

  write(text: string): void {
    // A UTF-16 code unit takes at most 3 bytes; measuring each text would cost as much as writing it.
    if (this.length + 3 * text.length > this.#buffer.length) this.#grow(3 * text.length);
    this.length += this.#buffer.write(text, this.length, 'utf8');
  }

  take(): Uint8Array {
    const taken = new Uint8Array(new ArrayBuffer(this.length));
    taken.set(this.#buffer.subarray(0, this.length));
    return taken;
  }

  #grow(more: number): void {
    const buffer = Buffer.allocUnsafeSlow(2 * (this.length + more));
    this.#buffer.copy(buffer, 0, 0, this.length);
    this.#buffer = buffer;
  }
}
