import type { Segment } from '../../core/audience/segment.ts';
import { countSegment, type ReadOptions } from './read-segment.ts';

export interface CountPopulationsOptions extends ReadOptions {
  readonly segments: ReadOptions['segments'] & {
    list(parentSegment: number): readonly Segment[];
    setPopulation(segment: number, build: number, customers: number): void;
  };
  /** Called for a segment that cannot be counted, for example because its column is missing from the build. */
  readonly onUncounted: (segment: number, error: unknown) => void;
}

/** Counts every segment of a parent segment in the build in use. One that cannot be counted has no population in it. */
export async function countPopulations(
  options: CountPopulationsOptions,
  { parentSegment, build }: { readonly parentSegment: number; readonly build: number },
  signal?: AbortSignal,
): Promise<void> {
  for (const { id, rule } of options.segments.list(parentSegment)) {
    try {
      const { count } = await countSegment(options, { parentSegment, rule, segment: id }, signal);
      options.segments.setPopulation(id, build, count);
    } catch (error) {
      if (signal?.aborted) return;
      options.onUncounted(id, error);
    }
  }
}
