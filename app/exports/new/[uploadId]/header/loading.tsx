import { useTranslations } from 'next-intl';
import { ExportSide } from '#components/export/export-side.tsx';
import { Sheet, SheetBody, SheetFoot } from '#components/shell/sheet.tsx';
import { SheetHead } from '#components/shell/sheet-head.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/skeleton-rows.tsx';
import { Table } from '#components/ui/table.tsx';

export default function HeaderLoading() {
  const t = useTranslations('exports.header');
  return (
    <>
      <ExportSide at="header" />
      <Sheet>
        <SheetHead title={t('title')} />
        <SheetBody>
          <LoadingNote />
          <Table label={t('table')} busy>
            <tbody>
              <SkeletonRows rows={5} columns={5} />
            </tbody>
          </Table>
        </SheetBody>
        <SheetFoot>{null}</SheetFoot>
      </Sheet>
    </>
  );
}
