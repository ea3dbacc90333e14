import type { Connector } from '../../core/connector/connector.ts';
import { UserError } from '../../core/errors.ts';
import type { Job } from '../../core/job/job.ts';
import type { Cursor, RowSource } from '../../core/record/row.ts';
import type { Fix } from '../../core/review/fix.ts';
import type { RecordChecker } from '../../core/review/record-checker.ts';
import type { CountedEffect, RepairEffect } from '../../core/review/repairing/safe-repairs.ts';
import type { RepeatCounts } from '../../core/review/repeats/repeats-view.ts';
import type { Review } from '../../core/review/review.ts';
import type { ReviewFilter } from '../../core/review/review-view.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { IssueCount, NotedRecord } from '../../core/view/record-view.ts';
import type { NotSentOptions } from '../records/not-sent.ts';
import { readableUpload, type UploadStore } from '../uploads/readable-upload.ts';
import type { ReadingPositions } from './records-by-number.ts';

/** Dependencies of reading a review. */
export interface ReviewOptions {
  readonly reviews: {
    find(uploadId: number): Review | undefined;
    issueCounts(id: number): readonly IssueCount[];
    countFixed(id: number): number;
    positionBefore(id: number, record: number): Cursor | undefined;
    byteBehind(id: number, record: number): number | undefined;
  };
  readonly reviewRecords: {
    numbers(review: number, filter: Omit<ReviewFilter, 'job'>): number[];
    withIssue(review: number, codes: readonly string[], column: string, max?: number): number[];
    fixedBy(review: number, fixes: readonly number[]): number[];
    repairEffects(review: number): readonly CountedEffect[];
    withEffect(review: number, effects: readonly RepairEffect[], max?: number): number[];
  };
  readonly reviewRepeats: {
    counts(review: Review): RepeatCounts;
    firstOf(review: number, records: readonly number[]): ReadonlyMap<number, number>;
  };
  readonly jobs: NotSentOptions['jobs'] & {
    find(id: number): Job | undefined;
    children(id: number): readonly Pick<Job, 'id'>[];
  };
  readonly ranges: NotSentOptions['ranges'];
  readonly records: { find(job: number, record: number): NotedRecord | undefined };
  readonly uploads: UploadStore;
  readonly files: {
    has(folder: string): Promise<boolean>;
    fixes(folder: string, bytes: number): Promise<readonly Fix[]>;
  };
  readonly rowsOf: (upload: Upload) => RowSource;
  readonly recordCheckerFor: (
    review: Review,
    upload: Upload,
    firstWarnedAt: ReadonlyMap<string, number>,
  ) => Promise<RecordChecker>;
  readonly connectorOf: (type: string) => Connector;
}

/** The review of an upload. Throws UserError `review_unknown`. */
export function reviewOf({ reviews }: Pick<ReviewOptions, 'reviews'>, uploadId: number): Review {
  const review = reviews.find(uploadId);
  if (!review) throw new UserError('review_unknown');
  return review;
}

/** A review and its readable file. Throws UserError. */
export async function openReview(
  options: Pick<ReviewOptions, 'reviews' | 'uploads' | 'files'>,
  uploadId: number,
): Promise<{ readonly review: Review; readonly upload: Upload }> {
  return { review: reviewOf(options, uploadId), upload: await readableUpload(options, uploadId) };
}

export function positionsOf(
  { reviews }: Pick<ReviewOptions, 'reviews'>,
  review: Review,
  upload: Upload,
): ReadingPositions {
  return {
    before: (record) => reviews.positionBefore(review.id, record) ?? upload.start,
    behind: (record) => reviews.byteBehind(review.id, record),
  };
}

/** The record of each once-per-file warning, by code; 0 if there is none. */
export function findFirstWarnings(
  { connectorOf, reviewRecords }: Pick<ReviewOptions, 'connectorOf' | 'reviewRecords'>,
  { id, connector }: Review,
): Map<string, number> {
  const codes = [...connectorOf(connector).oncePerFile];
  return new Map(codes.map((code) => [code, reviewRecords.numbers(id, { show: 'all', code })[0] ?? 0]));
}
