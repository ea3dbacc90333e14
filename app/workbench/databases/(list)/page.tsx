import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DatabasesSheet } from '#components/workbench/databases/databases-sheet.tsx';
import { viewDatabases } from '#lib/commands/console/databases.ts';
import { load } from '#lib/web/run-command.ts';
import { createDatabase, deleteDatabase, loadSamples } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workbench.databases'))('title') };
}

export default async function DatabasesPage() {
  const databases = await load(viewDatabases, {});
  return (
    <DatabasesSheet databases={databases} actions={{ create: createDatabase, remove: deleteDatabase, loadSamples }} />
  );
}
