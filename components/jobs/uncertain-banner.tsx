import { useTranslations } from 'next-intl';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import type { JobView } from '#lib/core/job-view.ts';
import { recordQueryString } from '#lib/core/record-query.ts';
import type { JobControls } from './job-controls.ts';
import { JobDecision } from './job-decision.tsx';
import { recordsPath } from './jobs-address.ts';

/** Records of which nobody knows whether they were taken, once the job does not go on by itself. */
export function UncertainBanner({ job, controls }: { job: JobView; controls: JobControls }) {
  const t = useTranslations('jobs.banner');
  const { id, state, records } = job;
  if (records.uncertain === 0 || state === 'running' || state === 'queued') return null;
  const review = recordsPath(id) + recordQueryString({ status: 'uncertain', after: 0 });
  return (
    <Banner
      tone="warning"
      large
      title={t('uncertain', { count: records.uncertain })}
      actions={
        <>
          <ButtonLink href={review}>{t('reviewUncertain')}</ButtonLink>
          <JobDecision job={job} controls={controls} />
        </>
      }
    >
      {t('uncertainText')}
    </Banner>
  );
}
