import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { jobsHref } from '#components/paths.ts';
import { ChipLink } from '#components/ui/surfaces/chip.tsx';
import { JOB_FILTERS, type JobFilter, type JobState } from '#lib/core/job/job.ts';
import { isFiltered, type JobListQuery } from '#lib/core/job/job-list.ts';

export interface JobsFilterProps {
  counts: Readonly<Partial<Record<JobState, number>>>;
  /** Number of successful jobs with rejected or invalid records. */
  countWithRejects: number;
  query: JobListQuery;
  /** If set, only jobs of this authentication are listed. */
  authentication: { id: number; name: string } | undefined;
}

/**
 * Filters jobs by state; states without jobs are not offered, except the chosen one. The counts cover all jobs, so they
 * are hidden while another filter applies.
 */
export function JobsFilter({ counts, countWithRejects, query, authentication }: JobsFilterProps) {
  const t = useTranslations('jobs');
  const { state, before: _before, after: _after, ...others } = query;
  const countOf = (filter: JobFilter) => (filter === 'success_with_rejects' ? countWithRejects : (counts[filter] ?? 0));
  const offered = JOB_FILTERS.filter((filter) => filter === state || countOf(filter) > 0);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const countProps = (count: number) => (isFiltered(others) ? {} : { count });
  return (
    <nav aria-label={t('list.filter')} className="flex flex-wrap gap-2 py-3">
      <ChipLink pressed={state === undefined} href={jobsHref(others)} {...countProps(total)}>
        {t('list.all')}
      </ChipLink>
      {offered.map((filter) => (
        <ChipLink
          key={filter}
          pressed={filter === state}
          href={jobsHref({ ...others, state: filter })}
          {...countProps(countOf(filter))}
        >
          {filter === 'success_with_rejects' ? t('list.withRejects') : t(`states.${filter}`)}
        </ChipLink>
      ))}
      {authentication && (
        <ChipLink pressed href={jobsHref({ ...others, state, authentication: undefined })} icon={<X aria-hidden />}>
          {t('list.of', { authentication: authentication.name })}
        </ChipLink>
      )}
    </nav>
  );
}
