import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { UserError } from '../../core/errors.ts';
import type { UnpackCaps } from '../csv/gunzip.ts';
import { readBytes } from '../system/disk.ts';
import { damagedWorkbook, workbookFault } from './workbook-fault.ts';

/** The maximum number of parts, which is more than any workbook has, including pictures. */
const MAX_PARTS = 50_000;
const FIRST_BYTES = 512;

/** The parts of a zip file, which are read one at a time and in any order. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #caps: UnpackCaps;
  readonly #parts: ReadonlyMap<string, Entry>;
  /**
   * The unpacked size of all parts read so far. It can be huge even if no single part is, because several parts may
   * share the same bytes of the file.
   */
  #unpackedBytes = 0;

  private constructor(zip: ZipFile, caps: UnpackCaps, parts: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#caps = caps;
    this.#parts = parts;
  }

  /**
   * If the list of parts at the end of the file cannot be read, throws UserError `workbook_damaged`, or `file_zipped`
   * if the file does not begin like an Office file.
   */
  static async open(path: string, caps: UnpackCaps): Promise<Archive> {
    const zip = await openPromise(path, { autoClose: false }).catch(async (error: unknown) => {
      throw (await beginsLikeOffice(path)) ? workbookFault(error) : new UserError('file_zipped', {}, { cause: error });
    });
    try {
      return new Archive(zip, caps, await listParts(zip));
    } catch (error) {
      zip.close();
      throw workbookFault(error);
    }
  }

  has(name: string): boolean {
    return this.#parts.has(name.toLowerCase());
  }

  /**
   * The bytes of a part. Throws UserError `workbook_too_large` or `workbook_ratio` before unpacking a part beyond the
   * caps. Also throws `workbook_ratio` once all parts together exceed the ratio, because many sheets may refer to the
   * same part. A part whose unpacked size or checksum differs from the announced one is damaged.
   */
  async *read(name: string): AsyncGenerator<Buffer, void> {
    const part = this.#parts.get(name.toLowerCase());
    if (!part) throw damagedWorkbook();
    if (part.isEncrypted()) throw new UserError('workbook_encrypted');
    this.#refuseBomb(part);
    try {
      let checksum = 0;
      for await (const chunk of (await this.#zip.openReadStreamPromise(part)) as AsyncIterable<Buffer>) {
        checksum = crc32(chunk, checksum);
        this.#unpackedBytes += chunk.length;
        this.#refuseRatio(this.#unpackedBytes, this.#zip.fileSize);
        yield chunk;
      }
      if (checksum !== part.crc32) throw damagedWorkbook();
    } catch (error) {
      throw workbookFault(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#zip.close();
  }

  #refuseBomb({ uncompressedSize, compressedSize }: Entry): void {
    const { maxBytes } = this.#caps;
    if (uncompressedSize > maxBytes) throw new UserError('workbook_too_large', { maxBytes });
    this.#refuseRatio(uncompressedSize, compressedSize);
  }

  #refuseRatio(unpackedBytes: number, compressedBytes: number): void {
    const { maxRatio, ratioFrom } = this.#caps;
    if (unpackedBytes > ratioFrom && unpackedBytes > maxRatio * compressedBytes)
      throw new UserError('workbook_ratio', { maxRatio });
  }
}

/** Whether the first part of a zip belongs to an Office file. Needed if the list of parts cannot be read. */
async function beginsLikeOffice(path: string): Promise<boolean> {
  const first = await readBytes(path, FIRST_BYTES);
  return /\[Content_Types\]\.xml|_rels\/|xl\//i.test(first.toString('latin1'));
}

/** The parts by their names in lower case, because names in an Office file do not depend on case. */
async function listParts(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (parts.size >= MAX_PARTS) throw damagedWorkbook();
    parts.set(entry.fileName.toLowerCase(), entry);
  }
  return parts;
}
