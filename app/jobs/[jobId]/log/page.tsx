import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { JobLogPage } from '#components/jobs/log/job-log-page.tsx';
import { readLogQuery } from '#lib/core/view/log-query.ts';
import { readLog } from '#lib/operations/jobs/read-log.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { readLogOptions } from '../../../api/jobs/read-log-options.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/log'>;

const LINES_PER_PAGE = 200;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.log');
  return { title: t('lines', { id: String((await loadJob(params)).id) }) };
}

export default async function LogPage({ params, searchParams }: Props) {
  const job = await loadJob(params);
  const query = readLogQuery(await searchParams);
  const options = readLogOptions(await webRuntime(), await getLocale());
  return <JobLogPage initial={job} query={query} {...readLog(options, job.id, query, LINES_PER_PAGE)} />;
}
