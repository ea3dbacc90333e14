'use client';

import { useTranslations } from 'next-intl';
import { percentRead, shareRead, shownPercent, timeLeftMs } from '#components/job/pace.ts';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { usePace } from '../batches/use-pace.ts';

/** Progress, pace and remaining time; nothing once the job has ended. */
export function JobProgress({ job }: { job: JobView }) {
  const t = useTranslations('jobs.progress');
  const pace = usePace(job);
  if (isFinal(job.state)) return null;
  const percent = percentRead(job);
  const bold = { b: (text: React.ReactNode) => <b>{text}</b> };
  return (
    <div className="mb-6 grid gap-2">
      <p className="flex flex-wrap justify-between gap-x-4 text-sm text-text-muted [&_b]:text-text">
        <span>
          {t.rich('records', { ...bold, read: job.records.read })}
          {percent !== undefined && ` · ${t('percent', { percent })}`}
        </span>
        <Speed job={job} eventsPerSecond={pace?.eventsPerSecond} leftMs={timeLeftMs(job, pace)} />
      </p>
      <ProgressBar
        label={t('label')}
        value={shownPercent(job)}
        text={percent === undefined ? undefined : t('percent', { percent })}
        paused={job.state === 'paused'}
      />
    </div>
  );
}

interface SpeedProps {
  job: JobView;
  eventsPerSecond: number | undefined;
  leftMs: number | undefined;
}

function Speed({ job, eventsPerSecond, leftMs }: SpeedProps) {
  const t = useTranslations('jobs.progress');
  if (job.state === 'queued') return job.error === null && <span>{t('queued')}</span>;
  const time = { time: () => <Duration ms={Math.max(1000, leftMs ?? 0)} /> };
  if (job.state === 'paused') return <span>{leftMs !== undefined && leftMs > 0 && t.rich('workLeft', time)}</span>;
  const share = shareRead(job);
  if (share === undefined) return <span>{t('querying')}</span>;
  if (share === 1) return <span>{t('finishing')}</span>;
  return (
    <span className="tabular-nums">
      {eventsPerSecond !== undefined && t('pace', { events: Math.round(eventsPerSecond) })}
      {leftMs !== undefined && <> · {t.rich('left', time)}</>}
    </span>
  );
}
