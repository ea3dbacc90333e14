import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';

export default async function CatalogLoading() {
  const t = await getTranslations('integrations');
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetBody>
        <LoadingNote />
        <div className="h-24" />
        <Card className="grid h-80 content-start gap-4 p-6">
          <Skeleton width="14rem" />
          <Skeleton width="32rem" />
          <Skeleton width="24rem" />
        </Card>
      </SheetBody>
    </Sheet>
  );
}
