// Beyond these limits, which bound memory and disk space, a record is invalid or the file is refused.
export const MAX_COLUMNS = 1000;
/** In characters. Every issue contains its column's name, so a very long name would fill the disk. */
export const MAX_COLUMN_NAME = 1000;
export const MAX_RECORD_BYTES = 1_000_000;

/** The formats of text files, which a person can choose; a workbook is recognized by its bytes. */
export const TEXT_FORMATS = ['csv', 'jsonl'] as const;
const FORMATS = [...TEXT_FORMATS, 'xlsx'] as const;
export const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The delimiters' names on the command line and in message keys. */
export const DELIMITER_NAMES = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'pipe' } as const satisfies Record<
  (typeof DELIMITERS)[number],
  string
>;

/**
 * Encodings that a person has to confirm by looking at letters of the file, because almost any bytes are valid in them.
 * Web standards use windows-1252 also for ISO-8859-1, and windows-1254 for ISO-8859-9.
 */
export const PROPOSED_ENCODINGS: readonly string[] = [
  'windows-1252',
  'windows-1250',
  'windows-1254',
  'windows-1257',
  'euc-jp',
];
/** In messages, instead of an encoding, if bytes cannot be read and no encoding is likely. */
export const UNKNOWN_ENCODING = 'unknown';
/** In messages, instead of an encoding, if the bytes are valid, but an earlier program replaced characters. */
export const LOST_CHARACTERS = 'lost';

export const FIRST_ROW = 1;
/** For a file without a header, whose columns are numbered. */
export const NO_HEADER_ROW = 0;
/** The header must be among this many rows at the start of a file, not counting blank rows. */
export const HEADER_ROWS = 20;
/** Excel's limit. The header row of a sheet can have any number up to it, because blank rows count in that number. */
export const MAX_SHEET_ROWS = 1_048_576;

/** How a file is parsed: chosen by a person or detected, then frozen with the upload. */
export interface FileFormat {
  readonly encoding: string;
  /** csv: cells between delimiters. jsonl: an object per line. xlsx: a sheet of a workbook, whose spool is CSV. */
  readonly format: (typeof FORMATS)[number];
  /** Not used by jsonl. For a sheet, the comma, because its spool is CSV with commas. */
  readonly delimiter: (typeof DELIMITERS)[number];
  /**
   * The row with the column names, not used by jsonl; NO_HEADER_ROW if there is none. In csv, blank lines do not count;
   * in a sheet, blank rows do.
   */
  readonly headerRow: number;
  readonly compressed: boolean;
}

/** What a person or a client chose of the format; the rest is detected. */
export interface FormatOverrides extends Partial<Pick<FileFormat, 'encoding' | 'delimiter' | 'headerRow'>> {
  readonly format?: (typeof TEXT_FORMATS)[number];
  /** The name of the sheet to read; only for workbooks. */
  readonly sheet?: string;
}

type FormatOverride = Exclude<keyof FormatOverrides, 'format'>;

/** The overrides that apply to each format. Parquet files are only imported as tables. */
const USED_OVERRIDES: Readonly<Record<FileFormat['format'] | 'parquet', readonly FormatOverride[]>> = {
  csv: ['encoding', 'delimiter', 'headerRow'],
  jsonl: ['encoding'],
  xlsx: ['headerRow', 'sheet'],
  parquet: [],
};

/** The names of the overrides in forms and in the API. */
const OVERRIDE_FIELDS: Readonly<Record<FormatOverride, string>> = {
  headerRow: 'header_row',
  delimiter: 'delimiter',
  encoding: 'encoding',
  sheet: 'sheet',
};

/**
 * The name of an override that the format would ignore. Such an override is refused: its sender expects another
 * format.
 */
export function unusedOverride(format: keyof typeof USED_OVERRIDES, overrides: FormatOverrides): string | undefined {
  const allOverrides = Object.keys(OVERRIDE_FIELDS) as FormatOverride[];
  const unused = allOverrides.find(
    (override) => overrides[override] !== undefined && !USED_OVERRIDES[format].includes(override),
  );
  return unused && OVERRIDE_FIELDS[unused];
}

/** Only those overrides that a format uses. */
export function usedOverrides(format: FileFormat['format'], overrides: FormatOverrides): FormatOverrides {
  return Object.fromEntries(USED_OVERRIDES[format].map((override) => [override, overrides[override]]));
}
