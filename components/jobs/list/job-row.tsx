import { Boxes, DatabaseZap, FileUp, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useReasonText } from '#components/http/use-code-text.ts';
import { JobCountCells, JobHeadCells } from '#components/job/job-cells.tsx';
import { JobReadProgress } from '#components/job/job-read-progress.tsx';
import { JobTrialBadges } from '#components/job/job-trial-badges.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { JobType } from '#lib/core/job/job.ts';
import { awaitsOtherExecutor } from '#lib/core/job/job-destination.ts';
import type { JobSummary } from '#lib/core/view/job-view.ts';

const ICONS = { export: FileUp, query: DatabaseZap, activation: Users, build: Boxes } satisfies Record<
  JobType,
  unknown
>;

export function JobRow({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.columns');
  const types = useTranslations('jobs.types');
  const { authentication, startedAt, workedUntil } = job;
  return (
    <tr>
      <JobHeadCells job={job} />
      <Td className="wide:max-w-80">
        <JobNameCell job={job} />
      </Td>
      <Td label={t('type')} muted className="lg:max-xl:hidden">
        {types(job.type)}
      </Td>
      <Td label={t('authentication')} muted className="wide:max-w-44 wide:truncate" title={authentication?.name}>
        {authentication?.name ?? '—'}
      </Td>
      <Td label={t('read')} end>
        <JobReadProgress job={job} />
      </Td>
      <JobCountCells job={job} />
      <Td label={t('started')} end muted>
        {startedAt === null ? '—' : <Time value={startedAt} />}
      </Td>
      <Td label={t('duration')} end muted className="lg:max-xl:hidden">
        {startedAt === null ? '—' : <Duration ms={workedUntil - startedAt} />}
      </Td>
    </tr>
  );
}

/** The name of a job, its badges, and why it waits or failed. */
function JobNameCell({ job }: { job: JobSummary }) {
  const reasons = useTranslations('jobs.reasons');
  const list = useTranslations('jobs.list');
  const reasonOf = useReasonText();
  const { id, type, name, state, error, story, retryAt } = job;
  const Icon = ICONS[type];
  const resendCount = story !== null && story.first === id ? story.jobs - 1 : 0;
  return (
    <span className="flex min-w-0 items-start gap-2">
      <Icon aria-hidden className="mt-0.5 size-4 flex-none text-text-muted" />
      <span className="min-w-0">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="max-w-full truncate" title={name}>
            {name}
          </span>
          <JobTrialBadges job={job} />
          {resendCount > 0 && (
            <Badge tone="neutral">{list('resends', { count: resendCount, open: story?.open ?? 0 })}</Badge>
          )}
          {awaitsOtherExecutor(job) && <Badge tone="warning">{reasons('other_destination')}</Badge>}
        </span>
        {error !== null && (state === 'paused' || state === 'error') && (
          <span className="block text-text-muted text-xs">
            {retryAt === null
              ? reasonOf(error.code)
              : list.rich('nextTry', {
                  reason: reasonOf(error.code),
                  time: () => <Time value={retryAt} shape="timeToSecond" />,
                })}
          </span>
        )}
      </span>
    </span>
  );
}
