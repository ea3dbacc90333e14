import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { WORKFLOWS } from '#components/paths.ts';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import { Table } from '#components/ui/tables/table.tsx';

/** The skeleton of an attempt's head and tasks. */
export default async function AttemptLoading() {
  const t = await getTranslations('workflow-attempts');
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: t('empty.action'), href: WORKFLOWS }]} title="…" />
      <SheetSubtitle>
        <Skeleton width="22rem" />
      </SheetSubtitle>
      <div className="h-10 flex-none max-wide:h-11" />
      <SheetBody>
        <LoadingNote />
        <Table label={t('timeline.chart')} busy>
          <tbody>
            <SkeletonRows rows={8} columns={2} />
          </tbody>
        </Table>
      </SheetBody>
    </Sheet>
  );
}
