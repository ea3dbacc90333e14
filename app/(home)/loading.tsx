import { getTranslations } from 'next-intl/server';
import { RecentJobsHead } from '#components/home/recent-jobs.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';

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
            <Table label={t('jobs.title')} busy>
              <RecentJobsHead />
              <tbody>
                <SkeletonRows rows={6} columns={8} />
              </tbody>
            </Table>
          </div>
        </div>
      </SheetBody>
    </Sheet>
  );
}
