import { useTranslations } from 'next-intl';
import { PlannedRunBadge } from '#components/job/planned-run-badge.tsx';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { PlannedRun } from '#lib/core/schedule/planned-run.ts';

/** The state and time of a query's newest run, with a link to its job if it has one. */
export function LastRun({ run }: { run: PlannedRun | null }) {
  const t = useTranslations();
  if (run === null) return t('workbench.queries.never');
  const { jobId, decidedAt } = run;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <PlannedRunBadge run={run} />
      {jobId === null ? (
        <Time value={decidedAt} />
      ) : (
        <Link href={jobPath(jobId)} className="inline-flex min-h-target items-center text-text-muted">
          <span className="sr-only">
            {t('jobs.columns.job')} {jobId}:{' '}
          </span>
          <Time value={decidedAt} />
        </Link>
      )}
    </span>
  );
}
