import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobRequestsPage } from '#components/jobs/requests/job-requests-page.tsx';
import { requestsPath } from '#components/paths.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/requests'>;

const BATCHES_PER_PAGE = 100;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.requests');
  return { title: t('title', { id: String((await loadJob(params)).id) }) };
}

export default async function RequestsPage({ params, searchParams }: Props) {
  const job = await loadJob(params);
  const search = await searchParams;
  const before = numberOf(search['before']);
  const after = before === undefined ? numberOf(search['after']) : undefined;
  const { records } = await webRuntime();
  const batches = records.batchPage(job.id, { limit: BATCHES_PER_PAGE, before, after });
  const path = requestsPath(job.id);
  const first = batches[0]?.id;
  const last = batches.at(-1)?.id;
  const hasPrevious = first !== undefined && records.batchPage(job.id, { limit: 1, before: first }).length > 0;
  const hasNext = last !== undefined && records.batchPage(job.id, { limit: 1, after: last }).length > 0;
  return (
    <JobRequestsPage
      initial={job}
      batches={batches}
      previousHref={hasPrevious ? `${path}?before=${first}` : undefined}
      nextHref={hasNext ? `${path}?after=${last}` : undefined}
    />
  );
}
