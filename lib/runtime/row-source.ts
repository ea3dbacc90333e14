import type { UploadFiles } from '../adapters/upload-files.ts';
import type { Upload } from '../core/upload.ts';
import type { RowSource } from '../operations/export-run/run.ts';

/** What of an upload it takes to read its rows. */
export type ReadableUpload = Pick<Upload, 'folder' | 'format' | 'delimiter' | 'header'>;

/** The rows of an upload, from its spool. */
export function rowSourceOf(files: UploadFiles, { folder, format, delimiter, header }: ReadableUpload): RowSource {
  return {
    header,
    rows: (from, until) =>
      files.rows(folder, { format, delimiter, header, from, ...(until === undefined ? {} : { until }) }),
  };
}
