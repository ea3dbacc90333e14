import type { BodyWriter } from '../../core/delivery/batch.ts';

const SMALLEST = 256 * 1024;

/** Puts a body together in memory that it keeps, grown to what the largest one took, and hands out copies. */
export class Utf8Writer implements BodyWriter {
  #room = Buffer.allocUnsafeSlow(SMALLEST);
  length = 0;

  begin(): void {
    this.length = 0;
  }

  write(text: string): void {
    // So many bytes a UTF-16 unit may take at the most; measuring each text would cost as much as writing it.
    if (this.length + 3 * text.length > this.#room.length) this.#grow(3 * text.length);
    this.length += this.#room.write(text, this.length, 'utf8');
  }

  take(): Uint8Array {
    const taken = new Uint8Array(new ArrayBuffer(this.length));
    taken.set(this.#room.subarray(0, this.length));
    return taken;
  }

  #grow(more: number): void {
    const room = Buffer.allocUnsafeSlow(2 * (this.length + more));
    this.#room.copy(room, 0, 0, this.length);
    this.#room = room;
  }
}
