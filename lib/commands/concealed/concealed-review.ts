import type { RepeatPage } from '../../core/review/repeats/repeats-view.ts';
import type { ReviewRow, ReviewView, SafeRepairs } from '../../core/review/review-view.ts';
import type { RecordDetail } from '../../core/view/record-view.ts';
import { concealCells, concealEvent, concealExample } from './concealed.ts';

/** Conceals values in reviews and records for actors who may not see customer values. */

export function concealDetail(detail: RecordDetail): RecordDetail {
  const { cells, event } = detail;
  return { ...detail, cells: concealCells(cells), ...(event && { event: concealEvent(event), isEventMasked: true }) };
}

export function concealReview(view: ReviewView): ReviewView {
  return { ...view, repairs: view.repairs.map(concealExample) };
}

export function concealRows(rows: readonly ReviewRow[]): ReviewRow[] {
  return rows.map((row) => ({ ...row, cells: concealCells(row.cells) }));
}

export function concealRepeats(page: RepeatPage): RepeatPage {
  return { ...page, rows: page.rows.map((row) => ({ ...row, cells: concealCells(row.cells) })) };
}

export function concealRepairs(repairs: SafeRepairs): SafeRepairs {
  return {
    ...repairs,
    columns: repairs.columns.map((column) => ({ ...column, samples: column.samples.map(concealExample) })),
  };
}
