import { closeSync, openSync, readSync, rmSync } from 'node:fs';

/** Small, because a sheet that was sorted refers to its texts in any order. */
const PAGE_BYTES = 8 * 1024;
const MAX_PAGES = 1024;

/** A file of which the pages read last are in memory: reads that are mostly in order cost few system calls. */
export class PagedFile {
  readonly #path: string;
  readonly #file: number;
  readonly #pages = new Map<number, Buffer>();

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'r');
  }

  /** The bytes from `start` to `end`, which must be in the file, valid until the next read. */
  read(start: number, end: number): Buffer {
    const first = Math.floor(start / PAGE_BYTES);
    const offset = first * PAGE_BYTES;
    if (end <= offset + PAGE_BYTES) return this.#page(first).subarray(start - offset, end - offset);
    // A page may take the memory of one that was read before it.
    const bytes = Buffer.allocUnsafe(end - start);
    for (let at = start; at < end; ) {
      const number = Math.floor(at / PAGE_BYTES);
      const from = at - number * PAGE_BYTES;
      at += this.#page(number).copy(bytes, at - start, from, Math.min(PAGE_BYTES, from + end - at));
    }
    return bytes;
  }

  remove(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #page(number: number): Buffer {
    const known = this.#pages.get(number);
    if (known) return known;
    const page = this.#freePage();
    readSync(this.#file, page, 0, PAGE_BYTES, number * PAGE_BYTES);
    this.#pages.set(number, page);
    return page;
  }

  /** A new page, or the memory of the oldest one: a Map iterates in order of insertion. */
  #freePage(): Buffer {
    const [oldest] = this.#pages.size < MAX_PAGES ? [] : this.#pages;
    if (!oldest) return Buffer.allocUnsafeSlow(PAGE_BYTES); // apart from the shared pool, of which it would keep more
    this.#pages.delete(oldest[0]);
    return oldest[1];
  }
}
