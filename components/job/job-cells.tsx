import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { EmptyTd, Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { countNotAccepted } from '#lib/core/job/job.ts';
import { type JobSummary, sendsRecords } from '#lib/core/view/job-view.ts';
import { JobBadge } from './job-badge.tsx';

/** The state of a job, and its ID as a link. */
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

/** Outcomes of the records read: accepted, not accepted, and not sent. They add up to the records read. */
export function JobCountCells({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.columns');
  const { records } = job;
  const { accepted, not_sent, uncertain } = records;
  if (!sendsRecords(job)) return <NoCountCells labels={[t('accepted'), t('notAccepted'), t('notSent')]} />;
  return (
    <>
      <Td label={t('accepted')} end>
        <Num value={accepted} />
      </Td>
      <EmphasizedCountCell label={t('notAccepted')} count={countNotAccepted(records)}>
        <UncertainNote count={uncertain} />
      </EmphasizedCountCell>
      <EmphasizedCountCell label={t('notSent')} count={not_sent} />
    </>
  );
}

/** The cells of a job that sends nothing. */
function NoCountCells({ labels }: { labels: readonly string[] }) {
  return labels.map((label) => <EmptyTd key={label} label={label} end />);
}

function UncertainNote({ count }: { count: number }) {
  const t = useTranslations('jobs.columns');
  if (count === 0) return null;
  return <span className="block whitespace-nowrap font-normal text-2xs text-warning">{t('uncertain', { count })}</span>;
}

interface EmphasizedCountCellProps {
  label: string;
  count: number;
  children?: ReactNode;
}

/** A count that is bold unless it is 0. */
function EmphasizedCountCell({ label, count, children }: EmphasizedCountCellProps) {
  return (
    <Td label={label} end className={count > 0 ? 'font-semibold' : 'text-text-faint'}>
      <span className="cards:text-start">
        <Num value={count} />
        {children}
      </span>
    </Td>
  );
}
