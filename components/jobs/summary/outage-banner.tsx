import { useTranslations } from 'next-intl';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Outage } from '#lib/core/delivery/outage.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

/** Why a job waits for the receiving service, what was and was not sent, and when the next attempt starts. */
export function OutageBanner({ job, outage }: { job: JobView; outage: Outage }) {
  const t = useTranslations('jobs.outage');
  const { state, delivery, records } = job;
  const { kind, reason, since } = outage;
  const isPaused = state === 'paused';
  const cause = t('cause', { reason: reason === '' ? '_' : reason });
  return (
    <Banner tone={isPaused ? 'paused' : 'warning'} large live title={t(isPaused ? 'paused' : kind)}>
      <p>{t.rich('since', { time: () => <Time value={since} shape="time" />, kind, cause, delivery })}</p>
      <p>{t('records', { accepted: records.accepted, notSent: records.not_sent })}</p>
      {/* Announced once, with the banner, and not every second. */}
      <p aria-live="off">
        <NextAttempt job={job} outage={outage} />
      </p>
    </Banner>
  );
}

function NextAttempt({ job: { state, at, isWorkerAlive }, outage }: { job: JobView; outage: Outage }) {
  const t = useTranslations('jobs.outage');
  const { kind, retryAt, hasAutomaticRetry } = outage;
  if (!hasAutomaticRetry) return t(isWorkerAlive ? 'off' : 'noWorker');
  if (kind === 'silent') return null;
  const isPaused = state === 'paused';
  if (retryAt === null) return t(isPaused ? 'resumesNow' : 'now');
  const seconds = Math.max(0, Math.ceil((retryAt - at) / 1000));
  const time = () => <Time value={retryAt} shape="time" />;
  return t.rich(isPaused ? 'resumesAt' : 'retryAt', { time, seconds });
}
