import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../core/errors.ts';
import type { FileFormat } from '../core/file-format.ts';
import { machineFaultOf } from '../core/machine-fault.ts';
import type { Cursor, Row } from '../core/row.ts';
import { type Header, readHeader, readRows } from './csv/csv-source.ts';
import { UNPACK_CAPS } from './csv/gunzip.ts';
import { makeSpool, type SpoolFacts } from './csv/spool.ts';
import { freeBytes } from './disk.ts';

export interface UploadLimits {
  readonly maxBytes: number;
  /** What a compressed file may unpack to. */
  readonly maxUnpackedBytes: number;
  /** Free space that uploads leave alone. */
  readonly reserveBytes: number;
}

/** The bytes of uploads: a folder each, with the file as it came in and its spool. */
export class UploadFiles {
  readonly #directory: string;
  readonly #limits: UploadLimits;

  constructor(directory: string, limits: UploadLimits) {
    this.#directory = directory;
    this.#limits = limits;
  }

  async save(content: AsyncIterable<Uint8Array>): Promise<{ folder: string; bytes: number; sha256: string }> {
    const folder = randomUUID();
    await mkdir(join(this.#directory, folder), { recursive: true, mode: 0o700 });
    try {
      this.#refuseFullDisk();
      return { folder, ...(await this.#write(this.#original(folder), content)) };
    } catch (error) {
      await this.remove(folder);
      throw machineFaultOf(error) === 'disk_full' ? new UserError('upload_disk_full', {}, { cause: error }) : error;
    }
  }

  #refuseFullDisk(): void {
    if (freeBytes(this.#directory) < this.#limits.reserveBytes) throw new UserError('upload_disk_full');
  }

  spool(folder: string, encoding: string | undefined): Promise<SpoolFacts> {
    const caps = { ...UNPACK_CAPS, maxBytes: this.#limits.maxUnpackedBytes };
    return makeSpool(this.#original(folder), this.#spool(folder), {
      caps,
      ...(encoding !== undefined && { encoding }),
    });
  }

  readHeader(
    folder: string,
    options: { delimiter?: FileFormat['delimiter']; isKnown: (name: string) => boolean },
  ): Promise<Header> {
    return readHeader(this.#spool(folder), options);
  }

  rows(
    folder: string,
    options: { delimiter: FileFormat['delimiter']; columns: number; from: Cursor; until?: number },
  ): AsyncIterable<readonly Row[]> {
    return readRows(this.#spool(folder), options);
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
    return await readdir(this.#directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []; // nothing has come in yet
      throw error;
    });
  }

  async remove(folder: string): Promise<void> {
    await rm(join(this.#directory, folder), { recursive: true, force: true });
  }

  #original(folder: string): string {
    return join(this.#directory, folder, 'original');
  }

  #spool(folder: string): string {
    return join(this.#directory, folder, 'spool.csv');
  }

  /** The bytes are on disk, not merely on their way, when this resolves. */
  async #write(path: string, content: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
    const hash = createHash('sha256');
    let bytes = 0;
    const count = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        bytes += chunk.length;
        hash.update(chunk);
        done(
          bytes > this.#limits.maxBytes ? new UserError('upload_too_large', { max: this.#limits.maxBytes }) : null,
          chunk,
        );
      },
    });
    await pipeline(Readable.from(content), count, createWriteStream(path, { mode: 0o600 }));
    await using file = await open(path);
    await file.sync();
    return { bytes, sha256: hash.digest('hex') };
  }
}
