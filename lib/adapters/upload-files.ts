import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../core/errors.ts';
import type { FileFormat } from '../core/file-format.ts';
import type { Cursor, Row } from '../core/row.ts';
import { type Header, readHeader, readRows } from './csv/csv-source.ts';
import { UNPACK_CAPS } from './csv/gunzip.ts';
import { makeSpool, type SpoolFacts } from './csv/spool.ts';

export interface UploadLimits {
  readonly maxBytes: number;
  readonly maxUnpackedBytes: number;
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
      return { folder, ...(await this.#write(this.#original(folder), content)) };
    } catch (error) {
      await this.remove(folder);
      throw error;
    }
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
