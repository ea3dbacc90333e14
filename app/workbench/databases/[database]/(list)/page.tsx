import type { Metadata } from 'next';
import { DatabaseSheet } from '#components/workbench/databases/database-sheet.tsx';
import { deleteDatabase, deleteTable } from '../../actions.ts';
import { loadTables } from '../../load-table.ts';

type Props = PageProps<'/workbench/databases/[database]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadTables(params)).database };
}

export default async function DatabasePage({ params }: Props) {
  const { database, tables } = await loadTables(params);
  return <DatabaseSheet database={database} tables={tables} actions={{ remove: deleteDatabase, deleteTable }} />;
}
