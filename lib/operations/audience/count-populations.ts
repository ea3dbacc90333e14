import { isDeepStrictEqual } from 'node:util';
import type { Segment } from '../../core/audience/segment.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import type { CountFailures, CountSubject } from './count-failures.ts';
import { countSegment, type ReadOptions } from './read-segment.ts';
import { rulesOf } from './rule-context.ts';

export interface CountPopulationsOptions extends ReadOptions {
  readonly segments: ReadOptions['segments'] & {
    list(parentSegment: number): Promise<readonly Segment[]>;
    populationsIn(build: number): Promise<ReadonlyMap<number, number>>;
    setPopulation(segment: number, build: number, customerCount: number): Promise<void>;
  };
  readonly inOneTransaction: InOneTransaction;
  readonly countFailures: CountFailures;
  readonly logger: { warn(fields: object, message: string): void };
}

/**
 * Counts the customers of each segment that has no population yet, for example because the process that counted them
 * has ended.
 */
export async function countMissingPopulations(
  options: CountPopulationsOptions & {
    readonly parentSegments: { list(): Promise<readonly { readonly id: number }[]> };
  },
  signal?: AbortSignal,
): Promise<void> {
  for (const { id } of await options.parentSegments.list()) {
    if (signal?.aborted) return;
    await countPopulations(options, id, signal);
  }
}

/**
 * Counts the customers of each segment of a parent segment that has no population in the build in use yet. If a count
 * fails, for example because the build lacks a column, the segment gets no population, and its page shows why. The
 * count is tried again at growing intervals.
 */
export async function countPopulations(
  options: CountPopulationsOptions,
  parentSegment: number,
  signal?: AbortSignal,
): Promise<void> {
  const { segments, builds, countFailures, logger } = options;
  const build = (await builds.inUse(parentSegment))?.job;
  if (build === undefined) return;
  const counted = await segments.populationsIn(build);
  const uncounted = (await segments.list(parentSegment)).filter(({ id }) => !counted.has(id));
  for (const { id } of uncounted) {
    // Queries read the build in use. A newer build is counted separately.
    if ((await builds.inUse(parentSegment))?.job !== build) return;
    const subject = { segment: id, build, rules: await rulesOf(segments, id) };
    if (!countFailures.isDue(subject)) continue;
    try {
      await countPopulation(options, parentSegment, subject, signal);
      countFailures.delete(id);
    } catch (err) {
      if (signal?.aborted) return;
      countFailures.add(subject);
      logger.warn({ segment: id, err }, 'segment not counted');
    }
  }
}

/**
 * Stores the count only if nothing has changed while the customers were counted, which takes long. After a change to
 * the segment's rule, or to the rule of a segment that it refers to, there is a separate count, which this one must not
 * replace. If another build is in use by then, this count may be of that build's customers.
 */
async function countPopulation(
  options: CountPopulationsOptions,
  parentSegment: number,
  { segment, build, rules }: CountSubject,
  signal?: AbortSignal,
): Promise<void> {
  const { segments, builds, inOneTransaction } = options;
  const [rule] = rules;
  if (!rule) return;
  const { count } = await countSegment(options, { parentSegment, rule, segment }, signal);
  await inOneTransaction(async () => {
    const isCurrent = (await builds.inUse(parentSegment))?.job === build;
    if (isCurrent && isDeepStrictEqual(await rulesOf(segments, segment), rules))
      await segments.setPopulation(segment, build, count);
  });
}
