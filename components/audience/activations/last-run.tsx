import { useTranslations } from 'next-intl';
import { useCodeText, useReasonText } from '#components/http/use-code-text.ts';
import { JobBadge } from '#components/job/job-badge.tsx';
import { PlannedRunBadge } from '#components/job/planned-run-badge.tsx';
import { jobPath } from '#components/paths.ts';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { ActivationRun } from '#lib/core/audience/activation/activation-run.ts';
import { RecordsOfRun } from './records-of-run.tsx';

/** The last run of an activation: how it went, its job, when, and how many records were accepted. */
export function LastRun({ run }: { run: ActivationRun | null }) {
  const t = useTranslations('activations');
  if (run === null) return <span className="inline-flex min-h-target items-center">{t('never')}</span>;
  const { job, decidedAt } = run;
  return (
    <span className="grid min-w-0 gap-0.5">
      <span className="inline-flex flex-wrap items-center gap-x-2">
        {job ? <JobBadge job={job} /> : <PlannedRunBadge run={run} />}
        {job && (
          <Link href={jobPath(job.id)} className="inline-flex min-h-target items-center tabular-nums">
            {t('job', { job: job.id })}
          </Link>
        )}
      </span>
      {job?.state === 'running' && <ProgressBar label={t('status.running')} />}
      <span className="text-text-muted text-xs">
        <Time value={job?.startedAt ?? decidedAt} />
        <Reason run={run} />
        {job && job.state !== 'queued' && (
          <span className="block">
            <RecordsOfRun job={job} />
          </span>
        )}
      </span>
    </span>
  );
}

/** Why a run has no job, or why its job stopped. */
function Reason({ run: { problem, job } }: { run: ActivationRun }) {
  const errorText = useCodeText('errors');
  const reasonText = useReasonText();
  if (problem) return <> · {errorText(problem.code, problem.params)}</>;
  return job?.error ? <> · {reasonText(job.error.code)}</> : null;
}
