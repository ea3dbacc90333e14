import type { Cursor } from '../record/row.ts';
import type { FileFormat } from './file-format.ts';
import type { Deletion } from './retention.ts';

/** A file that came in and can be exported: complete, checked, and its header read. */
export interface Upload extends FileFormat {
  readonly id: number;
  /** As the file was called where it came from; for people only, never a path. */
  readonly name: string;
  /** Where its bytes lie, below the data folder's uploads. */
  readonly folder: string;
  readonly bytes: number;
  /** Of the bytes as they came in, hex. */
  readonly sha256: string;
  /** Length of the spool, the plain UTF-8 that byte offsets refer to. */
  readonly spoolBytes: number;
  readonly header: readonly string[];
  /** Where the first record begins. */
  readonly start: Cursor;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null while its bytes are there to be read. */
  readonly deleted: Deletion | null;
}

/** A last line end may stand behind the last record. */
const LINE_END = 2;

/** How many bytes stand behind what was read; 0 where all records were. */
export function unreadBytes({ spoolBytes }: Pick<Upload, 'spoolBytes'>, { byte }: Pick<Cursor, 'byte'>): number {
  const left = spoolBytes - byte;
  return left <= LINE_END ? 0 : left;
}

/** An upload that comes in. */
export type NewUpload = Omit<Upload, 'id' | 'deleted'>;
/** A file that is coming in. It becomes an Upload once it is complete and checked; until then no job can refer to it. */
export interface UnfinishedUpload {
  readonly folder: string;
  readonly name: string;
  /** As announced by the sender; undefined where nobody knows how long the stream is. */
  readonly bytes: number | undefined;
}
