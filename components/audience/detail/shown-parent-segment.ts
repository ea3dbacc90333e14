import type { Build, BuildColumns } from '#lib/core/audience/build.ts';
import type { BuildProgress } from '#lib/core/audience/build-progress.ts';
import type { ParentSegment } from '#lib/core/audience/parent-segment.ts';

/** A parent segment with its builds. */
export interface ShownParentSegment {
  readonly parentSegment: ParentSegment;
  /** The build that segments read. */
  readonly inUse: Build | null;
  /** The newest, newest first. */
  readonly builds: readonly Build[];
  /** Of the newest build, while it runs. */
  readonly progress: BuildProgress | null;
  /** Of the build in use; empty before the first one. */
  readonly columns: BuildColumns;
  readonly isWorkerAlive: boolean;
}

/** The number of attributes of a build. */
export function attributeCount(columns: BuildColumns): number {
  return columns[0]?.columns.length ?? 0;
}
