import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { QueriesSheet } from '#components/workbench/queries/queries-sheet.tsx';
import { viewQueries } from '#lib/commands/console/queries.ts';
import { load } from '#lib/web/run-command.ts';
import { loadSamples } from '../../databases/actions.ts';
import { deleteQuery, duplicateQuery, runShownQuery } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workbench.queries'))('title') };
}

export default async function QueriesPage() {
  return (
    <QueriesSheet
      queries={await load(viewQueries, {})}
      actions={{ run: runShownQuery, duplicate: duplicateQuery, remove: deleteQuery, loadSamples }}
    />
  );
}
