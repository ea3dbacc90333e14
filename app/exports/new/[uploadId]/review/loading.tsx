import { useTranslations } from 'next-intl';
import { ExportSide } from '#components/export/export-side.tsx';
import { Sheet, SheetBody, SheetFoot } from '#components/shell/sheet.tsx';
import { SheetHead } from '#components/shell/sheet-head.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/skeleton-rows.tsx';
import { Table } from '#components/ui/table.tsx';

export default function ReviewLoading() {
  const t = useTranslations('review');
  return (
    <>
      <ExportSide at="review" slim />
      <Sheet>
        <SheetHead title={t('title')} />
        <SheetBody>
          <LoadingNote />
          <Table label={t('grid.label')} busy>
            <tbody>
              <SkeletonRows rows={14} columns={7} />
            </tbody>
          </Table>
        </SheetBody>
        <SheetFoot>{null}</SheetFoot>
      </Sheet>
    </>
  );
}
