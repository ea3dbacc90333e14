const SMALLEST = 64 * 1024;

/**
 * The stretch of a file that is still being looked at. It grows at the end and is dropped from the front; however small
 * the chunks are, a byte is moved a bounded number of times, because room is made for twice what is held.
 */
export class ByteWindow {
  #room = Buffer.allocUnsafeSlow(SMALLEST);
  #front = 0;
  /** What is held, as a view: valid until the next `append`. */
  bytes: Buffer = this.#room.subarray(0, 0);

  append(chunk: Uint8Array): void {
    const length = this.bytes.length + chunk.length;
    if (this.#front + length > this.#room.length) this.#makeRoom(length);
    this.#room.set(chunk, this.#front + this.bytes.length);
    this.bytes = this.#room.subarray(this.#front, this.#front + length);
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    this.#front += count;
    this.bytes = this.bytes.subarray(count);
  }

  #makeRoom(length: number): void {
    let size = this.#room.length;
    while (size < 2 * length) size *= 2;
    const room = size === this.#room.length ? this.#room : Buffer.allocUnsafeSlow(size);
    room.set(this.bytes);
    this.#room = room;
    this.#front = 0;
  }
}
