import type { CellValue } from '#lib/core/review/fix.ts';
import type { ReviewEdit } from '#lib/core/review/review-view.ts';

/** Values that are being saved, by record and column. */
export type PendingValues = ReadonlyMap<number, ReadonlyMap<string, string>>;

/** The cells that an edit sets; none for edits of other kinds. */
function cellsOf(edit: ReviewEdit): readonly CellValue[] {
  if (edit.kind === 'cells') return edit.cells;
  return edit.kind === 'cell' ? [edit] : [];
}

export function withPending(values: PendingValues, edit: ReviewEdit): PendingValues {
  const cells = cellsOf(edit);
  if (cells.length === 0) return values;
  const changed = copyOf(values);
  for (const { record, column, value } of cells) {
    const ofRecord = changed.get(record) ?? new Map<string, string>();
    changed.set(record, ofRecord.set(column, value));
  }
  return changed;
}

function copyOf(values: PendingValues): Map<number, Map<string, string>> {
  return new Map([...values].map(([record, ofRecord]) => [record, new Map(ofRecord)]));
}

/** A later value for the same cell stays pending. */
export function withoutPending(values: PendingValues, edit: ReviewEdit): PendingValues {
  const cells = cellsOf(edit);
  if (cells.length === 0) return values;
  const remaining = copyOf(values);
  for (const { record, column, value } of cells) {
    const ofRecord = remaining.get(record);
    if (ofRecord?.get(column) === value) ofRecord.delete(column);
    if (ofRecord?.size === 0) remaining.delete(record);
  }
  return remaining;
}
