import type { Connector } from '../../core/connector/connector.ts';
import { UserError } from '../../core/errors.ts';
import type { Job } from '../../core/job/job.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
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
    find(uploadId: number): Promise<Review | undefined>;
    issueCounts(id: number): Promise<readonly IssueCount[]>;
    countFixed(id: number): Promise<number>;
    positionBefore(id: number, record: number): Promise<Cursor | undefined>;
    byteAfter(id: number, record: number): Promise<number | undefined>;
  };
  readonly reviewRecords: {
    numbers(review: number, filter: Omit<ReviewFilter, 'job'>): Promise<number[]>;
    count(review: number, filter: Omit<ReviewFilter, 'job'>): Promise<number>;
    withIssue(review: number, codes: readonly string[], column: string, max?: number): Promise<number[]>;
    fixedBy(review: number, fixes: readonly number[]): Promise<number[]>;
    countFixedBy(review: number, fix: number): Promise<number>;
    repairEffects(review: number): Promise<readonly CountedEffect[]>;
    withEffect(review: number, effects: readonly RepairEffect[], max?: number): Promise<number[]>;
  };
  readonly reviewRepeats: {
    counts(review: Review): Promise<RepeatCounts>;
    firstOf(review: number, records: readonly number[]): Promise<ReadonlyMap<number, number>>;
  };
  readonly jobs: NotSentOptions['jobs'] & {
    find(id: number): Promise<Job | undefined>;
    children(id: number): Promise<readonly Pick<Job, 'id'>[]>;
  };
  readonly ranges: NotSentOptions['ranges'];
  readonly stories: { jobsOf(id: number): Promise<readonly Job[]> };
  readonly records: { find(job: number, record: number): Promise<NotedRecord | undefined> };
  readonly uploads: UploadStore;
  readonly files: {
    hasSpool(folder: string): Promise<boolean>;
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
export async function reviewOf({ reviews }: Pick<ReviewOptions, 'reviews'>, uploadId: number): Promise<Review> {
  const review = await reviews.find(uploadId);
  if (!review) throw new UserError('review_unknown');
  return review;
}

/** A review and its readable file. Throws UserError `review_unknown`, `upload_deleted` or `upload_gone`. */
export async function openReview(
  options: Pick<ReviewOptions, 'reviews' | 'uploads' | 'files'>,
  uploadId: number,
): Promise<{ readonly review: Review; readonly upload: Upload }> {
  return { review: await reviewOf(options, uploadId), upload: await readableUpload(options, uploadId) };
}

export function positionsOf(
  { reviews }: Pick<ReviewOptions, 'reviews'>,
  review: Review,
  upload: Upload,
): ReadingPositions {
  return {
    before: async (record) => (await reviews.positionBefore(review.id, record)) ?? upload.start,
    after: (record) => reviews.byteAfter(review.id, record),
  };
}

/** The record of each once-per-file warning, by code; 0 if there is none. */
export async function findFirstWarnings(
  { connectorOf, reviewRecords }: Pick<ReviewOptions, 'connectorOf' | 'reviewRecords'>,
  { id, connector }: Review,
): Promise<Map<string, number>> {
  const codes = [...connectorOf(connector).oncePerFile];
  return new Map(
    await Promise.all(
      codes.map(async (code) => [code, (await reviewRecords.numbers(id, { show: 'all', code }))[0] ?? 0] as const),
    ),
  );
}
