import { getTranslations } from 'next-intl/server';
import { TabbedSkeleton } from '#components/layout/sheet-skeleton.tsx';
import { JOBS } from '#components/paths.ts';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';

/** The skeleton of a job's head and first numbers. */
export default async function JobLoading() {
  const t = await getTranslations('jobs');
  return (
    <TabbedSkeleton crumbs={[{ label: t('title'), href: JOBS }]}>
      <div className="grid wide:grid-cols-4 grid-cols-2 gap-6">
        {['read', 'valid', 'sent', 'accepted'].map((step) => (
          <div key={step} className="grid gap-4">
            <Skeleton width="5rem" />
            <Skeleton width="8rem" badge />
            <Skeleton width="6rem" />
          </div>
        ))}
      </div>
    </TabbedSkeleton>
  );
}
