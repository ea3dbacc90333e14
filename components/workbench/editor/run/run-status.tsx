import { useTranslations } from 'next-intl';
import { JobBadge } from '#components/job/job-badge.tsx';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';

/** The state and duration of the last run, with a link to its job. */
export function RunStatus({ job }: { job: JobView | undefined }) {
  const t = useTranslations('workbench.editor');
  if (!job) return null;
  const { id, startedAt, workedUntil } = job;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-text-muted">
      <span role="status">
        <JobBadge job={job} />
      </span>
      {startedAt !== null && <Duration ms={workedUntil - startedAt} />}
      <Link href={jobPath(id)} className="inline-flex min-h-target items-center">
        {t('job', { id })}
      </Link>
    </span>
  );
}
