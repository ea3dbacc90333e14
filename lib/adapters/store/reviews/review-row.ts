import type { Mapping } from '../../../core/record/field-target.ts';
import type { Constants } from '../../../core/record/plan.ts';
import type { NextReview, Review } from '../../../core/review/review.ts';
import type { ReviewState } from '../../../core/review/review-view.ts';
import type { Tally } from '../../../core/review/tally.ts';
import type { Row } from '../database/row.ts';
import { errorOfRow } from '../jobs/job-row.ts';

/** A row of the table `review`. */
export type ReviewRow = Row<'review', { state: ReviewState; role: 'current' | 'next' | 'old' }>;

export function reviewOfRow(row: ReviewRow, next: ReviewRow | undefined = undefined): Review {
  return {
    id: row.id,
    uploadId: row.upload_id,
    connector: row.connector,
    mapping: JSON.parse(row.mapping) as Mapping,
    constants: JSON.parse(row.constants) as Constants,
    referenceTime: row.reference_time,
    state: row.state,
    fence: row.fence,
    cursor: { byte: row.cursor_byte, record: row.cursor_record, line: row.cursor_line },
    tally: JSON.parse(row.tally) as Tally,
    fixesBytes: row.fixes_bytes,
    error: errorOfRow(row),
    isNext: row.role === 'next',
    changed: row.changed,
    next: next ? nextOf(next) : null,
  };
}

function nextOf(row: ReviewRow): NextReview {
  const { id, state, cursor_byte: byte, cursor_record: record, cursor_line: line, fixes_bytes: fixesBytes } = row;
  return { id, state, cursor: { byte, record, line }, fixesBytes, error: errorOfRow(row) };
}

/** A condition: the review has fixes that a person made, besides those of a saved mapping. */
export const IS_EDITED = 'fixes_bytes > saved_bytes';
