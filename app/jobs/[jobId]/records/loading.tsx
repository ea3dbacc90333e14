import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { JOBS } from '#components/paths.ts';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';

/** Uneven widths, like those of texts. */
const WIDTHS = Array.from({ length: 18 }, (_, index) => `${40 + ((index * 17) % 50)}%`);

/** The skeleton of the filters and rows. */
export default async function RecordsLoading() {
  const t = await getTranslations('jobs');
  const recordText = await getTranslations('records');
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: t('title'), href: JOBS }]} title={recordText('title')} />
      <div className="h-10 flex-none max-wide:h-11" />
      <SheetBody padded={false} className="lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)]">
        <LoadingNote />
        <div className="grid content-start gap-5 border-border border-r p-4 max-lg:hidden">
          {WIDTHS.slice(0, 9).map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <Skeleton key={index} width={width} />
          ))}
        </div>
        <div className="pt-13">
          {WIDTHS.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <div key={index} className="flex h-row-double items-center border-border border-b px-3">
              <Skeleton width={width} />
            </div>
          ))}
        </div>
      </SheetBody>
    </Sheet>
  );
}
