import type { Database } from 'better-sqlite3';
import { UserError } from '../../../core/errors.ts';
import type { FileFormat } from '../../../core/upload/file-format.ts';
import type { DeletionReason } from '../../../core/upload/retention.ts';
import type { NewUpload, Upload } from '../../../core/upload/upload.ts';
import type { Row } from '../database/row.ts';

type UploadRow = Row<
  'upload',
  { format: FileFormat['format']; delimiter: FileFormat['delimiter']; deleted_because: DeletionReason | null }
>;

type Reading = FileFormat & Pick<Upload, 'folder' | 'spoolBytes' | 'header' | 'start' | 'workbook'>;

/** Metadata of uploads; the files are in the data folder. */
export class SqliteUploads {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Turns an unfinished upload into a complete one atomically. Throws UserError `unfinished_upload_gone` if it was discarded
   * meanwhile.
   */
  complete(upload: NewUpload): Upload {
    const complete = this.#database.transaction(() => {
      const { changes } = this.#database.prepare('DELETE FROM unfinished_upload WHERE folder = ?').run(upload.folder);
      if (changes === 0) throw new UserError('unfinished_upload_gone');
      return this.#insert(upload);
    });
    return complete.immediate();
  }

  #insert(upload: NewUpload): Upload {
    const row = this.#database
      .prepare(
        `INSERT INTO upload (name, folder, bytes, sha256, encoding, format, delimiter, header_row, compressed, spool_bytes, header,
           data_byte, data_line, workbook, created_at)
         VALUES (:name, :folder, :bytes, :sha256, :encoding, :format, :delimiter, :headerRow, :compressed, :spoolBytes, :header,
           :byte, :line, :workbook, :createdAt) RETURNING *`,
      )
      .get({
        ...upload,
        ...upload.start,
        header: JSON.stringify(upload.header),
        workbook: upload.workbook && JSON.stringify(upload.workbook),
        compressed: Number(upload.compressed),
      });
    return uploadOfRow(row as UploadRow);
  }

  /** Throws UserError `upload_unknown`. */
  get(id: number): Upload {
    const row = this.#database.prepare('SELECT * FROM upload WHERE id = ?').get(id);
    if (!row) throw new UserError('upload_unknown', { id });
    return uploadOfRow(row as UploadRow);
  }

  /** Whether the upload has jobs, or fixes that a person made, which depend on how it was read. */
  isInUse(id: number): boolean {
    const inUse = this.#database.prepare(
      `SELECT EXISTS (SELECT 1 FROM job WHERE upload_id = :id)
         OR EXISTS (SELECT 1 FROM review WHERE upload_id = :id AND fixes_bytes > saved_bytes)`,
    );
    return inUse.pluck().get({ id }) === 1;
  }

  /**
   * Replaces how an upload is read, and deletes its review, atomically. Throws UserError `upload_in_use`, or `upload_changed`
   * if it was deleted or reread meanwhile.
   */
  reread(before: Upload, reading: Reading): Upload {
    const replace = this.#database.transaction(() => {
      if (this.isInUse(before.id)) throw new UserError('upload_in_use');
      const row = this.#database
        .prepare(
          `UPDATE upload SET folder = :folder, encoding = :encoding, format = :format, delimiter = :delimiter,
             header_row = :headerRow, compressed = :compressed, spool_bytes = :spoolBytes, header = :header,
             data_byte = :byte, data_line = :line, workbook = :workbook
           WHERE id = :id AND folder = :before AND deleted_at IS NULL RETURNING *`,
        )
        .get({
          ...reading,
          ...reading.start,
          header: JSON.stringify(reading.header),
          workbook: reading.workbook && JSON.stringify(reading.workbook),
          compressed: Number(reading.compressed),
          ...{ id: before.id, before: before.folder },
        });
      if (!row) throw new UserError('upload_changed');
      this.#database.prepare('DELETE FROM review WHERE upload_id = ?').run(before.id);
      return uploadOfRow(row as UploadRow);
    });
    return replace.immediate();
  }

  findByFolder(folder: string): Upload | undefined {
    const row = this.#database.prepare('SELECT * FROM upload WHERE folder = ?').get(folder);
    return row ? uploadOfRow(row as UploadRow) : undefined;
  }
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
