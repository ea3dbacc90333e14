import type { Cursor } from '../record/row.ts';
import type { FileFormat } from './file-format.ts';
import type { Deletion } from './retention.ts';
import type { WorkbookReading } from './workbook.ts';

/** A received file, or the result of a query, that can be exported: complete, checked, with its header parsed. */
export interface Upload extends FileFormat {
  readonly id: number;
  /** The original name of the file; shown to people, and never opened as a path. */
  readonly name: string;
  /** The name of its folder in the folder of all uploads. */
  readonly folder: string;
  readonly bytes: number;
  /** SHA-256 of the received bytes, in hexadecimal. */
  readonly sha256: string;
  /** Length of the spool, the plain UTF-8 that byte offsets refer to. */
  readonly spoolBytes: number;
  readonly header: readonly string[];
  /** The start of the first record. */
  readonly start: Cursor;
  /** Null unless the file is a workbook. */
  readonly workbook: WorkbookReading | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null while its bytes are available. */
  readonly deleted: Deletion | null;
}

/** The length of the longest line end, `\r\n`. */
const LINE_END_BYTES = 2;

/**
 * How many bytes follow the cursor; 0 if all records were read. After a record, the cursor is before its line end, so
 * one or two remaining bytes count as that line end. Before the first record, they can be a record.
 */
export function unreadBytes(
  { spoolBytes }: Pick<Upload, 'spoolBytes'>,
  { byte, record }: Pick<Cursor, 'byte' | 'record'>,
): number {
  const remaining = spoolBytes - byte;
  return record > 0 && remaining <= LINE_END_BYTES ? 0 : remaining;
}

export type NewUpload = Omit<Upload, 'id' | 'deleted'>;

/** A file that is being received. Once it is complete and checked, it becomes an Upload, to which jobs can refer. */
export interface UnfinishedUpload {
  readonly folder: string;
  readonly name: string;
  /** As declared by the client; undefined if unknown. */
  readonly bytes: number | undefined;
}
