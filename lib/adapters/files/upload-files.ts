import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../core/errors.ts';
import type { Cursor, Row } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import type { Fix } from '../../core/review/fix.ts';
import { type EncodingSurvey, isSurelyUtf8 } from '../../core/upload/encoding-survey.ts';
import type { FileFormat, FormatOverrides } from '../../core/upload/file-format.ts';
import type { SavedReading } from '../../core/upload/saved-reading.ts';
import type { WorkbookReading } from '../../core/upload/workbook.ts';
import { readFirstRows, readRows } from '../csv/csv-source.ts';
import { hasByteOrderMark } from '../csv/detect.ts';
import { UNPACK_CAPS } from '../csv/gunzip.ts';
import {
  linkOrCopy,
  makeBeginning,
  makeSpool,
  readTextStart,
  type SpoolFacts,
  type SpoolOptions,
} from '../csv/spool.ts';
import { surveyEncoding } from '../csv/survey-encoding.ts';
import { readObjects } from '../jsonl/jsonl-source.ts';
import { freeBytes, syncFile, syncFolder, writeAll } from '../system/disk.ts';
import { isWorkbook } from '../xlsx/is-workbook.ts';
import { makeSheetSpool } from '../xlsx/sheet-spool.ts';
import { type FileLayout, formatOf, type LayoutOptions, readLayout } from './file-layout.ts';
import { appendFix, readFixes } from './fixes-file.ts';
import { bytesOfRecords, readableRows } from './record-bytes.ts';

export interface UploadLimits {
  readonly maxBytes: number;
  /** Size limit of an unpacked file. */
  readonly maxUnpackedBytes: number;
  /** Free space to keep in reserve. */
  readonly reserveBytes: number;
}

/** How to read the rows of a spool, and which range. */
interface RowsOptions extends Pick<FileFormat, 'format' | 'delimiter'> {
  readonly header: readonly string[];
  readonly from: Cursor;
  readonly until?: number;
}

interface WriteSpoolOptions
  extends Pick<FormatOverrides, 'encoding' | 'sheet'>,
    Pick<LayoutOptions, 'isKnown' | 'proposals'> {
  /** How to read the file according to a saved mapping, unless the file itself shows otherwise. */
  readonly saved?: Pick<SavedReading, 'encoding' | 'sheet'> | undefined;
}

/** Bytes written between two checks of the free space. */
const CHECK_INTERVAL_BYTES = 16_000_000;

/** The file with the fixes, in an upload's folder. */
export const FIXES_FILE = 'fixes.jsonl';

const READ_BYTES = 1024 * 1024;

/** The files of uploads: a folder for each, with the original, its spool and, if there are any, the fixes. */
export class UploadFiles {
  readonly root: string;
  readonly limits: UploadLimits;

  constructor(root: string, limits: UploadLimits) {
    this.root = root;
    this.limits = limits;
  }

  /** Throws UserError `upload_too_large` or `upload_disk_full` if this many bytes do not fit. */
  async refuseTooLarge(bytes: number): Promise<void> {
    const { maxBytes } = this.limits;
    if (bytes > maxBytes) throw new UserError('upload_too_large', { max: maxBytes });
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    this.#refuseFullDisk(bytes);
  }

