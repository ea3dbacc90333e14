import { UserError } from '../../core/errors.ts';
import type { RecordDetail } from '../../core/view/record-view.ts';
import { shownEvent } from '../records/show-record.ts';
import { cellReader } from '../uploads/show-cells.ts';
import { openReview, placesOf, type ReviewOptions, toldAt } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';

/**
 * One record of a review: its row as the file has it, and what would be sent of it with every fix. Values that may tell
 * who a person is can be masked. Throws UserError as `openReview` does, and `review_record_unknown`.
 */
export async function showReviewRecord(
  uploadId: number,
  { record, personal }: { readonly record: number; readonly personal: boolean },
  options: ReviewOptions,
): Promise<RecordDetail> {
  const { review, upload } = await openReview(options, uploadId);
  const source = options.rowsOf(upload);
  const judge = await options.recordCheckerFor(review, upload, toldAt(options, review));
  const connector = options.connectorOf(review.connector);
  const cellsOf = cellReader({ connector, job: review, source, showPersonal: personal });
  for await (const [row] of recordsByNumber([record], source, placesOf(options, review, upload))) {
    if (!row) break;
    const { event, status: standing, issues } = judge.check(row);
    const isInvalid = standing === 'invalid';
    return {
      ...{ record, line: row.line, status: isInvalid ? 'invalid' : 'not_sent', issues, fileGone: null },
      cells: cellsOf(row),
      ...shownEvent(isInvalid ? null : event, connector, personal),
    };
  }
  throw new UserError('review_record_unknown', { record });
}
