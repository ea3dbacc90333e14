'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ChartWithTable } from '#components/ui/charts/chart-with-table.tsx';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { TimeChart } from '#components/ui/charts/time-chart.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { type Bucket, findIdlePeriods, isWorthCharting, type Throughput } from '#lib/core/delivery/throughput.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { ThroughputTable } from './throughput-table.tsx';
import { useThroughput } from './use-throughput.ts';

/**
 * The throughput of a job: events per second, and calls per minute compared with the account's limit. Renders nothing
 * for a job too short for a chart.
 */
export function JobThroughput({ job, initial }: { job: JobView; initial: Throughput }) {
  const t = useTranslations('jobs.throughput');
  const throughput = useThroughput(job, initial);
  const { limit, latency, buckets, width } = throughput;
  if (!isWorthCharting(throughput)) return null;
  const speeds = buckets.map((bucket) => perSecond(bucket, width));
  const maxSpeed = Math.max(...speeds);
  // The average of the chart, not of the job: pauses are left out, and partial intervals count as whole ones.
  const average = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
  const maxCallsPerMinute = throughput.busiestMinute;
  const busiestText =
    limit === null
      ? t('busiestCalls', { calls: maxCallsPerMinute })
      : t('busiestOf', { calls: maxCallsPerMinute, limit });
  return (
    <div className="border-border border-b">
      <ThroughputRegion
        title={t('events')}
        note={t('average', { events: Math.round(average) })}
        label={t('eventsLabel', { average: Math.round(average), most: Math.round(maxSpeed) })}
        throughput={throughput}
        amountOf={perSecond}
      />
      <div className="border-border border-t">
        <ThroughputRegion
          title={t('calls')}
          label={t('callsLabel', { busiest: maxCallsPerMinute, limit: limit ?? 0, known: String(limit !== null) })}
          throughput={throughput}
          amountOf={perMinute}
          {...(limit !== null && { ceiling: { value: limit, label: t('limit', { limit }) } })}
        >
          <div className="mt-4 grid gap-2 text-sm">
            <p className="flex flex-wrap justify-between gap-x-4 text-text-muted">
              <span>{t('busiest')}</span>
              <span className="text-text">{busiestText}</span>
            </p>
            {limit !== null && (
              <ProgressBar
                label={t('busiest')}
                value={Math.min(100, (maxCallsPerMinute / limit) * 100)}
                text={busiestText}
              />
            )}
            {latency && (
              <p className="flex flex-wrap justify-between gap-x-4 text-text-muted">
                <span>{t('latency')}</span>
                <span className="text-text">
                  {t.rich('latencyOf', {
                    median: () => <Duration ms={latency.median} />,
                    most: () => <Duration ms={latency.percentile95} />,
                  })}
                </span>
              </p>
            )}
          </div>
        </ThroughputRegion>
      </div>
    </div>
  );
}

interface ThroughputRegionProps {
  title: string;
  note?: string;
  label: string;
  throughput: Throughput;
  amountOf: (bucket: Bucket, widthMs: number) => number;
  ceiling?: { value: number; label: string };
  children?: ReactNode;
}

function ThroughputRegion({ title, note, label, throughput, amountOf, ceiling, children }: ThroughputRegionProps) {
  const format = useFormatter();
  const { buckets, width } = throughput;
  const values = buckets.map((bucket) => amountOf(bucket, width));
  const numberText = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });
  return (
    <Region label={title} last>
      <ChartWithTable
        title={title}
        note={note}
        chart={
          <TimeChart
            label={label}
            values={values}
            marks={useMarks(throughput)}
            titleOf={(index) =>
              `${format.dateTime(buckets[index]?.at ?? 0, CLOCK)} · ${numberText(values[index] ?? 0)}`
            }
            formatValue={(value) => format.number(value, { notation: 'compact' })}
            times={[0, 0.5, 1].map((share) => <Duration key={share} ms={share * buckets.length * width} />)}
            {...(ceiling && { ceiling })}
          />
        }
        table={<ThroughputTable label={title} throughput={throughput} />}
      />
      {children}
    </Region>
  );
}

/** Marks for idle periods, such as pauses, and for the first repeated calls. */
function useMarks({ buckets, width }: Throughput): { index: number; label: ReactNode }[] {
  const t = useTranslations('jobs.throughput');
  const idleMarks = findIdlePeriods({ buckets, width }).map(({ nextIndex, lengthMs }) => ({
    index: nextIndex,
    label: t.rich('rest', { time: () => <Duration ms={lengthMs} /> }),
  }));
  const firstRepeatedIndex = buckets.findIndex(({ repeated }) => repeated > 0);
  const repeatCount = buckets.reduce((sum, bucket) => sum + bucket.repeated, 0);
  if (firstRepeatedIndex < 0 || idleMarks.some(({ index }) => index === firstRepeatedIndex)) return idleMarks;
  return [{ index: firstRepeatedIndex, label: t('repeated', { count: repeatCount }) }, ...idleMarks];
}

function perSecond({ events }: Bucket, widthMs: number): number {
  return events / (widthMs / 1000);
}

function perMinute({ calls }: Bucket, widthMs: number): number {
  return calls * (60_000 / widthMs);
}

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
