import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PagedFile } from './paged-file.ts';
import { RichText } from './rich-text.ts';
import { damagedWorkbook } from './workbook-fault.ts';
import { parseXml } from './xml.ts';

/** Bytes of an offset in the index. */
const OFFSET_BYTES = 6;
const WRITE_BYTES = 256 * 1024;
/** How many short strings are kept decoded, because many cells may refer to them. */
const MAX_RECENT = 20_000;
const MAX_RECENT_LENGTH = 200;

/**
 * The texts that the cells of a workbook refer to by number. There may be as many as there are cells, so they are in a
 * file, with an index of offsets beside it. Only a few pages of both are in memory.
 */
export class SharedStrings {
  readonly #texts: PagedFile;
  readonly #offsets: PagedFile;
  readonly #count: number;
  readonly #recent = new Map<number, string>();

  private constructor(paths: Paths, count: number) {
    this.#texts = new PagedFile(paths.texts);
    this.#offsets = new PagedFile(paths.offsets);
    this.#count = count;
  }

  /** Writes the strings into two files of a folder. Disposing of the result removes the files. */
  static async write(bytes: AsyncIterable<Buffer>, folder: string): Promise<SharedStrings> {
    const paths = { texts: join(folder, 'strings'), offsets: join(folder, 'string-offsets') };
    try {
      return new SharedStrings(paths, await writeStrings(bytes, paths));
    } catch (error) {
      for (const path of Object.values(paths)) rmSync(path, { force: true });
      throw error;
    }
  }

  /** Throws UserError `workbook_damaged` if there is no such string. */
  get(index: number): string {
    const recent = this.#recent.get(index);
    if (recent !== undefined) return recent;
    if (!(Number.isInteger(index) && index >= 0 && index < this.#count)) throw damagedWorkbook();
    const text = this.#texts.read(this.#offset(index), this.#offset(index + 1)).toString('utf8');
    if (text.length <= MAX_RECENT_LENGTH) {
      if (this.#recent.size >= MAX_RECENT) this.#recent.clear();
      this.#recent.set(index, text);
    }
    return text;
  }

  [Symbol.dispose](): void {
    this.#texts.delete();
    this.#offsets.delete();
  }

  #offset(index: number): number {
    const at = index * OFFSET_BYTES;
    return this.#offsets.read(at, at + OFFSET_BYTES).readUIntLE(0, OFFSET_BYTES);
  }
}

interface Paths {
  readonly texts: string;
  readonly offsets: string;
}

async function writeStrings(bytes: AsyncIterable<Buffer>, paths: Paths): Promise<number> {
  using texts = new AppendedFile(paths.texts);
  using offsets = new AppendedFile(paths.offsets);
  let count = 0;
  const text = new RichText();
  await parseXml(bytes, {
    open: (name) => text.open(name),
    text: (part) => text.add(part),
    close(name) {
      text.close(name);
      if (name !== 'si') return;
      offsets.append(offsetBytes(texts.length));
      texts.append(Buffer.from(text.take()));
      count++;
    },
  });
  offsets.append(offsetBytes(texts.length));
  return count;
}

function offsetBytes(offset: number): Buffer {
  const bytes = Buffer.allocUnsafe(OFFSET_BYTES);
  bytes.writeUIntLE(offset, 0, OFFSET_BYTES);
  return bytes;
}

/** A new file that is written in large chunks. */
class AppendedFile {
  readonly #file: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  length = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w', 0o600);
  }

  append(bytes: Buffer): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.length += bytes.length;
    if (this.#pendingBytes >= WRITE_BYTES) this.#flush();
  }

  [Symbol.dispose](): void {
    try {
      this.#flush();
    } finally {
      closeSync(this.#file);
    }
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#pending);
    let written = 0;
    while (written < bytes.length) written += writeSync(this.#file, bytes, written);
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}
