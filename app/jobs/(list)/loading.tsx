import { getTranslations } from 'next-intl/server';
import { JobsTableHead } from '#components/jobs/list/jobs-table-head.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { TableSkeleton } from '#components/ui/tables/table-skeleton.tsx';

export default async function JobsLoading() {
  const t = await getTranslations('jobs');
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <LoadingNote />
        <div className="h-13.5" />
        <TableSkeleton label={t('title')} rows={12} columns={11}>
          <JobsTableHead />
        </TableSkeleton>
      </SheetBody>
    </Sheet>
  );
}
