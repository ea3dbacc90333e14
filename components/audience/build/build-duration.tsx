import { Duration } from '#components/ui/text/duration.tsx';
import type { Build } from '#lib/core/audience/build.ts';

/** How long a build ran; nothing before it has ended. */
export function BuildDuration({ build: { startedAt, endedAt } }: { build: Pick<Build, 'startedAt' | 'endedAt'> }) {
  return startedAt === null || endedAt === null ? null : <Duration ms={endedAt - startedAt} />;
}
