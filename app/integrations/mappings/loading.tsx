import { useTranslations } from 'next-intl';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import { Table } from '#components/ui/tables/table.tsx';

export default function MappingsLoading() {
  const t = useTranslations('mappings');
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetSubtitle>{t('lead')}</SheetSubtitle>
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <LoadingNote />
        <Table label={t('title')} busy>
          <tbody>
            <SkeletonRows rows={6} columns={6} />
          </tbody>
        </Table>
      </SheetBody>
    </Sheet>
  );
}
