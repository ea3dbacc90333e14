import { useTranslations } from 'next-intl';
import { JobCountCells, JobHeadCells } from '#components/job/job-cells.tsx';
import { JobTrialBadges } from '#components/job/job-trial-badges.tsx';
import { percentRead } from '#components/job/pace.ts';
import { OutcomeBar } from '#components/ui/charts/outcome-bar.tsx';
import { EmptyTd, Td } from '#components/ui/tables/table-cell.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { isFinal, OUTCOMES } from '#lib/core/job/job.ts';
import { type JobSummary, sendsRecords } from '#lib/core/view/job-view.ts';

export function RecentJobRow({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.columns');
  const texts = useTranslations('home.jobs');
  const { name, startedAt } = job;
  return (
    <tr>
      <JobHeadCells job={job} />
      <Td className="wide:w-full wide:max-w-0">
        <span className="block min-w-0">
          <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <span className="min-w-0 max-w-full truncate" title={name}>
              {name}
            </span>
            <JobTrialBadges job={job} />
          </span>
          <WholeExport job={job} />
        </span>
      </Td>
      {sendsRecords(job) ? (
        <Td label={texts('records')}>
          <RecordsSoFar job={job} />
        </Td>
      ) : (
        <EmptyTd label={texts('records')} />
      )}
      <JobCountCells job={job} />
      <Td label={t('started')} end muted className="max-lg:max-wide:flex max-lg:wide:hidden">
        {startedAt === null ? '—' : <Time value={startedAt} />}
      </Td>
    </tr>
  );
}

/** The sum of the export, if the job is not its only one: the other figures of the row are those of the job. */
function WholeExport({ job: { story } }: { job: JobSummary }) {
  const t = useTranslations('home.jobs');
  if (!story || story.jobs === 1) return null;
  const { jobs, open, records } = story;
  return (
    <span className="mt-0.5 block text-text-muted text-xs">
      {t('wholeExport', { jobs, open, accepted: records.accepted, read: records.read })}
    </span>
  );
}

/** The outcomes of the job's records so far and, while the job runs or is paused, how much of the file was read. */
function RecordsSoFar({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.outcomes');
  const { state, records } = job;
  const terms = OUTCOMES.map((key) => ({ key, label: t(key), value: records[key] }));
  const percent = isFinal(state) || state === 'queued' ? undefined : percentRead(job);
  return (
    <span className="flex min-w-24 flex-1 items-center gap-2">
      <span className="flex-1">
        <OutcomeBar terms={terms} thin />
      </span>
      {percent !== undefined && (
        <span className="text-text-muted text-xs">
          <Num value={percent} unit="percent" />
        </span>
      )}
    </span>
  );
}
