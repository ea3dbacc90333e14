import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead, type SheetHeadProps } from '#components/layout/sheet-head.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import { Table } from '#components/ui/tables/table.tsx';

/** The skeleton of a page with a table. */
export function ListSkeleton({
  title,
  crumbs,
  columns,
}: Pick<SheetHeadProps, 'crumbs'> & { title: string; columns: number }) {
  return (
    <Sheet>
      <SheetHead title={title} {...(crumbs && { crumbs })} />
      <SheetBody padded={false} className="px-6 pt-11 pb-6 max-wide:px-4">
        <LoadingNote />
        <Table label={title} busy>
          <tbody>
            <SkeletonRows rows={5} columns={columns} />
          </tbody>
        </Table>
      </SheetBody>
    </Sheet>
  );
}
