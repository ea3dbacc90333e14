'use client';

import { useTranslations } from 'next-intl';
import type { JobControl } from '#components/job/job-controls.ts';
import { FixButton } from '#components/job/resend/fix-button.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { FixHead } from './fix-head.tsx';

export interface FixStartProps {
  job: number;
  /** Whether the review of the file uses a mapping other than that of the job. */
  hasOtherMapping: boolean;
  fix: JobControl;
}

/** Shown until the file has been reviewed with the job's mapping. */
export function FixStart({ job, hasOtherMapping, fix }: FixStartProps) {
  const t = useTranslations('review.ofJob.start');
  return (
    <Sheet>
      <FixHead job={job} />
      <SheetBody>
        <EmptyState
          title={t('title')}
          actions={
            <FixButton job={job} fix={fix} variant="primary" size="sm">
              {t('action')}
            </FixButton>
          }
        >
          {hasOtherMapping && `${t('other')} `}
          {t('text')}
        </EmptyState>
      </SheetBody>
    </Sheet>
  );
}