  /** Throws UserError `upload_disk_full` if less than the reserve would be free after this many more bytes. */
  #refuseFullDisk(bytes: number): void {
    if (freeBytes(this.root) - bytes < this.limits.reserveBytes) throw new UserError('upload_disk_full');
  }

  /** Creates an empty file in its own folder. */
  async create(folder: string): Promise<void> {
    await mkdir(join(this.root, folder), { recursive: true, mode: 0o700 });
    await using _ = await open(this.#originalPath(folder), 'wx', 0o600);
  }

  /** Bytes received; 0 if the folder does not exist. */
  size(folder: string): Promise<number> {
    return stat(this.#originalPath(folder)).then(({ size }) => size, unlessMissing(0));
  }

  /**
   * Appends bytes at `offset` and returns the new size. Keeps what was received if the stream breaks. Throws UserError
   * `upload_too_large` or `upload_disk_full`.
   */
  async append(folder: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<number> {
    await using file = await open(this.#originalPath(folder), 'r+');
    let bytes = offset;
    for await (const chunk of this.#withinLimits(content, offset, this.limits.maxBytes)) {
      await writeAll(file, chunk, bytes);
      bytes += chunk.length;
    }
    return bytes;
  }

  /** Syncs the file, reads it back, and returns its size and SHA-256. */
  async syncAndHash(folder: string): Promise<{ bytes: number; sha256: string }> {
    await syncFile(this.#originalPath(folder));
    await syncFolder(this.root);
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    let bytes = 0;
    await using file = await open(this.#originalPath(folder));
    for (;;) {
      const { bytesRead } = await file.read(buffer);
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
      hash.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  }

  /** Writes the spool of a text file, or of one sheet of a workbook. Throws a UserError for other files. */
  async writeSpool(
    folder: string,
    { encoding, sheet, saved, isKnown, proposals }: WriteSpoolOptions,
  ): Promise<SpoolFacts & { readonly workbook: WorkbookReading | null }> {
    const original = this.#originalPath(folder);
    if (!(await isWorkbook(original))) {
      if (sheet !== undefined) throw new UserError('sheet_of_text', {}, { field: 'sheet' });
      const savedEncoding = encoding === undefined ? await this.#savedEncoding(original, saved) : undefined;
      const chosenEncoding = encoding ?? savedEncoding ?? (proposals && (await this.#proposedEncoding(original)));
      const textSpool = await makeSpool(original, this.#spoolPath(folder), this.#spoolOptions(chosenEncoding));
      return { ...textSpool, workbook: null };
    }
    const { caps, guard } = this.#spoolOptions(undefined);
    const sheetSpool = await makeSheetSpool(original, this.#spoolPath(folder), {
      sheet,
      savedSheet: saved?.sheet,
      isKnown,
      caps,
      guard,
    });
    return { ...sheetSpool, encoding: 'utf-8', compressed: false };
  }

  /** Whether a text file has a byte order mark, which states its encoding. */
  async hasByteOrderMark(folder: string): Promise<boolean> {
    return hasByteOrderMark(await readTextStart(this.#originalPath(folder)));
  }

  /** What the bytes of a text file reveal about its encoding. */
  surveyEncoding(folder: string): Promise<EncodingSurvey> {
    return surveyEncoding(this.#originalPath(folder));
  }

  async #proposedEncoding(original: string): Promise<string | undefined> {
    const { guess } = await surveyEncoding(original);
    return guess?.encoding;
  }

  /**
   * The encoding of a saved mapping, unless the text is certainly UTF-8: almost any bytes would be valid in the saved
   * encoding, too.
   */
  async #savedEncoding(original: string, saved: WriteSpoolOptions['saved']): Promise<string | undefined> {
    if (saved?.encoding === undefined) return undefined;
    return isSurelyUtf8(await surveyEncoding(original)) ? undefined : saved.encoding;
  }

  /** The first rows of a CSV file or sheet, including the header. */
  firstRecords(
    folder: string,
    { format, delimiter }: Pick<FileFormat, 'format' | 'delimiter'>,
    limit: number,
  ): Promise<readonly Row[]> {
    return readFirstRows(this.#spoolPath(folder), { delimiter, limit, isSheet: format === 'xlsx' });
  }

  /** Links or copies the original into a new folder, synced, because the old folder is deleted afterwards. */
  async copyOriginal(from: string, to: string): Promise<void> {
    await mkdir(join(this.root, to), { recursive: true, mode: 0o700 });
    await linkOrCopy(this.#originalPath(from), this.#originalPath(to));
    await syncFile(this.#originalPath(to));
    await syncFolder(join(this.root, to));
    await syncFolder(this.root);
  }

  /** Throws a UserError for JSON that is not JSON Lines, and for HTML or XML. */
  async refuseOtherFormats(folder: string): Promise<void> {
    await formatOf(this.#spoolPath(folder));
  }

  /** Throws a UserError if the file's header is unusable. */
  readLayout(folder: string, options: LayoutOptions): Promise<FileLayout> {
    return readLayout(this.#spoolPath(folder), options);
  }

  /**
   * Checks an upload while it continues: throws a UserError if the bytes received so far have no usable layout. Does
   * not check a workbook, which can only be read as a whole.
   */
  async peek(folder: string, encoding: string | undefined, options: LayoutOptions): Promise<void> {
    if (await isWorkbook(this.#originalPath(folder))) return;
    const partial = this.#newPartialPath(folder);
    try {
      const chosenEncoding =
        encoding ?? (options.proposals && (await this.#proposedEncoding(this.#originalPath(folder))));
      await makeSpool(this.#originalPath(folder), partial, this.#spoolOptions(chosenEncoding));
      await readLayout(partial, options);
    } finally {
      await rm(partial, { force: true });
    }
  }

  /**
   * The layout of a complete text file in an encoding, detected from its beginning only. Throws a UserError if it is
   * unusable.
   */
  async readBeginning(folder: string, encoding: string | undefined, options: LayoutOptions): Promise<FileLayout> {
    const partial = this.#newPartialPath(folder);
    try {
      await makeBeginning(this.#originalPath(folder), partial, encoding);
      return await readLayout(partial, options);
    } finally {
      await rm(partial, { force: true });
    }
  }

  rows(folder: string, { format, delimiter, header, ...range }: RowsOptions): AsyncIterable<RowBlock> {
    const spool = this.#spoolPath(folder);
    if (format === 'jsonl') return readObjects(spool, { header, ...range });
    return readRows(spool, { delimiter, columnCount: header.length, isSheet: format === 'xlsx', ...range });
  }

  /**
   * Copies the records of a spool, without blank lines and with a line feed after each, to a file of their own, and
   * returns its path.
   */
  copyRecords(folder: string, options: RowsOptions): Promise<string> {
    return this.#copy(folder, this.rows(folder, options));
  }

  /** Like `copyRecords`, without the records that have a fault. */
  copyReadableRecords(folder: string, options: RowsOptions): Promise<string> {
    return this.#copy(folder, readableRows(this.rows(folder, options)));
  }

  async #copy(folder: string, blocks: AsyncIterable<RowBlock>): Promise<string> {
    const target = join(this.root, folder, 'records');
    const { guard } = this.#spoolOptions(undefined);
    const records = bytesOfRecords(this.#spoolPath(folder), blocks);
    await pipeline(records, guard, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
    return target;
  }

  /** The fixes of an upload in the first `bytes` bytes of their file. */
  fixes(folder: string, bytes: number): Promise<readonly Fix[]> {
    return readFixes(this.#fixesPath(folder), bytes);
  }

  /** Writes a fix after the first `bytes` bytes of the file, and returns its new size. */
  appendFix(folder: string, bytes: number, fix: Fix): Promise<number> {
    return appendFix(this.#fixesPath(folder), bytes, fix);
  }

  /** Whether the spool still exists. A person may have cleared the data folder. */
  hasSpool(folder: string): Promise<boolean> {
    return access(this.#spoolPath(folder)).then(() => true, unlessMissing(false));
  }

  /** All upload folders, including those that the database does not know. */
  async folders(): Promise<readonly string[]> {
    const entries = await readdir(this.root, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []; // no upload yet
      throw error;
    });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  /**
   * When a folder last changed, in milliseconds since 1970; 0 if it does not exist; infinity if it cannot be read, so
   * that a file on a faulty disk does not look abandoned.
   */
  async changedAt(folder: string): Promise<number> {
    const times = [join(this.root, folder), this.#originalPath(folder)].map((path) =>
      stat(path)
        .then(({ mtimeMs }) => mtimeMs, unlessMissing(0))
        .catch(() => Number.POSITIVE_INFINITY),
    );
    return Math.max(...(await Promise.all(times)));
  }

  /** The paths, for callers that open the files themselves. */
  pathsOf(folder: string): { readonly original: string; readonly spool: string } {
    return { original: this.#originalPath(folder), spool: this.#spoolPath(folder) };
  }

  async delete(folder: string): Promise<void> {
    await rm(join(this.root, folder), { recursive: true, force: true });
  }

  #originalPath(folder: string): string {
    return join(this.root, folder, 'original');
  }

  #fixesPath(folder: string): string {
    return join(this.root, folder, FIXES_FILE);
  }

  #spoolPath(folder: string): string {
    return join(this.root, folder, 'spool.csv');
  }

  /** A new path for each use: two uses may overlap, and `peek` may make the path a link to the original. */
  #newPartialPath(folder: string): string {
    return join(this.root, folder, `beginning-${crypto.randomUUID()}.csv`);
  }

  #spoolOptions(encoding: string | undefined): SpoolOptions & Required<Pick<SpoolOptions, 'caps' | 'guard'>> {
    return {
      caps: { ...UNPACK_CAPS, maxBytes: this.limits.maxUnpackedBytes },
      guard: (chunks) => this.#withinLimits(chunks, 0, Number.POSITIVE_INFINITY),
      ...(encoding === undefined ? {} : { encoding }),
    };
  }

  /** Passes bytes on while the file is within its size limit and the disk has more than its reserve. */
  async *#withinLimits<Chunk extends Uint8Array>(
    content: AsyncIterable<Chunk>,
    offset: number,
    maxBytes: number,
  ): AsyncGenerator<Chunk> {
    let bytes = offset;
    let nextCheckAt = offset;
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new UserError('upload_too_large', { max: maxBytes });
      if (bytes >= nextCheckAt) {
        nextCheckAt = bytes + CHECK_INTERVAL_BYTES;
        this.#refuseFullDisk(0);
      }
      yield chunk;
    }
  }
}

/** Returns the value if a file does not exist, else throws: an unreadable disk must not look like a deleted file. */
function unlessMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}
