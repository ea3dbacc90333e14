import type { ReactNode } from 'react';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { TableSkeleton } from '#components/ui/tables/table-skeleton.tsx';
import { Sheet, SheetBody, SheetSubtitle } from './sheet.tsx';
import { SheetHead, type SheetHeadProps } from './sheet-head.tsx';

/** The skeleton of a page with a table. */
export function ListSkeleton({
  title,
  crumbs,
  columnCount,
}: Pick<SheetHeadProps, 'crumbs'> & { title: string; columnCount: number }) {
  return (
    <Sheet>
      <SheetHead title={title} {...(crumbs && { crumbs })} />
      <SheetBody padded={false} className="px-6 pt-11 pb-6 max-wide:px-4">
        <LoadingNote />
        <TableSkeleton label={title} rows={5} columns={columnCount} />
      </SheetBody>
    </Sheet>
  );
}

/** The skeleton of a page about one object, such as a job, with a subtitle and tabs. */
export function TabbedSkeleton({ crumbs, children }: Pick<SheetHeadProps, 'crumbs'> & { children: ReactNode }) {
  return (
    <Sheet>
      <SheetHead title="…" {...(crumbs && { crumbs })} />
      <SheetSubtitle>
        <Skeleton width="22rem" />
      </SheetSubtitle>
      <div className="h-10 flex-none max-wide:h-11" />
      <SheetBody>
        <LoadingNote />
        {children}
      </SheetBody>
    </Sheet>
  );
}
