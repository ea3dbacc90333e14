import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Num } from '#components/ui/num.tsx';
import { Td } from '#components/ui/table-cell.tsx';
import { RowHead } from '#components/ui/table-head.tsx';
import { notAccepted } from '#lib/core/job.ts';
import type { JobSummary } from '#lib/core/job-view.ts';
import { JobBadge } from './job-badge.tsx';
import { jobPath } from './jobs-address.ts';

/** How a job stands, and its number, which leads to it. */
export function JobHeadCells({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.columns');
  return (
    <>
      <Td corner>
        <JobBadge job={job} />
      </Td>
      <RowHead>
        <Link href={jobPath(job.id)} className="inline-flex min-h-target items-center tabular-nums">
          <span className="sr-only">{t('job')} </span>
          {job.id}
        </Link>
      </RowHead>
    </>
  );
}

/** How many records were accepted, and how many had their chance and were not. */
export function JobCountCells({ job: { records } }: { job: JobSummary }) {
  const t = useTranslations('jobs.columns');
  const missed = notAccepted(records);
  return (
    <>
      <Td label={t('accepted')} end>
        <Num value={records.accepted} />
      </Td>
      <Td label={t('notAccepted')} end className={missed > 0 ? 'font-semibold' : 'text-text-faint'}>
        <Num value={missed} />
      </Td>
    </>
  );
}
