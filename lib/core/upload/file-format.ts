/** Limits that bound memory; beyond them a record is invalid or the file is refused. */
export const MAX_COLUMNS = 1000;
/** In characters. Every issue contains its column's name, so a very long one would fill the disk. */
export const MAX_COLUMN_NAME = 1000;
export const MAX_RECORD_BYTES = 1_000_000;

export const FORMATS = ['csv', 'jsonl'] as const;
export const DELIMITERS = [',', '\t', ';', '|'] as const;

/** Their names on the command line and in message keys. */
export const DELIMITER_NAMES = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'pipe' } as const satisfies Record<
  (typeof DELIMITERS)[number],
  string
>;

export const FIRST_ROW = 1;
/** The file has no header: the columns are numbered. */
export const NO_HEADER_ROW = 0;
/** The header must be among this many first rows. */
export const HEADER_ROWS = 5;

/** How a file is parsed: chosen by the user or detected, then frozen with the upload. */
export interface FileFormat {
  readonly encoding: string;
  /** csv: cells between delimiters. jsonl: an object per line. */
  readonly format: (typeof FORMATS)[number];
  /** Only used by csv. */
  readonly delimiter: (typeof DELIMITERS)[number];
  /** The row with the column names, only used by csv; NO_HEADER_ROW if there is none. */
  readonly headerRow: number;
  readonly compressed: boolean;
}

/** Explicit choices of the format; the rest is detected. */
export type FormatOverrides = Partial<Pick<FileFormat, 'encoding' | 'format' | 'delimiter' | 'headerRow'>>;
