import { Sheet, SheetBody } from '#components/shell/sheet.tsx';
import { SheetHead, type SheetHeadProps } from '#components/shell/sheet-head.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/skeleton-rows.tsx';
import { Table } from '#components/ui/table.tsx';

/** A list of the workbench while it is on its way. */
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
