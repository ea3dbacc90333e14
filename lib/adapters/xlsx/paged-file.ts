import { closeSync, openSync, readSync, rmSync } from 'node:fs';

/** Small, because a sorted sheet refers to its texts in any order, so that each text may need another page. */
const PAGE_BYTES = 8 * 1024;
const MAX_PAGES = 1024;

/**
 * A file whose most recently loaded pages are in memory, so that reads that are mostly in order need few system calls.
 */
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
    const firstPage = Math.floor(start / PAGE_BYTES);
    const offset = firstPage * PAGE_BYTES;
    if (end <= offset + PAGE_BYTES) return this.#page(firstPage).subarray(start - offset, end - offset);
    // Copied, because reading a page may reuse the memory of an earlier one.
    const bytes = Buffer.allocUnsafe(end - start);
    let at = start;
    while (at < end) {
      const number = Math.floor(at / PAGE_BYTES);
      const from = at - number * PAGE_BYTES;
      at += this.#page(number).copy(bytes, at - start, from, Math.min(PAGE_BYTES, from + end - at));
    }
    return bytes;
  }

  delete(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #page(number: number): Buffer {
    const loaded = this.#pages.get(number);
    if (loaded) return loaded;
    const page = this.#freePage();
    readSync(this.#file, page, 0, PAGE_BYTES, number * PAGE_BYTES);
    this.#pages.set(number, page);
    return page;
  }

  /** The memory for a page: newly allocated, or that of the page that was loaded first, which is unloaded. */
  #freePage(): Buffer {
    if (this.#pages.size >= MAX_PAGES) {
      for (const [number, page] of this.#pages) {
        this.#pages.delete(number);
        return page;
      }
    }
    // Not from the shared pool, because the page would keep a larger block of it in memory.
    return Buffer.allocUnsafeSlow(PAGE_BYTES);
  }
}
