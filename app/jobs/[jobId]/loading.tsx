import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { JOBS } from '#components/paths.ts';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';

/** The skeleton of a job's head and first numbers. */
export default async function JobLoading() {
  const t = await getTranslations('jobs');
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: t('title'), href: JOBS }]} title="…" />
      <SheetSubtitle>
        <Skeleton width="22rem" />
      </SheetSubtitle>
      <div className="h-10 flex-none max-wide:h-11" />
      <SheetBody>
        <LoadingNote />
        <div className="grid wide:grid-cols-4 grid-cols-2 gap-6">
          {['read', 'valid', 'sent', 'accepted'].map((step) => (
            <div key={step} className="grid gap-4">
              <Skeleton width="5rem" />
              <Skeleton width="8rem" badge />
              <Skeleton width="6rem" />
            </div>
          ))}
        </div>
      </SheetBody>
    </Sheet>
  );
}
