import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { jobPath } from '#components/paths.ts';
import { RecordsPage } from '#components/records/records-page.tsx';
import { viewRecords } from '#lib/commands/console/job-records.ts';
import { readRecordQuery } from '#lib/core/view/record-query.ts';
import { load } from '#lib/web/run-command.ts';
import { fixJob } from '../../actions.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/records'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('records');
  return { title: t('of', { id: String((await loadJob(params)).id) }) };
}

/** Redirects to the job's page if the job has no records to send, such as the query of a job without an export. */
export default async function JobRecordsPage({ params, searchParams }: Props) {
  const job = await loadJob(params);
  if (job.story === null) redirect(jobPath(job.id));
  const query = readRecordQuery(await searchParams);
  const { record: _, ...page } = query;
  const list = await load(viewRecords, { job: job.id, ...page });
  return <RecordsPage initial={job} query={query} fix={fixJob} {...list} />;
}
