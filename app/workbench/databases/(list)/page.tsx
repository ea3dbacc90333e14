import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DatabasesSheet } from '#components/workbench/databases/databases-sheet.tsx';
import { listDatabases } from '#lib/operations/workbench/list-tables.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { createDatabase, deleteDatabase, loadSamples } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workbench.databases'))('title') };
}

export default async function DatabasesPage() {
  const databases = await listDatabases(await webRuntime());
  return (
    <DatabasesSheet databases={databases} actions={{ create: createDatabase, remove: deleteDatabase, loadSamples }} />
  );
}
