import type { Clock } from '../../core/clock.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { isSameMatching } from '../../core/matching/same-matching.ts';
import { BY_NAME, compilePlan, type Matching } from '../../core/record/plan.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { Review } from '../../core/review/review.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { refuseMissing } from '../exports/create-export.ts';
import { refuseDeleted } from '../uploads/readable-upload.ts';

export interface BeginReviewOptions {
  readonly reviews: {
    find(uploadId: number): Review | undefined;
    begin(
      review: Matching & {
        readonly uploadId: number;
        readonly connector: string;
        readonly referenceTime: number;
        readonly start: Cursor;
      },
    ): void;
  };
  readonly clock: Clock;
}

/**
 * Starts the review of a file as an export with this matching would read it; nothing is sent. Keeps an existing or running
 * review with the same matching. Throws UserError if the file could not be exported.
 */
export function beginReview(
  { connector, upload, matching = BY_NAME }: { connector: Connector; upload: Upload; matching?: Matching },
  { reviews, clock }: BeginReviewOptions,
): void {
  refuseDeleted(upload);
  refuseMissing(compilePlan(connector.fields, upload.header, matching).missing);
  const existing = reviews.find(upload.id);
  const isSame = existing?.connector === connector.type && isSameMatching(existing, matching);
  if (isSame && existing.state !== 'failed') return;
  const { id: uploadId, start } = upload;
  const referenceTime = Math.floor(clock.now() / 1000);
  reviews.begin({ ...matching, uploadId, connector: connector.type, referenceTime, start });
}
