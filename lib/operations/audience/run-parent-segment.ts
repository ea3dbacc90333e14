import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import { UserError } from '../../core/errors.ts';
import type { FrozenExport, Job } from '../../core/job/job.ts';
import type { Scheduled } from '../../core/schedule/planned-run.ts';
import { type FreezeOptions, freezeExport, NO_EXPORT } from '../exports/freeze-export.ts';

export interface BuildJobOptions extends FreezeOptions {
  readonly parentSegments: { get(id: number): ParentSegment };
  readonly newJobs: { createBuild(job: FrozenExport & { readonly parentSegment: ParentSegment }): Job };
}

/** Creates the job of a build; only writes to the database. */
export function makeBuildJob(options: BuildJobOptions, id: number): Job {
  const parentSegment = options.parentSegments.get(id);
  return options.newJobs.createBuild({ ...freezeExport(NO_EXPORT, options), parentSegment });
}

export interface RunParentSegmentOptions extends BuildJobOptions {
  readonly plannedRuns: {
    inOneTransaction<T>(work: () => T): T;
    addManualRun(run: { scheduled: Scheduled; plannedAt: number; jobId: number }): void;
    unfinishedJob(scheduled: Scheduled): number | undefined;
  };
}

/** Builds a parent segment now. Throws UserErrors `parent_segment_unknown`, and `build_unfinished` while another build runs. */
export function runParentSegment(options: RunParentSegmentOptions, id: number): Job {
  const { plannedRuns, clock } = options;
  const scheduled = { kind: 'parent_segment', id } as const;
  return plannedRuns.inOneTransaction(() => {
    const { name } = options.parentSegments.get(id);
    const unfinished = plannedRuns.unfinishedJob(scheduled);
    if (unfinished !== undefined) throw new UserError('build_unfinished', { name, job: unfinished });
    const job = makeBuildJob(options, id);
    const plannedAt = clock.now() - (clock.now() % 1000);
    plannedRuns.addManualRun({ scheduled, plannedAt, jobId: job.id });
    return job;
  });
}
