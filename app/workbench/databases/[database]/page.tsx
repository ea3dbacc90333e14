import type { Metadata } from 'next';
import { DatabaseSheet } from '#components/workbench/databases/database-sheet.tsx';
import { viewTables } from '#lib/commands/console/databases.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';
import { deleteDatabase, deleteTable } from '../actions.ts';

type Props = PageProps<'/workbench/databases/[database]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).database };
}

export default async function DatabasePage({ params }: Props) {
  const { database } = await params;
  const tables = await loadOrNotFound(viewTables, { database });
  return <DatabaseSheet database={database} tables={tables} actions={{ remove: deleteDatabase, deleteTable }} />;
}
