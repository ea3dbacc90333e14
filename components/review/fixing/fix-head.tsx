import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { JOBS, jobPath } from '#components/paths.ts';

export interface FixHeadProps {
  /** Absent while the page loads. */
  job?: number;
  badges?: ReactNode;
  note?: ReactNode;
}

/** The head of the page, with a link back to the job. */
export function FixHead({ job, badges, note }: FixHeadProps) {
  const t = useTranslations();
  const crumbs = job === undefined ? [] : [{ label: job, href: jobPath(job) }];
  return (
    <SheetHead
      crumbs={[{ label: t('jobs.title'), href: JOBS }, ...crumbs]}
      title={t('review.ofJob.title')}
      badges={badges}
      note={note}
    />
  );
}
