import type { UploadFiles } from '../adapters/upload-files.ts';
import type { RowSource } from '../core/row.ts';
import { onlySelected, type Selection } from '../core/selection.ts';
import type { Upload } from '../core/upload.ts';

/** What of an upload it takes to read its rows. */
export type ReadableUpload = Pick<Upload, 'folder' | 'delimiter' | 'header'>;

/** What a job reads of its upload; plain data, as it goes to a thread. */
export interface RowsOfJob {
  readonly upload: ReadableUpload;
  /** The records that it is about; undefined for all. */
  readonly selection: Selection | undefined;
}

/** The rows of an upload, from its spool. */
export function rowSourceOf(files: UploadFiles, { folder, delimiter, header }: ReadableUpload): RowSource {
  const columns = header.length;
  return {
    header,
    rows: (from, until) => files.rows(folder, { delimiter, columns, from, ...(until === undefined ? {} : { until }) }),
  };
}

/** The rows that a job is about, as it judges them. */
export function jobRowSourceOf(files: UploadFiles, { upload, selection }: RowsOfJob): RowSource {
  const source = rowSourceOf(files, upload);
  return selection ? onlySelected(source, selection) : source;
}
