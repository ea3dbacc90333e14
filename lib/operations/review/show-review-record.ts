import { UserError } from '../../core/errors.ts';
import type { RecordDetail } from '../../core/view/record-view.ts';
import { shownEvent } from '../records/show-record.ts';
import { cellReader } from '../uploads/show-cells.ts';
import { findFirstWarnings, openReview, positionsOf, type ReviewOptions } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';
import { repeatIssues } from './repeats/repeat-issues.ts';

/**
 * One record of a review: its original row, and its event with fixes applied. Personal values can be masked. Throws
 * UserError as `openReview` does, and `review_record_unknown`.
 */
export async function showReviewRecord(
  uploadId: number,
  { record, showPersonal }: { readonly record: number; readonly showPersonal: boolean },
  options: ReviewOptions,
): Promise<RecordDetail> {
  const { review, upload } = await openReview(options, uploadId);
  const source = options.rowsOf(upload);
  const checker = await options.recordCheckerFor(review, upload, await findFirstWarnings(options, review));
  const connector = options.connectorOf(review.connector);
  const cellsOf = cellReader({ connector, job: review, source, showPersonal });
  for await (const [row] of recordsByNumber([record], source, positionsOf(options, review, upload))) {
    if (!row) break;
    const [checked] = checker.check([row]);
    if (!checked) break;
    const { status, issues } = checked;
    const isInvalid = status === 'invalid';
    return {
      record,
      line: row.line,
      status: isInvalid ? 'invalid' : 'not_sent',
      fileGone: null,
      issues: [...issues, ...(await repeatIssues(options, review, [record]))(record)],
      cells: cellsOf(row),
      ...shownEvent(isInvalid ? null : checker.eventOf(checked), connector, showPersonal),
    };
  }
  throw new UserError('review_record_unknown', { record });
}
