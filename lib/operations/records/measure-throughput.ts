import { type Bucket, bucketWidth, fillGaps, type Latency, type Throughput } from '../../core/delivery/throughput.ts';
import type { Job } from '../../core/job/job.ts';
import type { Settings } from '../../core/settings/settings.ts';

export interface MeasureOptions {
  readonly calls: {
    extent(job: number): { readonly minutes: number; readonly span: number };
    buckets(job: number, width: number): readonly Bucket[];
    busiestMinute(job: number): number;
    latency(job: number): Latency | null;
  };
  readonly settings: {
    current(): Pick<Settings, 'calls_per_minute'>;
    changedAt(setting: 'calls_per_minute'): number | null;
  };
}

/** The throughput of a job, from the times in its ledger. */
export function measureThroughput(
  { calls, settings }: MeasureOptions,
  { id: job, startedAt }: Pick<Job, 'id' | 'startedAt'>,
): Throughput {
  const { minutes, span } = calls.extent(job);
  // What the limit was before its last change is not stored.
  const isOfToday = (settings.changedAt('calls_per_minute') ?? 0) <= (startedAt ?? 0);
  const width = bucketWidth(minutes, span);
  return {
    width,
    buckets: fillGaps(calls.buckets(job, width), width),
    busiestMinute: calls.busiestMinute(job),
    limit: isOfToday ? settings.current().calls_per_minute : null,
    latency: calls.latency(job),
  };
}
