import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import { Table } from '#components/ui/tables/table.tsx';

export default async function SandboxLoading() {
  const t = await getTranslations('sandbox');
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetSubtitle>{t('lead')}</SheetSubtitle>
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <LoadingNote />
        <Table label={t('table')} busy>
          <tbody>
            <SkeletonRows rows={8} columns={5} />
          </tbody>
        </Table>
      </SheetBody>
    </Sheet>
  );
}
