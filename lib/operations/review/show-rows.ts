import type { Issue } from '../../core/issue.ts';
import { isSelected } from '../../core/record/selection.ts';
import { FIX_STATES, type FixState } from '../../core/review/fix-state.ts';
import type { CheckedRecord } from '../../core/review/judge.ts';
import type { Review } from '../../core/review/review.ts';
import type { ReviewRow } from '../../core/review/review-view.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { REJECTIONS } from '../../core/view/record-view.ts';
import { cellReader } from '../uploads/show-cells.ts';
import { recordsOfJob } from './fixing/job-records.ts';
import { openReview, placesOf, type ReviewOptions, toldAt } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';

export interface RowsRequest {
  readonly records: readonly number[];
  /** Off: values that may tell who a person is are masked. */
  readonly personal: boolean;
  /** The job whose records they are, if it is about one. */
  readonly job?: number | undefined;
}

/**
 * The records with these numbers as they stand, with every fix; of a job also what the other side said of those that are
 * as they were. Throws as `openReview` and `recordsOfJob` do.
 */
export async function showRows(
  uploadId: number,
  { records, personal, job }: RowsRequest,
  options: ReviewOptions,
): Promise<ReviewRow[]> {
  const { review, upload } = await openReview(options, uploadId);
  const source = options.rowsOf(upload);
  const judge = await options.recordCheckerFor(review, upload, toldAt(options, review));
  const connector = options.connectorOf(review.connector);
  const cellsOf = cellReader({ connector, job: review, source, showPersonal: personal });
  const inJob = job === undefined ? NOT_OF_JOB : await jobReader(job, review, upload, options);
  const numbers = [...new Set(records)].sort((a, b) => a - b);
  const shown: ReviewRow[] = [];
  for await (const rows of recordsByNumber(numbers, source, placesOf(options, review, upload))) {
    for (const row of rows) shown.push(shownRow(judge.check(row), upload.header, cellsOf, inJob(row.record)));
  }
  return shown;
}

/** What a job adds to a record. */
interface InJob {
  readonly fixState: FixState | null;
  readonly refusals: readonly Issue[];
}

const NOT_OF_JOB = (): InJob => ({ fixState: null, refusals: [] });

async function jobReader(
  id: number,
  review: Review,
  upload: Upload,
  options: ReviewOptions,
): Promise<(record: number) => InJob> {
  const { states } = await recordsOfJob(id, review, upload, options);
  return (record) => {
    const fixState = FIX_STATES.find((state) => isSelected(states[state], record)) ?? null;
    const issues = fixState === 'unchanged' ? (options.records.find(id, record)?.issues ?? []) : [];
    return { fixState, refusals: issues.filter(({ code }) => REJECTIONS.includes(code)) };
  };
}

function shownRow(
  { row, cells, issues, status: standing }: CheckedRecord,
  header: readonly string[],
  cellsOf: ReturnType<typeof cellReader>,
  { fixState, refusals }: InJob,
): ReviewRow {
  return {
    ...{ record: row.record, line: row.line, status: standing, cells: cellsOf(row), fixState },
    issues: [...refusals, ...issues],
    fixed: cells.map((index) => header[index] ?? ''),
    isReadable: row.fault === undefined,
  };
}
