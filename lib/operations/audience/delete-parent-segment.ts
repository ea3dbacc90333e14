import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import { type Segment, segmentPath } from '../../core/audience/segment.ts';
import { UserError } from '../../core/errors.ts';
import type { Scheduled } from '../../core/schedule/planned-run.ts';

export interface DeleteParentSegmentOptions {
  readonly parentSegments: { get(id: number): ParentSegment; delete(id: number): void };
  readonly segments: { list(parentSegment: number): readonly Segment[] };
  readonly plannedRuns: {
    inOneTransaction<T>(work: () => T): T;
    unfinishedJob(scheduled: Scheduled): number | undefined;
  };
  readonly audienceFiles: { delete(parentSegment: number): Promise<void> };
}

/**
 * Deletes a parent segment with its builds and their database. Throws UserErrors `parent_segment_unknown`,
 * `parent_segment_has_segments` with their names, and `build_unfinished` while it is built.
 */
export async function deleteParentSegment(options: DeleteParentSegmentOptions, id: number): Promise<void> {
  const { parentSegments, segments, plannedRuns, audienceFiles } = options;
  plannedRuns.inOneTransaction(() => {
    const { name } = parentSegments.get(id);
    const used = segments.list(id);
    if (used.length > 0)
      throw new UserError('parent_segment_has_segments', { name, segments: used.map(segmentPath).join(', ') });
    const job = plannedRuns.unfinishedJob({ kind: 'parent_segment', id });
    if (job !== undefined) throw new UserError('build_unfinished', { name, job });
    parentSegments.delete(id);
  });
  await audienceFiles.delete(id);
}
