import type { Upload } from '../../../core/upload/upload.ts';
import type { RecordWithOutcome } from '../../records/list-outcomes.ts';
import { findFirstWarnings, openReview, positionsOf, type ReviewOptions } from '../ready-review.ts';
import { recordsByNumber } from '../records-by-number.ts';

/** The invalid records of a review, with fixes applied. Throws UserError as `openReview` does. */
export async function invalidRecords(
  uploadId: number,
  options: ReviewOptions,
): Promise<{ readonly upload: Upload; readonly records: AsyncIterable<RecordWithOutcome> }> {
  const { review, upload } = await openReview(options, uploadId);
  const numbers = await options.reviewRecords.numbers(review.id, { show: 'invalid' });
  const checker = await options.recordCheckerFor(review, upload, await findFirstWarnings(options, review));
  async function* records(): AsyncGenerator<RecordWithOutcome> {
    const positions = positionsOf(options, review, upload);
    for await (const rows of recordsByNumber(numbers, options.rowsOf(upload), positions)) {
      for (const { row, issues } of checker.check(rows)) {
        const { record, line, start, end } = row;
        yield { row, status: 'invalid', noted: { record, line, start, end, status: 'invalid', issues } };
      }
    }
  }
  return { upload, records: records() };
}
