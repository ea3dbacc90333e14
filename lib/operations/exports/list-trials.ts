import { TRIAL_KINDS, type Trial, type TrialKind } from '../../core/export/trial.ts';
import { flatMapSequentially } from '../../core/flat-map-sequentially.ts';
import type { Job } from '../../core/job/job.ts';
import { SANDBOX } from '../../core/job/job-destination.ts';
import { isSameMatching } from '../../core/matching/same-matching.ts';
import { latestFixesBytes, type Review } from '../../core/review/review.ts';

export interface TrialsOptions {
  readonly jobs: { lastTrial(uploadId: number, kind: TrialKind): Promise<Job | undefined> };
  readonly reviews: { find(uploadId: number): Promise<Review | undefined> };
}

/** The last trial of each kind for a file. */
export async function listTrials(uploadId: number, { jobs, reviews }: TrialsOptions): Promise<readonly Trial[]> {
  const review = await reviews.find(uploadId);
  return flatMapSequentially(TRIAL_KINDS, async (kind) => {
    const job = await jobs.lastTrial(uploadId, kind);
    if (!job) return [];
    const { id, state, records, error, createdAt, endedAt } = job;
    const isSandbox = job.destination === SANDBOX;
    const isOutdated =
      review !== undefined && (latestFixesBytes(review) !== job.fixesBytes || !isSameMatching(review, job));
    return [{ kind, isSandbox, id, state, records, error, createdAt, endedAt, isOutdated }];
  });
}
