import { useTranslations } from 'next-intl';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { FixHead } from '#components/review/fixing/fix-head.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { TableSkeleton } from '#components/ui/tables/table-skeleton.tsx';

export default function FixLoading() {
  const t = useTranslations('review.grid');
  return (
    <Sheet>
      <FixHead />
      <SheetBody>
        <LoadingNote />
        <TableSkeleton label={t('label')} rows={14} columns={7} />
      </SheetBody>
      <SheetFoot>{null}</SheetFoot>
    </Sheet>
  );
}
