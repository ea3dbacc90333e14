import { useTranslations } from 'next-intl';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { TableSkeleton } from '#components/ui/tables/table-skeleton.tsx';

export default function MappingsLoading() {
  const t = useTranslations('mappings');
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetSubtitle>{t('lead')}</SheetSubtitle>
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <LoadingNote />
        <TableSkeleton label={t('title')} rows={6} columns={6} />
      </SheetBody>
    </Sheet>
  );
}
