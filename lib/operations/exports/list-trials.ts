import { TRIAL_KINDS, type Trial, type TrialKind } from '../../core/export/trial.ts';
import type { Job } from '../../core/job/job.ts';
import { isSameMatching } from '../../core/matching/same-matching.ts';
import type { Review } from '../../core/review/review.ts';

export interface TrialsOptions {
  readonly jobs: { lastTrial(uploadId: number, kind: TrialKind): Job | undefined };
  readonly reviews: { find(uploadId: number): Review | undefined };
}

/** The last trial of each kind for a file. */
export function listTrials(uploadId: number, { jobs, reviews }: TrialsOptions): readonly Trial[] {
  const review = reviews.find(uploadId);
  return TRIAL_KINDS.flatMap((kind) => {
    const job = jobs.lastTrial(uploadId, kind);
    if (!job) return [];
    const { id, state, records, error, createdAt, endedAt } = job;
    const isOutdated = review !== undefined && (review.fixesBytes !== job.fixesBytes || !isSameMatching(review, job));
    return [{ kind, id, state, records, error, createdAt, endedAt, isOutdated }];
  });
}
