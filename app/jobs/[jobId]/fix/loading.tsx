import { useTranslations } from 'next-intl';
import { FixHead } from '#components/review/fix-head.tsx';
import { Sheet, SheetBody, SheetFoot } from '#components/shell/sheet.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/skeleton-rows.tsx';
import { Table } from '#components/ui/table.tsx';

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
