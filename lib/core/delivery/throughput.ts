/** One interval: events that got their outcome, and calls that ended. */
export interface Bucket {
  /** Its start, in milliseconds since 1970. */
  readonly at: number;
  readonly events: number;
  readonly calls: number;
  /** Calls that brought no outcome and were repeated. */
  readonly repeated: number;
}

/** The speed of a job over time. */
export interface Throughput {
  /** Length of a bucket in milliseconds. */
  readonly width: number;
  /** Consecutive, except that a bucket after an idle period does not start where the previous one ends. */
  readonly buckets: readonly Bucket[];
  /** How many calls ended in the busiest 60 seconds. */
  readonly busiestMinute: number;
  /** Calls per minute allowed for the job's account while it ran; null if the setting was changed since it started. */
  readonly limit: number | null;
  readonly latency: Latency | null;
}

/** Response times in milliseconds. */
export interface Latency {
  readonly median: number;
  readonly percentile95: number;
}

const WIDTHS_IN_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
const MAX_BUCKETS = 80;
/** This many buckets without calls are an idle period; fewer are waiting time, and shown. */
const IDLE_BUCKETS = 10;

/** A chart of a shorter job would show no more than its numbers do. */
const MIN_CHART_MS = 30_000;

/** Whether a chart of the throughput is informative: the job must have made calls for half a minute. */
export function isWorthCharting({ buckets, width }: Pick<Throughput, 'buckets' | 'width'>): boolean {
  return buckets.length * width >= MIN_CHART_MS;
}

/** The bucket width for a job that made calls in this many different minutes, within `spanMs`. */
export function bucketWidthMs(minutes: number, spanMs: number): number {
  const seconds = Math.min(minutes * 60, Math.max(1, spanMs / 1000));
  const width = WIDTHS_IN_SECONDS.find((candidate) => seconds / candidate <= MAX_BUCKETS);
  return (width ?? Math.ceil(seconds / MAX_BUCKETS)) * 1000;
}

/** Adds empty buckets where there were no calls, except for idle periods. */
export function fillGaps(buckets: readonly Bucket[], widthMs: number): Bucket[] {
  const filled: Bucket[] = [];
  for (const bucket of buckets) {
    const last = filled.at(-1);
    const missing = last ? Math.round((bucket.at - last.at) / widthMs) - 1 : 0;
    if (last && missing < IDLE_BUCKETS)
      for (let i = 1; i <= missing; i++) filled.push({ at: last.at + i * widthMs, events: 0, calls: 0, repeated: 0 });
    filled.push(bucket);
  }
  return filled;
}

/** A period without calls. */
export interface IdlePeriod {
  /** The index of the bucket that follows it. */
  readonly nextIndex: number;
  readonly lengthMs: number;
}

export function findIdlePeriods({ buckets, width }: Pick<Throughput, 'buckets' | 'width'>): IdlePeriod[] {
  return buckets.flatMap((bucket, index) => {
    const before = buckets[index - 1];
    const lengthMs = before ? bucket.at - before.at - width : 0;
    return lengthMs > 0 ? [{ nextIndex: index, lengthMs }] : [];
  });
}
