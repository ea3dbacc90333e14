import { useTranslations } from 'next-intl';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { SEND_COLUMNS } from './send-columns.ts';

/** The skeleton of the last step. */
export function SendSkeleton() {
  const t = useTranslations('exports.send');
  return (
    <Sheet>
      <SheetHead title={t('title')} actions={<ExportClose />} />
      <SheetBody className={SEND_COLUMNS}>
        <LoadingNote />
        <div className="grid content-start gap-6">
          {['30%', '45%', '25%', '40%'].map((width) => (
            <div key={width} className="grid gap-3">
              <Skeleton width={width} />
              <Skeleton badge />
              <Skeleton width="70%" />
            </div>
          ))}
        </div>
        <div className="h-96 rounded-card border border-border bg-surface-sunken" />
      </SheetBody>
      <SheetFoot>{null}</SheetFoot>
    </Sheet>
  );
}
