import { type Bucket, bucketWidthMs, fillGaps, type Latency, type Throughput } from '../../core/delivery/throughput.ts';
import type { Job } from '../../core/job/job.ts';
import type { NumericSettings } from '../../core/settings/numeric-settings.ts';

export interface MeasureOptions {
  readonly calls: {
    extent(job: number): Promise<{ readonly minutes: number; readonly spanMs: number }>;
    buckets(job: number, widthMs: number): Promise<readonly Bucket[]>;
    busiestMinute(job: number): Promise<number>;
    latency(job: number): Promise<Latency | null>;
  };
  readonly settings: {
    current(): Promise<Pick<NumericSettings, 'calls_per_minute'>>;
    changedAt(setting: 'calls_per_minute'): Promise<number | null>;
  };
}

/** The throughput of a job, from the times in its ledger. */
export async function measureThroughput(
  { calls, settings }: MeasureOptions,
  { id: job, startedAt }: Pick<Job, 'id' | 'startedAt'>,
): Promise<Throughput> {
  const { minutes, spanMs } = await calls.extent(job);
  // The limit before its last change is not stored.
  const isUnchanged = ((await settings.changedAt('calls_per_minute')) ?? 0) <= (startedAt ?? 0);
  const widthMs = bucketWidthMs(minutes, spanMs);
  return {
    width: widthMs,
    buckets: fillGaps(await calls.buckets(job, widthMs), widthMs),
    busiestMinute: await calls.busiestMinute(job),
    limit: isUnchanged ? (await settings.current()).calls_per_minute : null,
    latency: await calls.latency(job),
  };
}
