import { UserError } from '../../core/errors.ts';
import { checkName, type ImportedTable } from '../../core/query/workbench.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import { type EncodingSurvey, isSurelyUtf8 } from '../../core/upload/encoding-survey.ts';
import {
  FIRST_ROW,
  type FileFormat,
  type FormatOverrides,
  UNKNOWN_ENCODING,
  unusedOverride,
} from '../../core/upload/file-format.ts';
import type { WorkbookReading } from '../../core/upload/workbook.ts';
import type { LayoutFiles } from '../uploads/reading/layout-files.ts';
import { type CountedRows, countRows } from './count-rows.ts';

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

export interface ImportOptions {
  /** Files being imported. */
  readonly incoming: Pick<LayoutFiles, 'writeSpool' | 'readLayout'> & {
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
  };
  readonly workbench: {
    draft(database: string, table: string, id: string): string;
    publish(draft: string, database: string, table: string): Promise<void>;
    discard(draft: string): Promise<void>;
  };
  readonly engine: {
    /** Throws UserError `import_unreadable`. */
    import(request: { source: string; target: string; format: TableFormat }): Promise<ImportedTable>;
  };
  readonly newId: () => string;
  /** Whether a column name is known to exports, which helps to detect the delimiter and the header of a sheet. */
  readonly isKnown: (name: string) => boolean;
}

export interface TableToImport extends Partial<Pick<FileFormat, 'encoding' | 'delimiter' | 'headerRow'>> {
  readonly database: string;
  readonly table: string;
  /** The name of the file, whose extension determines the format; a workbook is recognized by its bytes. */
  readonly fileName: string;
  readonly sheet?: FormatOverrides['sheet'];
}

/** The result of an import, and the sheet that was read if the file is a workbook. */
export interface ImportedFile extends ImportedTable {
  readonly workbook?: WorkbookReading;
}

/** Creates or replaces a table from a file. If the file cannot be read, nothing changes, and a UserError is thrown. */
export async function importTable(
  content: AsyncIterable<Uint8Array>,
  table: TableToImport,
  { incoming, workbench, engine, newId, isKnown }: ImportOptions,
): Promise<ImportedFile> {
  const id = newId();
  const target = workbench.draft(table.database, checkName(table.table, 'table'), id);
  try {
    await incoming.create(id);
    if ((await incoming.append(id, 0, content)) === 0) throw new UserError('file_empty');
    const file = await sourceOf(id, table, { incoming, isKnown });
    const options = { id, target, incoming, engine };
    const imported = await importRecords(file, options).catch(async (error: unknown) => {
      const copy = mayReadCopy(error) && (await copyOf(file, id, { incoming, isKnown }));
      if (!copy) throw error;
      await workbench.discard(target);
      return importRecords(copy, options);
    });
    const { workbook } = file;
    await workbench.publish(target, table.database, table.table);
    return { ...imported, ...(workbook && { workbook }) };
  } finally {
    await incoming.delete(id);
    await workbench.discard(target);
  }
}

interface RecordsImport extends Pick<ImportOptions, 'incoming' | 'engine'> {
  readonly id: string;
  readonly target: string;
}

/**
 * Imports the records of a file. Refuses it if the engine misses some of them, skips most, or may merge some after a
 * misplaced quotation mark.
 */
async function importRecords(
  { source, format, layout, isAssumedUtf8, workbook, leftOut = 0 }: Source,
  { id, target, incoming, engine }: RecordsImport,
): Promise<ImportedTable> {
  const imported = await engine.import({ target, source, format }).catch(async (error: unknown) => {
    if (!isFailureOfEngine(error)) throw error;
    if (isAssumedUtf8) await refuseOtherEncoding(id, incoming);
    if (layout) refuseMostlyUnreadable(await countRows(incoming.rows(id, layout), layout.delimiter));
    throw error;
  });
  if (imported.skipped > 0 && isAssumedUtf8) await refuseOtherEncoding(id, incoming);
  const counted = layout && !workbook ? await countRows(incoming.rows(id, layout), layout.delimiter) : undefined;
  if (counted) refuseIncomplete(imported, counted);
  refuseMostlyUnreadable(imported);
  if (counted?.openLine !== undefined) throw new UserError('import_quote_misplaced', { line: counted.openLine });
  return { ...imported, skipped: imported.skipped + leftOut };
}

/**
 * A copy of the records that the engine can read although it failed at the file: of CSV, all records, with line feeds;
 * of JSON Lines, those without a fault. Undefined if the engine already read a copy, if it would also fail at the copy,
 * or if it reads another type of file.
 */
async function copyOf(
  file: Source,
  id: string,
  { incoming, isKnown }: Pick<ImportOptions, 'incoming' | 'isKnown'>,
): Promise<Source | undefined> {
  const { format, layout } = file;
  if (format.type === 'jsonl') return copyOfObjects(file, id, { incoming, isKnown });
  if (!layout || format.type !== 'text' || !format.startsWithHeader) return undefined;
  return { ...file, source: await incoming.copyRecords(id, layout), format: { ...format, startsWithHeader: false } };
}

/** The engine fails at a line that is not JSON or is very long. An export has an invalid record there. */
async function copyOfObjects(
  file: Source,
  id: string,
  { incoming, isKnown }: Pick<ImportOptions, 'incoming' | 'isKnown'>,
): Promise<Source | undefined> {
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

/**
 * Whether the engine may be able to read a copy of the records: it fails at some lines of JSON. If records of CSV end
 * differently from the first line, it fails or reads several records as one.
 */
function mayReadCopy(error: unknown): boolean {
  return error instanceof UserError && ['import_unreadable', 'import_incomplete'].includes(error.code);
}

/**
 * Refuses a file that is probably in another encoding. Its lines with letters beyond ASCII are not UTF-8, and the
 * engine skips them.
 */
async function refuseOtherEncoding(
  id: string,
  incoming: Pick<ImportOptions['incoming'], 'surveyEncoding'>,
): Promise<void> {
  const survey = await incoming.surveyEncoding(id);
  if (survey.brokenLines === 0 || isSurelyUtf8(survey)) return;
  const params = { lines: survey.brokenLines, likely: survey.guess?.encoding ?? UNKNOWN_ENCODING };
  throw new UserError('import_other_encoding', params, { field: 'encoding' });
}

/**
 * Refuses a file most of which is skipped, such as one with titles above its column names, or with another delimiter.
 * Such a file must not replace a table.
 */
function refuseMostlyUnreadable({ records, skipped }: ImportedTable): void {
  if (skipped > records) throw new UserError('import_mostly_unreadable', { records, skipped });
}

/**
 * The engine does not report records that it merges with the previous one, so the numbers are compared. After a
 * misplaced quotation mark, the numbers may be equal nevertheless; `importRecords` refuses such a file with the line of
 * that mark.
 */
function refuseIncomplete(imported: ImportedTable, { openLine, records, skipped }: CountedRows): void {
  const expected = records + skipped;
  const read = imported.records + imported.skipped;
  if (openLine === undefined && expected > read) throw new UserError('import_incomplete', { expected, read });
}

/** The engine keeps what it skips in memory, and may fail on a large file that has the wrong column names. */
const ENGINE_FAILURES: readonly string[] = ['import_unreadable', 'query_out_of_memory', 'query_engine_failed'];

function isFailureOfEngine(error: unknown): boolean {
  return error instanceof UserError && ENGINE_FAILURES.includes(error.code);
}

interface Source {
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

async function sourceOf(
  id: string,
  table: TableToImport,
  { incoming, isKnown }: Pick<ImportOptions, 'incoming' | 'isKnown'>,
): Promise<Source> {
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
