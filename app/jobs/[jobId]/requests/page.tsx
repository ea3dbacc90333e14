import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobRequestsPage } from '#components/jobs/requests/job-requests-page.tsx';
import { requestsPath } from '#components/paths.ts';
import { viewBatches } from '#lib/commands/console/job-parts.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import { load } from '#lib/web/run-command.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/requests'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.requests');
  return { title: t('title', { id: String((await loadJob(params)).id) }) };
}

export default async function RequestsPage({ params, searchParams }: Props) {
  const job = await loadJob(params);
  const search = await searchParams;
  const before = numberOf(search['before']);
  const after = before === undefined ? numberOf(search['after']) : undefined;
  const { batches, previousBefore, nextAfter } = await load(viewBatches, { job: job.id, before, after });
  const path = requestsPath(job.id);
  return (
    <JobRequestsPage
      initial={job}
      batches={batches}
      previousHref={previousBefore === undefined ? undefined : `${path}?before=${previousBefore}`}
      nextHref={nextAfter === undefined ? undefined : `${path}?after=${nextAfter}`}
    />
  );
}
