import type { Metadata } from 'next';
import { TableSchema } from '#components/workbench/databases/table/table-schema.tsx';
import { TableSheet } from '#components/workbench/databases/table/table-sheet.tsx';
import { deleteTable } from '../../../actions.ts';
import { loadTable } from '../../../load-table.ts';

type Props = PageProps<'/workbench/databases/[database]/[table]/schema'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await loadTable(params);
  return { title: (await params).table };
}

export default async function TableSchemaPage({ params }: Props) {
  const { database, table } = await loadTable(params);
  return (
    <TableSheet database={database} table={table} deleteTable={deleteTable}>
      <TableSchema database={database} table={table} />
    </TableSheet>
  );
}
