import { getTranslations } from 'next-intl/server';
import { RecentJobsHead } from '#components/home/recent-jobs.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { TableSkeleton } from '#components/ui/tables/table-skeleton.tsx';

export default async function HomeLoading() {
  const t = await getTranslations('home');
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetBody>
        <LoadingNote />
        <div className="mx-auto grid max-w-304 grid-cols-[minmax(0,1fr)] gap-10">
          <div className="grid h-64 content-start gap-4 rounded-dialog border border-border p-8">
            <Skeleton width="24rem" />
            <Skeleton width="36rem" />
          </div>
          <div>
            <RegionHead title={t('jobs.title')} />
            <TableSkeleton label={t('jobs.title')} rows={6} columns={8}>
              <RecentJobsHead />
            </TableSkeleton>
          </div>
        </div>
      </SheetBody>
    </Sheet>
  );
}
