import type { Build } from '#lib/core/audience/build.ts';
import type { BuildProgress } from '#lib/core/audience/build-progress.ts';
import type { ParentSegment, SourceTable } from '#lib/core/audience/parent-segment.ts';
import type { ParentSegmentActions } from '../parent-segment-actions.ts';

export interface ListedParentSegment extends Pick<ParentSegment, 'id' | 'name' | 'schedule'> {
  readonly master: SourceTable;
  /** Customers of the build in use; null before the first build. */
  readonly customers: number | null;
  readonly builtAt: number | null;
  /** How many segments it has. */
  readonly segmentCount: number;
  readonly newestBuild: Build | null;
  /** The progress of the newest build, while it runs. */
  readonly progress: BuildProgress | null;
}

/** Whether its newest build failed or was killed. */
export function needsAttention({ newestBuild }: ListedParentSegment): boolean {
  return newestBuild?.state === 'error' || newestBuild?.state === 'killed';
}

/** Audience Studio opens a parent segment's segments, Data Workbench its builds. */
type ListPlace = 'studio' | 'workbench';

export interface ParentSegmentListProps {
  place: ListPlace;
  parentSegments: readonly ListedParentSegment[];
  actions: ParentSegmentActions;
}

export interface ParentSegmentItemProps {
  place: ListPlace;
  parentSegment: ListedParentSegment;
  actions: ParentSegmentActions;
}
