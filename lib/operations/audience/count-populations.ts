import type { Segment } from '../../core/audience/segment.ts';
import { countSegment, type ReadOptions } from './read-segment.ts';

export interface CountPopulationsOptions extends ReadOptions {
  readonly segments: ReadOptions['segments'] & {
    list(parentSegment: number): Promise<readonly Segment[]>;
    populationsIn(build: number): Promise<ReadonlyMap<number, number>>;
    setPopulation(segment: number, build: number, customers: number): Promise<void>;
  };
  readonly logger: { warn(fields: object, message: string): void };
}

/**
 * Counts the segments of a parent segment that have no population in the build in use yet. A segment that cannot be
 * counted, for example because its column is missing from the build, gets no population; its page shows why.
 */
export async function countPopulations(
  options: CountPopulationsOptions,
  parentSegment: number,
  signal?: AbortSignal,
): Promise<void> {
  const { segments, builds, logger } = options;
  const build = (await builds.inUse(parentSegment))?.job;
  if (build === undefined) return;
  const counted = await segments.populationsIn(build);
  for (const { id, rule } of (await segments.list(parentSegment)).filter((each) => !counted.has(each.id))) {
    try {
      const { count } = await countSegment(options, { parentSegment, rule, segment: id }, signal);
      await segments.setPopulation(id, build, count);
    } catch (err) {
      if (signal?.aborted) return;
      logger.warn({ segment: id, err }, 'segment not counted');
    }
  }
}
