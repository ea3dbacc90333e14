import { useTranslations } from 'next-intl';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { FixHead } from '#components/review/fixing/fix-head.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import { Table } from '#components/ui/tables/table.tsx';

export default function FixLoading() {
  const t = useTranslations('review.grid');
  return (
    <Sheet>
      <FixHead />
      <SheetBody>
        <LoadingNote />
        <Table label={t('label')} busy>
          <tbody>
            <SkeletonRows rows={14} columns={7} />
          </tbody>
        </Table>
      </SheetBody>
      <SheetFoot>{null}</SheetFoot>
    </Sheet>
  );
}
