import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { TableUpload } from '#components/workbench/databases/table/table-upload.tsx';
import { viewDatabaseNames } from '#lib/commands/console/databases.ts';
import { isAudienceDatabase } from '#lib/core/audience/audience-database.ts';
import { load } from '#lib/web/run-command.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workbench.upload'))('title') };
}

export default gatedPage('/workbench/upload', async ({ searchParams }: PageProps<'/workbench/upload'>) => {
  const databases = (await load(viewDatabaseNames, {})).filter((name) => !isAudienceDatabase(name));
  const { database: requestedDatabase } = await searchParams;
  const onlyDatabase = databases.length === 1 ? databases[0] : undefined;
  const initialDatabase = databases.find((name) => name === requestedDatabase) ?? onlyDatabase ?? null;
  return <TableUpload databases={databases} initialDatabase={initialDatabase} />;
});
