import { UserError } from '../../core/errors.ts';
import { checkName, type ImportedTable } from '../../core/query/workbench.ts';
import { isSurelyUtf8 } from '../../core/upload/encoding-survey.ts';
import { UNKNOWN_ENCODING } from '../../core/upload/file-format.ts';
import type { WorkbookReading } from '../../core/upload/workbook.ts';
import { type CountedRows, countRows } from './count-rows.ts';
import {
  copyOf,
  type ImportSource,
  mayReadCopy,
  type SourceOptions,
  sourceOf,
  type TableFormat,
  type TableToImport,
} from './import-source.ts';

export interface ImportOptions extends SourceOptions {
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
  { source, format, layout, isAssumedUtf8, workbook, leftOut = 0 }: ImportSource,
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
