import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import { type Segment, segmentPath } from '../../core/audience/segment.ts';
import { UserError } from '../../core/errors.ts';
import type { Scheduled } from '../../core/schedule/planned-run.ts';
import type { InOneTransaction } from '../../core/transaction.ts';

export interface DeleteParentSegmentOptions {
  readonly parentSegments: { get(id: number): Promise<ParentSegment>; delete(id: number): Promise<void> };
  readonly segments: { list(parentSegment: number): Promise<readonly Segment[]> };
  readonly inOneTransaction: InOneTransaction;
  readonly plannedRuns: {
    unfinishedJob(scheduled: Scheduled): Promise<number | undefined>;
  };
  readonly audienceFiles: { delete(parentSegment: number): Promise<void> };
}

/**
 * Deletes a parent segment with its builds and their database. Throws UserErrors `parent_segment_unknown`,
 * `parent_segment_has_segments` with their names, and `build_unfinished` until its build has ended.
 */
export async function deleteParentSegment(options: DeleteParentSegmentOptions, id: number): Promise<void> {
  const { parentSegments, segments, plannedRuns, audienceFiles } = options;
  await options.inOneTransaction(async () => {
    const { name } = await parentSegments.get(id);
    const remaining = await segments.list(id);
    if (remaining.length > 0)
      throw new UserError('parent_segment_has_segments', { name, segments: remaining.map(segmentPath) });
    const job = await plannedRuns.unfinishedJob({ kind: 'parent_segment', id });
    if (job !== undefined) throw new UserError('build_unfinished', { name, job });
    await parentSegments.delete(id);
  });
  await audienceFiles.delete(id);
}
