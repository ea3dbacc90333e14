import { UserError } from '../../core/errors.ts';
import type { CellValue, Fix } from '../../core/review/fix.ts';
import type { FixedRow } from '../../core/review/fixer.ts';
import type { Review } from '../../core/review/review.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { findFirstWarnings, positionsOf, type ReviewOptions } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';
import { refuseUnknownColumn } from './repairing/plan-repairs.ts';

/**
 * The fix that sets cells to values. Cells that have their value already are omitted, so that setting these is not a
 * fix of its own; if no cell is left, the fix must not be stored. Throws UserError `mapping_column_unknown` or
 * `review_record_unknown`.
 */
export async function planCells(cells: readonly CellValue[], review: Review, upload: Upload, options: ReviewOptions) {
  for (const column of new Set(cells.map((cell) => cell.column))) refuseUnknownColumn(column, upload);
  const cellsByRecord = Map.groupBy(cells, ({ record }) => record);
  const records = [...cellsByRecord.keys()].sort((a, b) => a - b);
  const last = records.at(-1) ?? 0;
  if (last > review.cursor.record) throw new UserError('review_record_unknown', { record: last });
  const checker = await options.recordCheckerFor(review, upload, await findFirstWarnings(options, review));
  const toSet: CellValue[] = [];
  let malformed = 0;
  for await (const rows of recordsByNumber(records, options.rowsOf(upload), positionsOf(options, review, upload)))
    for (const row of rows) {
      const cellsOfRow = cellsByRecord.get(row.record) ?? [];
      if (row.fault) malformed += cellsOfRow.length;
      else toSet.push(...changedCells(cellsOfRow, checker.fix(row), upload.header));
    }
  const changedRecords = [...new Set(toSet.map(({ record }) => record))];
  const [first] = toSet;
  const isSingle = first !== undefined && cells.length === 1;
  const fix: Fix = isSingle ? { kind: 'cell', ...first } : { kind: 'cells', cells: toSet };
  return {
    fix,
    records: changedRecords,
    changed: changedRecords.length,
    cells: { changed: toSet.length, malformed },
  };
}

/** The cells with another value than the row has; of several values for a cell, the last. */
function changedCells(cells: readonly CellValue[], { row }: FixedRow, header: readonly string[]): readonly CellValue[] {
  const valueByColumn = new Map(cells.map((cell) => [cell.column, cell]));
  return [...valueByColumn.values()]
    .filter(({ column, value }) => value !== (row.cells[header.indexOf(column)] ?? ''))
    .map(({ record, column, value }) => ({ record, column, value }));
}
