import { UserError } from '../../../core/errors.ts';
import type { FileFormat } from '../../../core/upload/file-format.ts';
import type { DeletionReason } from '../../../core/upload/retention.ts';
import type { NewUpload, Upload } from '../../../core/upload/upload.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import { IS_EDITED } from '../reviews/review-row.ts';
import { deleteUnfinished } from './unfinished-uploads.ts';

type UploadRow = Row<
  'upload',
  { format: FileFormat['format']; delimiter: FileFormat['delimiter']; deleted_because: DeletionReason | null }
>;

/** How an upload was read, and the result. */
type Reading = FileFormat & Pick<Upload, 'folder' | 'spoolBytes' | 'header' | 'start' | 'workbook'>;

/** Deletes all reviews of an upload. */
export async function deleteReviews(database: Database, upload: number): Promise<void> {
  await database.run('DELETE FROM review WHERE upload_id = ?', [upload]);
}

/** Metadata of uploads; the files are in the data folder. */
export class Uploads {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Turns an unfinished upload into a complete one, in one transaction. Throws UserError `unfinished_upload_gone` if it
   * was discarded or completed meanwhile.
   */
  async complete(upload: NewUpload): Promise<Upload> {
    return this.#database.transaction(async () => {
      if (!(await deleteUnfinished(this.#database, upload.folder))) throw new UserError('unfinished_upload_gone');
      return this.#insert(upload);
    });
  }

  async #insert(upload: NewUpload): Promise<Upload> {
    const row = (await this.#database.get<UploadRow>(
      `INSERT INTO upload (name, bytes, sha256, created_at, folder, encoding, format, delimiter, header_row, compressed,
          spool_bytes, header, data_byte, data_line, workbook)
        VALUES (:name, :bytes, :sha256, :createdAt, :folder, :encoding, :format, :delimiter, :headerRow, :compressed,
          :spoolBytes, :header, :byte, :line, :workbook) RETURNING *`,
      {
        name: upload.name,
        bytes: upload.bytes,
        sha256: upload.sha256,
        createdAt: upload.createdAt,
        ...paramsOf(upload),
      },
    )) as UploadRow;
    return uploadOfRow(row);
  }

  /** Throws UserError `upload_unknown`. */
  async get(id: number): Promise<Upload> {
    const row = await this.#database.get<UploadRow>('SELECT * FROM upload WHERE id = ?', [id]);
    if (!row) throw new UserError('upload_unknown', { id });
    return uploadOfRow(row);
  }

  /** Whether the upload has jobs, or fixes that a person made, which depend on how it was read. */
  async hasJobsOrFixes(id: number): Promise<boolean> {
    const found = await this.#database.value(
      `SELECT EXISTS (SELECT 1 FROM job WHERE upload_id = :id)
        OR EXISTS (SELECT 1 FROM review WHERE upload_id = :id AND ${IS_EDITED})`,
      { id },
    );
    return found === 1;
  }

  /**
   * Changes how an upload is read, and deletes its review, in one transaction. Throws UserError `upload_in_use` if the
   * upload has jobs or fixes, or `upload_changed` if it was deleted or re-read meanwhile.
   */
  async reread(upload: Upload, reading: Reading): Promise<Upload> {
    return this.#database.transaction(async () => {
      if (await this.hasJobsOrFixes(upload.id)) throw new UserError('upload_in_use', { count: 0, jobs: [] });
      const row = await this.#database.get<UploadRow>(
        `UPDATE upload SET folder = :folder, encoding = :encoding, format = :format, delimiter = :delimiter,
            header_row = :headerRow, compressed = :compressed, spool_bytes = :spoolBytes, header = :header,
            data_byte = :byte, data_line = :line, workbook = :workbook
          WHERE id = :id AND folder = :oldFolder AND deleted_at IS NULL RETURNING *`,
        { id: upload.id, oldFolder: upload.folder, ...paramsOf(reading) },
      );
      if (!row) throw new UserError('upload_changed');
      await deleteReviews(this.#database, upload.id);
      return uploadOfRow(row);
    });
  }

  async findByFolder(folder: string): Promise<Upload | undefined> {
    const row = await this.#database.get<UploadRow>('SELECT * FROM upload WHERE folder = ?', [folder]);
    return row && uploadOfRow(row);
  }
}

function paramsOf(reading: Reading) {
  return {
    folder: reading.folder,
    encoding: reading.encoding,
    format: reading.format,
    delimiter: reading.delimiter,
    headerRow: reading.headerRow,
    compressed: Number(reading.compressed),
    spoolBytes: reading.spoolBytes,
    header: JSON.stringify(reading.header),
    byte: reading.start.byte,
    line: reading.start.line,
    workbook: reading.workbook === null ? null : JSON.stringify(reading.workbook),
  };
}

function uploadOfRow(row: UploadRow): Upload {
  return {
    id: row.id,
    name: row.name,
    folder: row.folder,
    bytes: row.bytes,
    sha256: row.sha256,
    encoding: row.encoding,
    format: row.format,
    delimiter: row.delimiter,
    headerRow: row.header_row,
    compressed: row.compressed === 1,
    spoolBytes: row.spool_bytes,
    header: JSON.parse(row.header) as string[],
    start: { byte: row.data_byte, record: 0, line: row.data_line },
    workbook: row.workbook === null ? null : (JSON.parse(row.workbook) as Upload['workbook']),
    createdAt: row.created_at,
    deleted: row.deleted_at === null ? null : { at: row.deleted_at, because: row.deleted_because ?? 'retention' },
  };
}
