import type { Issue } from '../../core/issue.ts';
import { isSelected } from '../../core/record/selection.ts';
import { savedFixNumbers } from '../../core/review/fix.ts';
import { FIX_STATES, type FixState } from '../../core/review/fix-state.ts';
import type { CheckedRecord } from '../../core/review/record-checker.ts';
import type { Review } from '../../core/review/review.ts';
import type { ReviewRow } from '../../core/review/review-view.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { REJECTIONS } from '../../core/view/record-view.ts';
import { cellReader } from '../uploads/show-cells.ts';
import { decidedBy, recordsOfJob } from './fixing/job-records.ts';
import { findFirstWarnings, openReview, positionsOf, type ReviewOptions } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';
import { repeatIssues } from './repeats/repeat-issues.ts';

export interface RowsRequest {
  readonly records: readonly number[];
  /** Whether personal values are shown; if false, they are masked. */
  readonly showPersonal: boolean;
  /** The job under review, if any. */
  readonly job?: number | undefined;
}

/**
 * The records with these numbers, with fixes applied; for a job also the rejections of unchanged records. Throws as
 * `openReview` and `recordsOfJob` do.
 */
export async function showRows(
  uploadId: number,
  { records, showPersonal, job }: RowsRequest,
  options: ReviewOptions,
): Promise<ReviewRow[]> {
  const { review, upload } = await openReview(options, uploadId);
  const source = options.rowsOf(upload);
  const checker = await options.recordCheckerFor(review, upload, await findFirstWarnings(options, review));
  const connector = options.connectorOf(review.connector);
  const cellsOf = cellReader({ connector, job: review, source, showPersonal });
  const recordInJob = job === undefined ? OUTSIDE_JOB : await jobReader(job, review, upload, options);
  const numbers = [...new Set(records)].sort((a, b) => a - b);
  const savedNumbers = new Set(savedFixNumbers(await options.files.fixes(upload.folder, review.fixesBytes)));
  const repeatsOf = await repeatIssues(options, review, numbers);
  const shownRows: ReviewRow[] = [];
  for await (const rows of recordsByNumber(numbers, source, positionsOf(options, review, upload))) {
    for (const checked of checker.check(rows)) {
      const { record } = checked.row;
      const shownWithoutRepeats = shownRow(checked, upload.header, cellsOf, await recordInJob(record));
      const { fixNumbers } = checked;
      const isFixedByMapping = fixNumbers.length > 0 && fixNumbers.every((number) => savedNumbers.has(number));
      const issues = [...shownWithoutRepeats.issues, ...repeatsOf(record)];
      shownRows.push({ ...shownWithoutRepeats, isFixedByMapping, issues });
    }
  }
  return shownRows;
}

/** State and rejections of a record in a job. */
interface RecordInJob {
  readonly fixState: FixState | null;
  readonly rejections: readonly Issue[];
}

const OUTSIDE_JOB = (): RecordInJob => ({ fixState: null, rejections: [] });

async function jobReader(
  id: number,
  review: Review,
  upload: Upload,
  options: ReviewOptions,
): Promise<(record: number) => Promise<RecordInJob>> {
  const ofJob = await recordsOfJob(id, review, upload, options);
  return async (record) => {
    const fixState = FIX_STATES.find((state) => isSelected(ofJob.states[state], record)) ?? null;
    const noted = fixState === 'unchanged' ? await options.records.find(decidedBy(ofJob, record), record) : undefined;
    const issues = noted?.issues ?? [];
    return { fixState, rejections: issues.filter(({ code }) => REJECTIONS.includes(code)) };
  };
}

function shownRow(
  { row, changedIndexes, issues, status }: CheckedRecord,
  header: readonly string[],
  cellsOf: ReturnType<typeof cellReader>,
  { fixState, rejections }: RecordInJob,
): Omit<ReviewRow, 'isFixedByMapping'> {
  return {
    record: row.record,
    line: row.line,
    status,
    cells: cellsOf(row),
    fixState,
    issues: [...rejections, ...issues],
    fixed: changedIndexes.map((index) => header[index] ?? ''),
    isReadable: row.fault === undefined,
  };
}
