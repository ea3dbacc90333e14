import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RecordsPage } from '#components/records/records-page.tsx';
import { viewRecords } from '#lib/commands/console/job-records.ts';
import { readRecordQuery } from '#lib/core/view/record-query.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';
import { fixJob } from '../../actions.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/records'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('records');
  return { title: t('of', { id: String((await loadJob(params)).id) }) };
}

export default async function JobRecordsPage({ params, searchParams }: Props) {
  const job = await loadJob(params);
  const query = readRecordQuery(await searchParams);
  const { record: _, ...page } = query;
  const list = await loadOrNotFound(viewRecords, { job: job.id, ...page });
  return <RecordsPage initial={job} query={query} fix={fixJob} {...list} />;
}
