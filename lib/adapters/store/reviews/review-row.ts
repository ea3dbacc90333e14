import type { IssueParams } from '../../../core/issue.ts';
import type { Mapping } from '../../../core/record/field-target.ts';
import type { Constants } from '../../../core/record/plan.ts';
import type { Review } from '../../../core/review/review.ts';
import type { ReviewState } from '../../../core/review/review-view.ts';
import type { Tally } from '../../../core/review/tally.ts';

/** A row of the table `review`, as returned by better-sqlite3. */
export interface ReviewRow {
  readonly id: number;
  readonly upload_id: number;
  readonly connector: string;
  readonly mapping: string;
  readonly constants: string;
  readonly reference_time: number;
  readonly state: ReviewState;
  readonly fence: number;
  readonly cursor_byte: number;
  readonly cursor_record: number;
  readonly cursor_line: number;
  readonly tally: string;
  readonly fixes_bytes: number;
  readonly error_code: string | null;
  readonly error_params: string | null;
}

export function reviewOfRow(row: ReviewRow): Review {
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
    error:
      row.error_code === null
        ? null
        : { code: row.error_code, params: JSON.parse(row.error_params ?? '{}') as IssueParams },
  };
}
