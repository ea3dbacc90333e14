import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import { UserError } from '../../core/errors.ts';
import type { FrozenExport, Job } from '../../core/job/job.ts';
import { type Scheduled, wholeSecond } from '../../core/schedule/planned-run.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import { type FreezeOptions, freezeExport, NO_EXPORT } from '../exports/freeze-export.ts';

export interface BuildJobOptions extends FreezeOptions {
  readonly parentSegments: { get(id: number): Promise<ParentSegment> };
  readonly newJobs: { createBuild(job: FrozenExport & { readonly parentSegment: ParentSegment }): Promise<Job> };
}

/** Creates the job of a build. Uses only the database, so that it can run in a transaction. */
export async function makeBuildJob(options: BuildJobOptions, id: number): Promise<Job> {
  const parentSegment = await options.parentSegments.get(id);
  return options.newJobs.createBuild({ ...freezeExport(NO_EXPORT, options), parentSegment });
}

export interface RunParentSegmentOptions extends BuildJobOptions {
  readonly inOneTransaction: InOneTransaction;
  readonly plannedRuns: {
    addManualRun(run: { scheduled: Scheduled; plannedAt: number; jobId: number }): Promise<void>;
    unfinishedJob(scheduled: Scheduled): Promise<number | undefined>;
  };
}

/**
 * Builds a parent segment now. Throws UserErrors `parent_segment_unknown`, and `build_unfinished` if its previous build
 * has not ended.
 */
export async function runParentSegment(options: RunParentSegmentOptions, id: number): Promise<Job> {
  const { plannedRuns, clock } = options;
  const scheduled = { kind: 'parent_segment', id } as const;
  return options.inOneTransaction(async () => {
    const { name } = await options.parentSegments.get(id);
    const unfinished = await plannedRuns.unfinishedJob(scheduled);
    if (unfinished !== undefined) throw new UserError('build_unfinished', { name, job: unfinished });
    const job = await makeBuildJob(options, id);
    const plannedAt = wholeSecond(clock.now());
    await plannedRuns.addManualRun({ scheduled, plannedAt, jobId: job.id });
    return job;
  });
}
