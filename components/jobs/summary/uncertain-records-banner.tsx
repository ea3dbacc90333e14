import { useTranslations } from 'next-intl';
import type { JobControls } from '#components/job/job-controls.ts';
import { recordsPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { recordQueryString } from '#lib/core/view/record-query.ts';
import { UncertainDecision } from './uncertain-decision.tsx';

/** Shows uncertain records once the job no longer handles them itself. */
export function UncertainRecordsBanner({ job, controls }: { job: JobView; controls: JobControls }) {
  const t = useTranslations('jobs.banner');
  const { id, state, records } = job;
  if (records.uncertain === 0 || state === 'running' || state === 'queued') return null;
  const recordsHref = recordsPath(id) + recordQueryString({ status: 'uncertain', after: 0 });
  return (
    <Banner
      tone="warning"
      large
      title={t('uncertain', { count: records.uncertain })}
      actions={
        <>
          <ButtonLink href={recordsHref}>{t('reviewUncertain')}</ButtonLink>
          <UncertainDecision job={job} controls={controls} />
        </>
      }
    >
      {t('uncertainText')}
    </Banner>
  );
}
