/** What happened in one stretch of time: events that got their outcome, and calls that ended. */
export interface Bucket {
  /** When it begins, in milliseconds since 1970. */
  readonly at: number;
  readonly events: number;
  readonly calls: number;
  /** Calls of it that brought no outcome and were made again. */
  readonly repeated: number;
}

/** How fast a job went, over time. */
export interface Throughput {
  /** Length of a bucket in milliseconds. */
  readonly width: number;
  /** Without gaps but for rests: a bucket that does not begin where the one before ends comes after one. */
  readonly buckets: readonly Bucket[];
  /** The most calls that ended within any 60 seconds. */
  readonly busiestMinute: number;
  /** Calls a minute that this job's account is allowed now. */
  readonly limit: number;
  readonly latency: Latency | null;
}

/** How long answers took, in milliseconds. */
export interface Latency {
  readonly median: number;
  /** 95 of 100 came within this. */
  readonly most: number;
}

const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
const MOST_BUCKETS = 80;
/** A stretch without any call is a rest from here on; what is shorter is waiting, and belongs to the picture. */
const REST_BUCKETS = 10;

/** How long buckets are for a job that was at work in so many different minutes, or for less than `span` altogether. */
export function bucketWidth(minutes: number, span: number): number {
  const seconds = Math.min(minutes * 60, Math.max(1, span / 1000));
  return (WIDTHS.find((width) => seconds / width <= MOST_BUCKETS) ?? Math.ceil(seconds / MOST_BUCKETS)) * 1000;
}

/** Puts empty buckets where there were no calls, and leaves rests out. */
export function filled(buckets: readonly Bucket[], width: number): Bucket[] {
  const whole: Bucket[] = [];
  for (const bucket of buckets) {
    const last = whole.at(-1);
    const missing = last ? Math.round((bucket.at - last.at) / width) - 1 : 0;
    if (last && missing < REST_BUCKETS) {
      for (let i = 1; i <= missing; i++) whole.push({ at: last.at + i * width, events: 0, calls: 0, repeated: 0 });
    }
    whole.push(bucket);
  }
  return whole;
}

/** The positions of buckets that come after a rest, and how long nothing happened before each. */
export function restsIn({ buckets, width }: Pick<Throughput, 'buckets' | 'width'>): { at: number; length: number }[] {
  return buckets.flatMap((bucket, index) => {
    const before = buckets[index - 1];
    const length = before ? bucket.at - before.at - width : 0;
    return length > 0 ? [{ at: index, length }] : [];
  });
}
