import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { JobLogPage } from '#components/jobs/log/job-log-page.tsx';
import { readLogQuery } from '#lib/core/view/log-query.ts';
import { readLog } from '#lib/operations/jobs/read-log.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { logReading } from '../../../api/jobs/log-reading.ts';
import { jobOfPage } from '../../job-of.ts';

type Props = PageProps<'/jobs/[jobId]/log'>;

const LINES_PER_PAGE = 200;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.log');
  return { title: t('lines', { id: String((await jobOfPage(params)).id) }) };
}

export default async function LogPage({ params, searchParams }: Props) {
  const job = await jobOfPage(params);
  const query = readLogQuery(await searchParams);
  const options = logReading(await webRuntime(), await getLocale());
  return <JobLogPage initial={job} query={query} {...readLog(options, job.id, query, LINES_PER_PAGE)} />;
}
