import type { Build, BuiltTables } from '#lib/core/audience/build.ts';
import type { BuildProgress } from '#lib/core/audience/build-progress.ts';
import type { ParentSegment } from '#lib/core/audience/parent-segment.ts';

/** A parent segment with its builds. */
export interface ShownParentSegment {
  readonly parentSegment: ParentSegment;
  /** The build that segments read. */
  readonly buildInUse: Build | null;
  /** The most recent builds, newest first. */
  readonly builds: readonly Build[];
  /** The progress of the newest build, while it runs. */
  readonly progress: BuildProgress | null;
  /** The tables of the build in use; empty before the first build. */
  readonly tables: BuiltTables;
  readonly isWorkerAlive: boolean;
}

/** The number of attributes of a build. */
export function attributeCount(tables: BuiltTables): number {
  return tables[0]?.columns.length ?? 0;
}
