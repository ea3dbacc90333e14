import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobLogPage } from '#components/jobs/job-log-page.tsx';
import { jobPath } from '#components/jobs/jobs-address.ts';
import { numberOf } from '#lib/core/record-query.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { jobOfPage } from '../../job-of.ts';

type Props = PageProps<'/jobs/[jobId]/log'>;

const LINES_A_PAGE = 200;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.log');
  return { title: t('lines', { id: String((await jobOfPage(params)).id) }) };
}

export default async function LogPage({ params, searchParams }: Props) {
  const job = await jobOfPage(params);
  const asked = await searchParams;
  const warningsOnly = asked['level'] === 'warn';
  const before = numberOf(asked['before']);
  const after = before === undefined ? numberOf(asked['after']) : undefined;
  const { log } = await webRuntime();
  const lines = log.page(job.id, { limit: LINES_A_PAGE, before, after, warningsOnly });
  const hrefTo = (place: 'before' | 'after', line: number) =>
    `${jobPath(job.id)}/log?${new URLSearchParams({ ...(warningsOnly && { level: 'warn' }), [place]: String(line) })}`;
  const first = lines[0]?.id;
  const last = lines.at(-1)?.id;
  const hasEarlier = first !== undefined && log.page(job.id, { limit: 1, before: first, warningsOnly }).length > 0;
  const hasLater = last !== undefined && log.page(job.id, { limit: 1, after: last, warningsOnly }).length > 0;
  return (
    <JobLogPage
      initial={job}
      lines={lines}
      warningsOnly={warningsOnly}
      earlierHref={hasEarlier ? hrefTo('before', first) : undefined}
      laterHref={hasLater ? hrefTo('after', last) : undefined}
    />
  );
}
