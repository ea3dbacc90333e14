import type { Upload } from '../../../core/upload/upload.ts';
import type { RecordWithOutcome } from '../../records/list-outcomes.ts';
import { openReview, placesOf, type ReviewOptions, toldAt } from '../ready-review.ts';
import { recordsByNumber } from '../records-by-number.ts';

/** The records of a review that would not be sent, as they stand with every fix. Throws UserError as `openReview` does. */
export async function invalidRecords(
  uploadId: number,
  options: ReviewOptions,
): Promise<{ readonly upload: Upload; readonly records: AsyncIterable<RecordWithOutcome> }> {
  const { review, upload } = await openReview(options, uploadId);
  const numbers = options.reviewRecords.numbers(review.id, { show: 'invalid' });
  const judge = await options.recordCheckerFor(review, upload, toldAt(options, review));
  async function* records(): AsyncGenerator<RecordWithOutcome> {
    const places = placesOf(options, review, upload);
    for await (const rows of recordsByNumber(numbers, options.rowsOf(upload), places)) {
      for (const original of rows) {
        const { row, issues } = judge.check(original);
        const { record, line, start, end } = row;
        yield { row, status: 'invalid', noted: { record, line, start, end, status: 'invalid', issues } };
      }
    }
  }
  return { upload, records: records() };
}
