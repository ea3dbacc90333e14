/** The bounds of a file that is read; beyond them a record is invalid or the file is refused, never memory spent. */
export const MAX_COLUMNS = 1000;
/** Characters. A column's name is repeated in every issue of the column, so one of a megabyte would fill the disk. */
export const MAX_COLUMN_NAME = 1000;
export const MAX_RECORD_BYTES = 1_000_000;

/** How a file's bytes become rows: chosen by the user or found by looking, then frozen with the upload. */
export interface FileFormat {
  readonly encoding: string;
  readonly delimiter: ',' | '\t' | ';' | '|';
  readonly compressed: boolean;
}
