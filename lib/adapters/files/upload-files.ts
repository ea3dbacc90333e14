import { createHash } from 'node:crypto';
import { access, type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import type { Cursor, Row } from '../../core/record/row.ts';
import type { Fix } from '../../core/review/fix.ts';
import type { FileFormat } from '../../core/upload/file-format.ts';
import { readFirstRecords, readRows } from '../csv/csv-source.ts';
import { UNPACK_CAPS } from '../csv/gunzip.ts';
import { linkOrCopy, makeSpool, type SpoolFacts, type SpoolOptions } from '../csv/spool.ts';
import { readObjects } from '../jsonl/jsonl-source.ts';
import { freeBytes, syncFile, syncFolder } from '../system/disk.ts';
import { type FileLayout, type LayoutOptions, readLayout } from './file-layout.ts';
import { appendFix, readFixes } from './fixes-file.ts';

export interface UploadLimits {
  readonly maxBytes: number;
  /** What a compressed file may unpack to. */
  readonly maxUnpackedBytes: number;
  /** Free space that uploads leave alone. */
  readonly reserveBytes: number;
}

/** How the rows of a spool are read, from where and up to where. */
interface RowsOptions extends Pick<FileFormat, 'format' | 'delimiter'> {
  readonly header: readonly string[];
  readonly from: Cursor;
  readonly until?: number;
}

/** How much is written before the free space is looked at again. */
const BETWEEN_LOOKS = 16_000_000;

/** The file of an upload's folder that holds what was repaired. */
export const FIXES = 'fixes.jsonl';

const READ_BYTES = 1024 * 1024;

/** The bytes of uploads: a folder each, with the file as it came in and its spool. */
export class UploadFiles {
  readonly directory: string;
  readonly limits: UploadLimits;

  constructor(directory: string, limits: UploadLimits) {
    this.directory = directory;
    this.limits = limits;
  }

  /** Throws UserError `upload_too_large` or `upload_disk_full` where so many bytes are not to be had. */
  async refuseTooLarge(bytes: number): Promise<void> {
    const { maxBytes, reserveBytes } = this.limits;
    if (bytes > maxBytes) throw new UserError('upload_too_large', { max: maxBytes });
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    if (freeBytes(this.directory) - bytes < reserveBytes) throw new UserError('upload_disk_full');
  }

  /** Makes an empty file in a folder of its own. */
  async create(folder: string): Promise<void> {
    await mkdir(join(this.directory, folder), { recursive: true, mode: 0o700 });
    await using _ = await open(this.#original(folder), 'wx', 0o600);
  }

  /** How many bytes have come in; 0 where there is no such folder. */
  size(folder: string): Promise<number> {
    return stat(this.#original(folder)).then(
      ({ size }) => size,
      () => 0,
    );
  }

  /**
   * Writes bytes behind the first `offset` ones, and returns how many there are then. What had come in when the stream
   * broke stays. Throws UserError `upload_too_large` or `upload_disk_full`.
   */
  async append(folder: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<number> {
    await using file = await open(this.#original(folder), 'r+');
    let bytes = offset;
    for await (const chunk of this.#guarded(content, offset, this.limits.maxBytes)) {
      await writeAll(file, chunk, bytes);
      bytes += chunk.length;
    }
    return bytes;
  }

  /** Sees to it that all bytes are safely on disk, and reads them from there: their number and sha256. */
  async seal(folder: string): Promise<{ bytes: number; sha256: string }> {
    await syncFile(this.#original(folder));
    await syncFolder(this.directory);
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    let bytes = 0;
    await using file = await open(this.#original(folder));
    for (let read = -1; read !== 0; bytes += read) {
      read = (await file.read(buffer)).bytesRead;
      hash.update(buffer.subarray(0, read));
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  spool(folder: string, encoding: string | undefined): Promise<SpoolFacts> {
    return makeSpool(this.#original(folder), this.#spool(folder), this.#spoolOptions(encoding));
  }

  /** The first rows of a file of cells, whichever of them is the header. */
  firstRecords(folder: string, delimiter: FileFormat['delimiter'], limit: number): Promise<readonly Row[]> {
    return readFirstRecords(this.#spool(folder), delimiter, limit);
  }

  /** The file as it came in, in a new folder as well. */
  async copyOriginal(from: string, to: string): Promise<void> {
    await mkdir(join(this.directory, to), { recursive: true, mode: 0o700 });
    await linkOrCopy(this.#original(from), this.#original(to));
  }

  /** Throws a UserError where the file's rows could not be told apart. */
  readLayout(folder: string, options: LayoutOptions): Promise<FileLayout> {
    return readLayout(this.#spool(folder), options);
  }

  /** Reads the layout from what has come in so far, beside whoever writes. */
  async peek(folder: string, encoding: string | undefined, options: LayoutOptions): Promise<FileLayout> {
    const beginning = join(this.directory, folder, 'beginning.csv');
    try {
      await makeSpool(this.#original(folder), beginning, this.#spoolOptions(encoding));
      return await readLayout(beginning, options);
    } finally {
      await rm(beginning, { force: true });
    }
  }

  rows(folder: string, { format, delimiter, header, ...range }: RowsOptions): AsyncIterable<readonly Row[]> {
    const spool = this.#spool(folder);
    if (format === 'jsonl') return readObjects(spool, { header, ...range });
    return readRows(spool, { delimiter, columns: header.length, ...range });
  }

  /** What is repaired of an upload, as far as the first so many bytes say. */
  fixes(folder: string, bytes: number): Promise<readonly Fix[]> {
    return readFixes(this.#fixes(folder), bytes);
  }

  /** Adds a fix behind the first `bytes` bytes of those there are, and returns how many there are then. */
  appendFix(folder: string, bytes: number, fix: Fix): Promise<number> {
    return appendFix(this.#fixes(folder), bytes, fix);
  }

  /** Whether the rows can still be read: a person may have cleared the data folder. */
  has(folder: string): Promise<boolean> {
    return access(this.#spool(folder)).then(
      () => true,
      () => false,
    );
  }

  /** The folders of all uploads whose bytes are here, known or not. */
  async folders(): Promise<readonly string[]> {
    const entries = await readdir(this.directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []; // nothing has come in yet
      throw error;
    });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  /** When a folder last changed, in milliseconds since 1970; 0 where there is none. */
  async changedAt(folder: string): Promise<number> {
    const times = [join(this.directory, folder), this.#original(folder)].map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    );
    return Math.max(...(await Promise.all(times)));
  }

  /** For whoever has to open the files itself. */
  pathsOf(folder: string): { readonly original: string; readonly spool: string } {
    return { original: this.#original(folder), spool: this.#spool(folder) };
  }

  async remove(folder: string): Promise<void> {
    await rm(join(this.directory, folder), { recursive: true, force: true });
  }

  #original(folder: string): string {
    return join(this.directory, folder, 'original');
  }

  #fixes(folder: string): string {
    return join(this.directory, folder, FIXES);
  }

  #spool(folder: string): string {
    return join(this.directory, folder, 'spool.csv');
  }

  #spoolOptions(encoding: string | undefined): SpoolOptions {
    return {
      caps: { ...UNPACK_CAPS, maxBytes: this.limits.maxUnpackedBytes },
      guard: (chunks) => this.#guarded(chunks, 0, Number.POSITIVE_INFINITY),
      ...(encoding === undefined ? {} : { encoding }),
    };
  }

  /** Passes bytes on as long as the file may grow, and as the disk has room beyond its reserve. */
  async *#guarded<Chunk extends Uint8Array>(
    content: AsyncIterable<Chunk>,
    offset: number,
    maxBytes: number,
  ): AsyncGenerator<Chunk> {
    let bytes = offset;
    let lookAt = offset;
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new UserError('upload_too_large', { max: maxBytes });
      if (bytes >= lookAt) {
        lookAt = bytes + BETWEEN_LOOKS;
        await this.refuseTooLarge(0);
      }
      yield chunk;
    }
  }
}

/** A write may take less than it is given. */
async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    done += (await file.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
  }
}
