import type { UploadFiles } from '../adapters/upload-files.ts';
import type { Upload } from '../core/upload.ts';
import type { RowSource } from '../operations/export-run/run.ts';

/** What of an upload it takes to read its rows. */
export type ReadableUpload = Pick<Upload, 'folder' | 'delimiter' | 'header'>;

/** The rows of an upload, from its spool. */
export function rowSourceOf(files: UploadFiles, { folder, delimiter, header }: ReadableUpload): RowSource {
  const columns = header.length;
  return {
    header,
    rows: (from, until) => files.rows(folder, { delimiter, columns, from, ...(until === undefined ? {} : { until }) }),
  };
}
