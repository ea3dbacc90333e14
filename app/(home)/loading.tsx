import { getTranslations } from 'next-intl/server';
import { RecentJobsHead } from '#components/home/recent-jobs.tsx';
import { Sheet, SheetBody } from '#components/shell/sheet.tsx';
import { SheetHead } from '#components/shell/sheet-head.tsx';
import { RegionHead } from '#components/ui/region.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/skeleton-rows.tsx';
import { Table } from '#components/ui/table.tsx';

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
