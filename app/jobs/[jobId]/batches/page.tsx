import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobBatchesPage } from '#components/jobs/batches/job-batches-page.tsx';
import { batchesPath } from '#components/paths.ts';
import { viewBatches } from '#lib/commands/console/job-parts.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import { load } from '#lib/web/run-command.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/batches'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.batches');
  return { title: t('title', { id: String((await loadJob(params)).id) }) };
}

export default async function BatchesPage({ params, searchParams }: Props) {
  const job = await loadJob(params);
  const search = await searchParams;
  const before = numberOf(search['before']);
  const after = before === undefined ? numberOf(search['after']) : undefined;
  const { batches, previousBefore, nextAfter } = await load(viewBatches, { job: job.id, before, after });
  const path = batchesPath(job.id);
  return (
    <JobBatchesPage
      initial={job}
      batches={batches}
      previousHref={previousBefore === undefined ? undefined : `${path}?before=${previousBefore}`}
      nextHref={nextAfter === undefined ? undefined : `${path}?after=${nextAfter}`}
    />
  );
}
