import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { JOBS, jobPath } from '#components/paths.ts';

export interface FixHeadProps {
  /** Missing while the page is loaded. */
  job?: number;
  badges?: ReactNode;
  note?: ReactNode;
}

/** Whose records are repaired, and the way back to it. */
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
