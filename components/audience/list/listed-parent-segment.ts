import type { Build } from '#lib/core/audience/build.ts';
import type { ParentSegment, SourceTable } from '#lib/core/audience/parent-segment.ts';
import type { ParentSegmentActions } from '../parent-segment-actions.ts';

/** A parent segment in the list. */
export interface ListedParentSegment extends Pick<ParentSegment, 'id' | 'name' | 'schedule'> {
  readonly master: SourceTable;
  /** Of the build in use; null before the first one. */
  readonly customers: number | null;
  readonly builtAt: number | null;
  readonly newest: Build | null;
}

/** Whether its newest build did not succeed. */
export function needsAttention({ newest }: ListedParentSegment): boolean {
  return newest?.state === 'error' || newest?.state === 'killed';
}

export interface ParentSegmentsProps {
  parentSegments: readonly ListedParentSegment[];
  actions: ParentSegmentActions;
}

export interface ParentSegmentProps {
  parentSegment: ListedParentSegment;
  actions: ParentSegmentActions;
}
