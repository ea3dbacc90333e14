import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../core/errors.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { type SheetSummary, sheetNamed, suggestedSheet, type WorkbookReading } from '../../core/upload/workbook.ts';
import { cellsLine } from '../csv/csv-line.ts';
import { UNPACK_CAPS, type UnpackCaps } from '../csv/gunzip.ts';
import { syncFile, syncFolder } from '../system/disk.ts';
import { Archive } from './archive.ts';
import { SharedStrings } from './shared-strings.ts';
import { newNotes, readSheetRows, type SheetRow } from './sheet-parser.ts';
import { summarizeSheet } from './sheet-summary.ts';
import { readStyles } from './styles.ts';
import { readWorkbookParts, type SheetPart, type WorkbookParts } from './workbook-parts.ts';

export interface SheetSpoolOptions {
  /** The name of the sheet. If omitted, the suggested sheet is read. */
  readonly sheet?: string | undefined;
  /** The sheet of a saved mapping, which is read instead of the suggested sheet if the workbook has it with rows. */
  readonly savedSheet?: string | undefined;
  /** Whether the connector knows a column name, which is trimmed, but may be in upper or lower case. */
  readonly isKnown: (name: string) => boolean;
  readonly caps?: UnpackCaps;
  /** A pipeline stage before the disk that may refuse bytes if the disk is full. */
  readonly guard?: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
}

/**
 * Writes one sheet of a workbook as a spool of CSV. Line n of the spool is row n of the sheet, because empty rows
 * become blank lines, and the reader does not count line ends within quotes. Replaces an earlier spool,
 * and leaves none on failure. Throws a UserError for a workbook that cannot be read.
 */
export async function makeSheetSpool(
  original: string,
  spool: string,
  options: SheetSpoolOptions,
): Promise<{ readonly bytes: number; readonly workbook: WorkbookReading }> {
  await rm(spool, { force: true });
  try {
    const workbook = await writeSheet(original, spool, options);
    await syncFile(spool);
    await syncFolder(dirname(spool));
    return { bytes: (await stat(spool)).size, workbook };
  } catch (error) {
    await rm(spool, { force: true });
    throw error;
  }
}

async function writeSheet(
  original: string,
  spool: string,
  { sheet: requested, savedSheet, isKnown, caps = UNPACK_CAPS, guard }: SheetSpoolOptions,
): Promise<WorkbookReading> {
  await using archive = await Archive.open(original, caps);
  const parts = await readWorkbookParts(archive);
  using sharedStrings = parts.sharedStrings
    ? await SharedStrings.write(archive.read(parts.sharedStrings), dirname(spool))
    : undefined;
  const styles = parts.styles ? await readStyles(archive.read(parts.styles)) : [];
  const context = { calendar: parts.calendar, styles, sharedStrings };
  const sheets: SheetSummary[] = [];
  for (const { name, visibility, part } of parts.sheets) {
    const summary = await summarizeSheet(archive.read(part), context, isKnown);
    sheets.push({ name, visibility, ...summary });
  }
  const sheet = chooseSheet(parts, sheets, { requested, saved: savedSheet });
  const notes = newNotes();
  const rows = readSheetRows(archive.read(sheet.part), context, notes);
  const size = await writeRows(rows, spool, { maxBytes: caps.maxBytes, guard });
  return {
    sheet: sheet.name,
    sheets: sheets.map((summary) => (summary.name === sheet.name ? { ...summary, ...size, isCounted: true } : summary)),
    calendar: parts.calendar,
    hiddenColumns: [...notes.hiddenColumns].sort((a, b) => a - b),
    hiddenRows: notes.hiddenRows,
    errorCells: notes.errorCells,
    uncomputedCells: notes.uncomputedCells,
  };
}

/** Throws UserError `sheet_unknown` or `workbook_empty`. */
function chooseSheet(
  { sheets }: WorkbookParts,
  summaries: readonly SheetSummary[],
  { requested, saved }: { readonly requested: string | undefined; readonly saved: string | undefined },
): SheetPart {
  const names = summaries.map(({ name }) => name);
  const summaryOfSaved = saved === undefined ? undefined : sheetNamed(summaries, saved);
  const defaultSheet = summaryOfSaved && summaryOfSaved.rows > 0 ? summaryOfSaved : suggestedSheet(summaries);
  const summary = requested === undefined ? defaultSheet : sheetNamed(summaries, requested);
  if (!summary && requested !== undefined)
    throw new UserError('sheet_unknown', { sheet: requested, sheets: names }, { field: 'sheet' });
  const part = sheets.find(({ name }) => name === summary?.name);
  if (!part || summary?.rows === 0) throw new UserError('workbook_empty', { sheets: names });
  return part;
}

interface SheetSize {
  rows: number;
  columns: number;
}

async function writeRows(
  rows: AsyncIterable<readonly SheetRow[]>,
  spool: string,
  { maxBytes, guard }: { maxBytes: number } & Pick<SheetSpoolOptions, 'guard'>,
): Promise<SheetSize> {
  const size = { rows: 0, columns: 0 };
  const target = createWriteStream(spool, { flags: 'wx', mode: 0o600 });
  const guards = guard ? [guard] : [];
  await pipeline([csvOf(rows, maxBytes, size), ...guards, target]);
  return size;
}

/** The lines of the spool. Sets the number of rows and columns in `size`. */
async function* csvOf(
  rows: AsyncIterable<readonly SheetRow[]>,
  maxBytes: number,
  size: SheetSize,
): AsyncGenerator<Buffer> {
  let nextLine = 1;
  let bytes = 0;
  for await (const portion of rows) {
    let text = '';
    for (const { line, cells } of portion) {
      text += `${'\n'.repeat(line - nextLine)}${lineOf(cells)}\n`;
      nextLine = line + 1;
      size.columns = Math.max(size.columns, cells.length);
    }
    size.rows += portion.length;
    const chunk = Buffer.from(text);
    bytes += chunk.length;
    if (bytes > maxBytes) throw new UserError('workbook_too_large', { maxBytes });
    yield chunk;
  }
}

/**
 * The line of a row. The scanner skips a record over its limit up to the next line end, so the line of such a row must
 * not contain line ends.
 */
function lineOf(cells: readonly string[]): string {
  const line = cellsLine(cells);
  const isOversized = line.length > MAX_RECORD_BYTES / 4 && Buffer.byteLength(line) > MAX_RECORD_BYTES;
  return isOversized ? line.replace(/[\r\n]/g, ' ') : line;
}
