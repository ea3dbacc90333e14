import { useTranslations } from 'next-intl';
import { JobCountCells, JobHeadCells } from '#components/job/job-cells.tsx';
import { JobReadProgress } from '#components/job/job-read-progress.tsx';
import { JobTestBadges } from '#components/job/job-test-badges.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { awaitsOtherExecutor } from '#lib/core/job/job-destination.ts';
import type { JobSummary } from '#lib/core/view/job-view.ts';

export function JobRow({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.columns');
  const reasons = useTranslations('jobs.reasons');
  const { file, authentication, account, startedAt, workedUntil } = job;
  return (
    <tr>
      <JobHeadCells job={job} />
      <Td className="wide:max-w-64">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className={`max-w-full truncate ${job.type === 'query' ? 'mono text-xs' : ''}`} title={file}>
            {file}
          </span>
          <JobTestBadges job={job} />
          {awaitsOtherExecutor(job) && <Badge tone="warning">{reasons('other_destination')}</Badge>}
        </span>
      </Td>
      <Td label={t('authentication')} muted className="wide:max-w-44 wide:truncate" title={authentication?.name}>
        {authentication?.name ?? '—'}
      </Td>
      <Td label={t('account')} muted className="lg:max-xl:hidden">
        {authentication === null ? '—' : <span className="mono">{account}</span>}
      </Td>
      <Td label={t('read')} end>
        <JobReadProgress job={job} />
      </Td>
      <JobCountCells job={job} />
      <Td label={t('started')} end muted>
        {startedAt === null ? '—' : <Time value={startedAt} />}
      </Td>
      <Td label={t('duration')} end muted className="lg:max-xl:hidden">
        {startedAt === null ? '—' : <Duration ms={Math.max(0, workedUntil - startedAt)} />}
      </Td>
    </tr>
  );
}
