import { type Bucket, bucketWidth, fillGaps, type Latency, type Throughput } from '../../core/delivery/throughput.ts';
import type { Settings } from '../../core/settings/settings.ts';

export interface MeasureOptions {
  readonly calls: {
    extent(job: number): { readonly minutes: number; readonly span: number };
    buckets(job: number, width: number): readonly Bucket[];
    busiestMinute(job: number): number;
    latency(job: number): Latency | null;
  };
  readonly settings: { current(): Pick<Settings, 'calls_per_minute'> };
}

/** The throughput of a job, from the times in its ledger. */
export function measureThroughput({ calls, settings }: MeasureOptions, job: number): Throughput {
  const { minutes, span } = calls.extent(job);
  const width = bucketWidth(minutes, span);
  return {
    width,
    buckets: fillGaps(calls.buckets(job, width), width),
    busiestMinute: calls.busiestMinute(job),
    limit: settings.current().calls_per_minute,
    latency: calls.latency(job),
  };
}
