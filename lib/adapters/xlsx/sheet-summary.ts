import { HEADER_ROWS } from '../../core/upload/file-format.ts';
import { findHeader } from '../../core/upload/find-header.ts';
import type { SheetSummary } from '../../core/upload/workbook.ts';
import { type CellContext, readSheetRows, type SheetRow } from './sheet-parser.ts';

/**
 * How many rows are counted: enough to distinguish a list of events from a report. The rows of a longer sheet are
 * counted only when the whole sheet is read.
 */
const MAX_COUNTED_ROWS = 5_000;

/** Reads the beginning of a sheet. */
export async function summarizeSheet(
  bytes: AsyncIterable<Buffer>,
  context: CellContext,
  isKnown: (name: string) => boolean,
): Promise<Omit<SheetSummary, 'name' | 'visibility'>> {
  const firstRows: SheetRow[] = [];
  let rowCount = 0;
  let columnCount = 0;
  let isCounted = true;
  for await (const portion of readSheetRows(bytes, context)) {
    rowCount += portion.length;
    columnCount = Math.max(columnCount, ...portion.map(({ cells }) => cells.length));
    firstRows.push(...portion.slice(0, HEADER_ROWS - firstRows.length));
    isCounted = rowCount <= MAX_COUNTED_ROWS;
    if (!isCounted) break;
  }
  const match = findHeader(
    firstRows.map(({ cells }) => cells),
    isKnown,
  );
  const headerRow = match && firstRows[match.index];
  const header = headerRow ? { line: headerRow.line, rowsBefore: match.index, known: match.known } : null;
  return { rows: rowCount, isCounted, columns: columnCount, header };
}
