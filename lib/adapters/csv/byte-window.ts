const MIN_BYTES = 64 * 1024;

/**
 * A sliding window over a file's bytes, which are appended at the end and dropped from the front. The buffer grows to
 * twice its content, so each byte is moved a bounded number of times, however small the chunks.
 */
export class ByteWindow {
  #buffer = Buffer.allocUnsafeSlow(MIN_BYTES);
  #offset = 0;
  /** A view of the content, valid until the next `append`. */
  bytes: Buffer = this.#buffer.subarray(0, 0);

  append(chunk: Uint8Array): void {
    const length = this.bytes.length + chunk.length;
    if (this.#offset + length > this.#buffer.length) this.#grow(length);
    this.#buffer.set(chunk, this.#offset + this.bytes.length);
    this.bytes = this.#buffer.subarray(this.#offset, this.#offset + length);
  }

  /** Drops the first `count` bytes. */
  drop(count: number): void {
    this.#offset += count;
    this.bytes = this.bytes.subarray(count);
  }

  #grow(length: number): void {
    let size = this.#buffer.length;
    while (size < 2 * length) size *= 2;
    const buffer = size === this.#buffer.length ? this.#buffer : Buffer.allocUnsafeSlow(size);
    buffer.set(this.bytes);
    this.#buffer = buffer;
    this.#offset = 0;
  }
}
