import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { JobBadge } from '#components/jobs/job-badge.tsx';
import { JobMarks } from '#components/jobs/job-marks.tsx';
import { jobPath } from '#components/jobs/jobs-address.ts';
import { shareRead } from '#components/jobs/pace.ts';
import { LedgerBar } from '#components/ui/ledger-bar.tsx';
import { Num } from '#components/ui/num.tsx';
import { Td } from '#components/ui/table-cell.tsx';
import { RowHead } from '#components/ui/table-head.tsx';
import { Time } from '#components/ui/time.tsx';
import { isFinal, notAccepted, OUTCOMES } from '#lib/core/job.ts';
import type { JobSummary } from '#lib/core/job-view.ts';

export function RecentJobRow({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.columns');
  const own = useTranslations('home.jobs');
  const { id, file, records, startedAt } = job;
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
      <Td className="wide:w-full wide:max-w-0">
        <span className="flex min-w-0 items-center gap-x-2 gap-y-1 max-wide:flex-wrap">
          <span className="min-w-0 truncate" title={file}>
            {file}
          </span>
          <JobMarks job={job} />
        </span>
      </Td>
      <Td label={own('records')}>
        <RecordsSoFar job={job} />
      </Td>
      <Td label={t('accepted')} end>
        <Num value={records.accepted} />
      </Td>
      <Td label={t('notAccepted')} end className={missed > 0 ? 'font-semibold' : 'text-text-faint'}>
        <Num value={missed} />
      </Td>
      <Td label={t('started')} end muted className="max-lg:max-wide:flex max-lg:wide:hidden">
        {startedAt === null ? '—' : <Time value={startedAt} />}
      </Td>
    </tr>
  );
}

/** The ledger of what was read; while there is more to read, how far that is through the file. */
function RecordsSoFar({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.ledger');
  const { state, records } = job;
  const terms = OUTCOMES.map((key) => ({ key, label: t(key), value: records[key] }));
  const isUnderWay = !isFinal(state) && state !== 'queued';
  return (
    <span className="flex min-w-24 flex-1 items-center gap-2">
      <span className="flex-1">
        <LedgerBar terms={terms} thin />
      </span>
      {isUnderWay && (
        <span className="text-text-muted text-xs">
          <Num value={Math.floor(shareRead(job) * 100)} unit="percent" />
        </span>
      )}
    </span>
  );
}
