import { Boxes } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { JobSummary } from '#lib/core/view/job-view.ts';

/** Marks jobs that send only test events or use the sandbox. */
export function JobTrialBadges({ job: { testEvent, authentication } }: { job: JobSummary }) {
  const t = useTranslations('jobs');
  return (
    <>
      {testEvent && <Badge tone="test">{t('test')}</Badge>}
      {authentication?.target === 'sandbox' && (
        <Badge tone="test" icon={<Boxes aria-hidden />}>
          {t('sandbox')}
        </Badge>
      )}
    </>
  );
}
