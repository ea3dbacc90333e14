import { UserError } from '../../core/errors.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import type { EncodingSurvey } from '../../core/upload/encoding-survey.ts';
import { FIRST_ROW, type FileFormat, type FormatOverrides, unusedOverride } from '../../core/upload/file-format.ts';
import type { WorkbookReading } from '../../core/upload/workbook.ts';
import type { LayoutFiles } from '../uploads/reading/layout-files.ts';
import { countRows } from './count-rows.ts';

/** How the engine reads a file. */
export type TableFormat = TextFormat | { readonly type: 'jsonl' | 'parquet' };

interface TextFormat {
  readonly type: 'text';
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Whether the first row is the header, and not data. */
  readonly startsWithHeader: boolean;
}

interface RecordsOptions extends Pick<FileFormat, 'format' | 'delimiter'> {
  readonly header: readonly string[];
  readonly from: Cursor;
}

/** Files being imported. */
interface IncomingFiles extends Pick<LayoutFiles, 'writeSpool' | 'readLayout'> {
  create(folder: string): Promise<void>;
  append(folder: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<number>;
  /** Copies the records of a spool to a separate file, each with a line feed, and returns its path. */
  copyRecords(folder: string, options: RecordsOptions): Promise<string>;
  /** Like `copyRecords`, without the records that have a fault. */
  copyReadableRecords(folder: string, options: RecordsOptions): Promise<string>;
  rows(folder: string, options: RecordsOptions): AsyncIterable<RowBlock>;
  surveyEncoding(folder: string): Promise<EncodingSurvey>;
  /** Throws a UserError for JSON that is not JSON Lines, and for HTML or XML. */
  refuseOtherFormats(folder: string): Promise<void>;
  pathsOf(folder: string): { readonly original: string; readonly spool: string };
  delete(folder: string): Promise<void>;
}

export interface TableToImport extends Partial<Pick<FileFormat, 'encoding' | 'delimiter' | 'headerRow'>> {
  readonly database: string;
  readonly table: string;
  /** The name of the file, whose extension determines the format; a workbook is recognized by its bytes. */
  readonly fileName: string;
  readonly sheet?: FormatOverrides['sheet'];
}

export interface SourceOptions {
  readonly incoming: IncomingFiles;
  /** Whether a column name is known to exports, which helps to detect the delimiter and the header of a sheet. */
  readonly isKnown: (name: string) => boolean;
}

/** What the engine reads: the file itself, its spool, or a copy of its records. */
export interface ImportSource {
  /** The path of the file that the engine reads. */
  readonly source: string;
  readonly format: TableFormat;
  /** How to read the rows of a text file or a workbook. */
  readonly layout?: RecordsOptions;
  /** Whether a text file was read as UTF-8 without an override by the client, and may be in another encoding. */
  readonly isAssumedUtf8?: boolean;
  readonly workbook?: WorkbookReading;
  /** The number of records that are not in a copy, because they have a fault. */
  readonly leftOut?: number;
}

export async function sourceOf(
  id: string,
  table: TableToImport,
  { incoming, isKnown }: SourceOptions,
): Promise<ImportSource> {
  const { fileName, encoding, delimiter, sheet, headerRow } = table;
  const { original, spool } = incoming.pathsOf(id);
  const type = typeOf(fileName);
  if (type === 'parquet') {
    refuseUnused(type, table);
    return { source: original, format: { type } };
  }
  const detection = { isKnown, proposals: undefined, saved: undefined };
  const { workbook, ...spooled } = await incoming.writeSpool(id, { encoding, sheet, ...detection });
  if (!workbook) await incoming.refuseOtherFormats(id);
  const isAssumedUtf8 = encoding === undefined && spooled.encoding === 'utf-8';
  if (type === 'jsonl' && !workbook) {
    refuseUnused(type, table);
    return { source: spool, format: { type }, isAssumedUtf8 };
  }
  if (workbook) refuseUnused('xlsx', table);
  // The first row of a sheet may be blank or a title. In other files it is the header, unless the client names one.
  const overrides = workbook
    ? ({ format: 'xlsx', ...(headerRow !== undefined && { headerRow }) } as const)
    : ({ format: 'csv', headerRow: headerRow ?? FIRST_ROW, ...(delimiter && { delimiter }) } as const);
  const { cursor, ...detectedLayout } = await incoming.readLayout(id, { ...overrides, isKnown });
  const layout = { ...detectedLayout, from: cursor };
  const { header } = layout;
  // The engine reads any first line as the header, and in a table with a single column, a blank line as a record. If
  // either would be wrong, a copy of the records is imported.
  const isFirstLine = layout.headerRow === FIRST_ROW && cursor.line === 1;
  const startsWithHeader = !workbook && isFirstLine && header.length > 1;
  const source = startsWithHeader ? spool : await incoming.copyRecords(id, layout);
  const format = { type: 'text', delimiter: layout.delimiter, header, startsWithHeader } as const;
  return { source, format, layout, ...(workbook ? { workbook } : { isAssumedUtf8 }) };
}

/** Refuses overrides that a type of file would ignore. */
function refuseUnused(type: 'jsonl' | 'parquet' | 'xlsx', table: TableToImport): void {
  const option = unusedOverride(type, table);
  if (option) throw new UserError('import_option_unused', { option, type }, { field: option });
}

function typeOf(fileName: string): TableFormat['type'] {
  const name = fileName.toLowerCase().replace(/\.gz$/, '');
  if (/\.(?:parquet|pq)$/.test(name)) return 'parquet';
  return /\.(?:jsonl|ndjson|json)$/.test(name) ? 'jsonl' : 'text';
}

/**
 * Whether the engine may be able to read a copy of the records: it fails at some lines of JSON. If records of CSV end
 * differently from the first line, it fails or reads several records as one.
 */
export function mayReadCopy(error: unknown): boolean {
  return error instanceof UserError && ['import_unreadable', 'import_incomplete'].includes(error.code);
}

/**
 * A copy of the records that the engine can read although it failed at the file: of CSV, all records, with line feeds;
 * of JSON Lines, those without a fault. Undefined if the engine already read a copy, if it would also fail at the copy,
 * or if it reads another type of file.
 */
export async function copyOf(
  file: ImportSource,
  id: string,
  { incoming, isKnown }: SourceOptions,
): Promise<ImportSource | undefined> {
  const { format, layout } = file;
  if (format.type === 'jsonl') return copyOfObjects(file, id, { incoming, isKnown });
  if (!layout || format.type !== 'text' || !format.startsWithHeader) return undefined;
  return { ...file, source: await incoming.copyRecords(id, layout), format: { ...format, startsWithHeader: false } };
}

/** The engine fails at a line that is not JSON or is very long. An export has an invalid record there. */
async function copyOfObjects(
  file: ImportSource,
  id: string,
  { incoming, isKnown }: SourceOptions,
): Promise<ImportSource | undefined> {
  const layout = await incoming.readLayout(id, { format: 'jsonl', isKnown }).catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });
  if (!layout) return undefined;
  const options = { ...layout, from: layout.cursor };
  const { records, skipped } = await countRows(incoming.rows(id, options), options.delimiter);
  if (skipped === 0 || skipped > records) return undefined;
  return { ...file, source: await incoming.copyReadableRecords(id, options), leftOut: skipped };
}
