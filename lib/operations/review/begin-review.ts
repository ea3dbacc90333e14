import type { Clock } from '../../core/clock.ts';
import type { Connector } from '../../core/connector/connector.ts';
import type { ExportDraft } from '../../core/export/export-draft.ts';
import { isSameMatching } from '../../core/matching/same-matching.ts';
import { BY_NAME, compilePlan, type Matching } from '../../core/record/plan.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { Review } from '../../core/review/review.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { refuseMissing } from '../exports/create-export.ts';
import { refuseDeleted } from '../uploads/readable-upload.ts';

export interface BeginReviewOptions {
  readonly reviews: {
    find(uploadId: number): Promise<Review | undefined>;
    begin(
      review: Matching & {
        readonly uploadId: number;
        readonly connector: string;
        readonly referenceTime: number;
        readonly start: Cursor;
        readonly fixesBytes?: number;
      },
    ): Promise<void>;
  };
  readonly clock: Clock;
}

/**
 * Starts the review of a file as an export with this matching would read it; nothing is sent. Keeps a review with the
 * same matching, unless it failed. `fixesBytes` is the length of the fixes that a new review includes, by default all.
 * Throws UserError if the file is deleted or no column feeds a required field.
 */
export async function beginReview(
  {
    connector,
    upload,
    matching: { mapping, constants } = BY_NAME,
    fixesBytes,
  }: { connector: Connector; upload: Upload; matching?: Matching; fixesBytes?: number | undefined },
  { reviews, clock }: BeginReviewOptions,
): Promise<void> {
  refuseDeleted(upload);
  refuseMissing(compilePlan(connector.fields, upload.header, { mapping, constants }).missing);
  const existing = await reviews.find(upload.id);
  const hasSameMatching = existing?.connector === connector.type && isSameMatching(existing, { mapping, constants });
  if (hasSameMatching && existing.state !== 'failed') return;
  const { id: uploadId, start } = upload;
  const referenceTime = Math.floor(clock.now() / 1000);
  const review = { mapping, constants, uploadId, connector: connector.type, referenceTime, start };
  await reviews.begin({ ...review, ...(fixesBytes !== undefined && { fixesBytes }) });
}

export interface KeepMatchingOptions {
  readonly drafts: {
    get(uploadId: number): Promise<ExportDraft>;
    keep(uploadId: number, draft: ExportDraft): Promise<unknown>;
  };
}

/**
 * Saves the matching of a review in the draft of its file. Otherwise the console would open the review with another
 * mapping, and send the file without the fixes that people make in the review.
 */
export async function keepMatching(
  uploadId: number,
  { mapping, constants }: Matching,
  { drafts }: KeepMatchingOptions,
): Promise<void> {
  await drafts.keep(uploadId, { ...(await drafts.get(uploadId)), mapping, constants });
}
