import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody } from '#components/shell/sheet.tsx';
import { SheetHead } from '#components/shell/sheet-head.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { LoadingNote } from '#components/ui/skeleton-rows.tsx';

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
