/** The bounds of a file that is read; beyond them a record is invalid or the file is refused, never memory spent. */
export const MAX_COLUMNS = 1000;
/** Characters. A column's name is repeated in every issue of the column, so one of a megabyte would fill the disk. */
export const MAX_COLUMN_NAME = 1000;
export const MAX_RECORD_BYTES = 1_000_000;

export const FORMATS = ['csv', 'jsonl'] as const;
export const DELIMITERS = [',', '\t', ';', '|'] as const;

/** What they are called in a shell, and in the keys of texts. */
export const DELIMITER_NAMES = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'pipe' } as const satisfies Record<
  (typeof DELIMITERS)[number],
  string
>;

export const FIRST_ROW = 1;
/** Its first row is data already: the columns are numbered. */
export const NO_HEADER_ROW = 0;
/** So many of a file's first rows may be its header. */
export const HEADER_ROWS = 5;

/** How a file's bytes become rows: chosen by the user or found by looking, then frozen with the upload. */
export interface FileFormat {
  readonly encoding: string;
  /** Cells between delimiters, or an object a line. */
  readonly format: (typeof FORMATS)[number];
  /** Where the format has delimiters at all. */
  readonly delimiter: (typeof DELIMITERS)[number];
  /** Which row names the columns, where the format has such rows; NO_HEADER_ROW where none does. */
  readonly headerRow: number;
  readonly compressed: boolean;
}

/** What a person says of how a file is written; what they leave open is found by looking. */
export type FormatOverrides = Partial<Pick<FileFormat, 'encoding' | 'format' | 'delimiter' | 'headerRow'>>;
