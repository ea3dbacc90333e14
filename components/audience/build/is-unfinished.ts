import type { Build } from '#lib/core/audience/build.ts';

/** Whether a build has not ended, so that its numbers will change. */
export function isUnfinished(build: Pick<Build, 'endedAt'> | null | undefined): boolean {
  return build !== null && build !== undefined && build.endedAt === null;
}
