import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Duration } from '#components/ui/duration.tsx';
import { Num } from '#components/ui/num.tsx';
import { Td } from '#components/ui/table-cell.tsx';
import { RowHead } from '#components/ui/table-head.tsx';
import { Time } from '#components/ui/time.tsx';
import { notAccepted } from '#lib/core/job.ts';
import type { JobSummary } from '#lib/core/job-view.ts';
import { JobBadge } from './job-badge.tsx';
import { JobMarks } from './job-marks.tsx';
import { JobShare } from './job-share.tsx';
import { jobPath } from './jobs-address.ts';

/** A job in the list. */
export function JobRow({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.columns');
  const { id, file, authentication, account, records, startedAt, workedUntil } = job;
  const missed = notAccepted(records);
  return (
    <tr>
      <Td corner>
        <JobBadge job={job} />
      </Td>
      <RowHead>
        <Link href={jobPath(id)} className="inline-flex min-h-target items-center tabular-nums">
          <span className="sr-only">{t('job')} </span>
          {id}
        </Link>
      </RowHead>
      <Td className="wide:max-w-64">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className={`max-w-full truncate ${job.type === 'query' ? 'mono text-xs' : ''}`} title={file}>
            {file}
          </span>
          <JobMarks job={job} />
        </span>
      </Td>
      <Td label={t('authentication')} muted className="wide:max-w-44 wide:truncate" title={authentication?.name}>
        {authentication?.name}
      </Td>
      <Td label={t('account')} muted className="max-lg:max-wide:flex max-lg:wide:hidden">
        <span className="mono">{account}</span>
      </Td>
      <Td label={t('read')} end>
        <JobShare job={job} />
      </Td>
      <Td label={t('accepted')} end>
        <Num value={records.accepted} />
      </Td>
      <Td label={t('notAccepted')} end className={missed > 0 ? 'font-semibold' : 'text-text-faint'}>
        <Num value={missed} />
      </Td>
      <Td label={t('started')} end muted>
        {startedAt === null ? '—' : <Time value={startedAt} />}
      </Td>
      <Td label={t('duration')} end muted className="max-lg:max-wide:flex max-lg:wide:hidden">
        {startedAt === null ? '—' : <Duration ms={Math.max(0, workedUntil - startedAt)} />}
      </Td>
    </tr>
  );
}
