import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { TableSkeleton } from '#components/ui/tables/table-skeleton.tsx';

export default async function DraftsLoading() {
  const t = await getTranslations('drafts');
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <LoadingNote />
        <TableSkeleton label={t('title')} rows={8} columns={7} />
      </SheetBody>
    </Sheet>
  );
}
