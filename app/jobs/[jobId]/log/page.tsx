import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { JobLogPage } from '#components/jobs/log/job-log-page.tsx';
import { viewLog } from '#lib/commands/console/job-parts.ts';
import { readLogQuery } from '#lib/core/view/log-query.ts';
import { load } from '#lib/web/run-command.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/log'>;

const LINES_PER_PAGE = 200;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.log');
  return { title: t('titleOfJob', { id: String((await loadJob(params)).id) }) };
}

export default async function LogPage({ params, searchParams }: Props) {
  const job = await loadJob(params);
  const query = readLogQuery(await searchParams);
  const logPage = await load(viewLog, { job: job.id, ...query, limit: LINES_PER_PAGE, locale: await getLocale() });
  return <JobLogPage initial={job} query={query} {...logPage} />;
}
