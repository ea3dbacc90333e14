import { useTranslations } from 'next-intl';
import { jobsHref } from '#components/paths.ts';
import { Th } from '#components/ui/tables/table-head.tsx';
import type { JobListQuery, JobSort } from '#lib/core/job/job-list.ts';

const COLUMNS = [
  { name: 'status', className: 'w-32' },
  { name: 'job', className: 'w-20', sort: 'newest' },
  { name: 'name' },
  { name: 'type', className: 'lg:max-xl:hidden' },
  { name: 'authentication' },
  { name: 'read', end: true, sort: 'read' },
  { name: 'accepted', end: true, sort: 'accepted' },
  { name: 'notAccepted', end: true, sort: 'not_accepted' },
  { name: 'notSent', end: true, sort: 'not_sent' },
  { name: 'started', end: true },
  { name: 'duration', end: true, sort: 'duration', className: 'lg:max-xl:hidden' },
] as const satisfies readonly { name: string; end?: boolean; sort?: JobSort; className?: string }[];

/** Some heads are links that sort the list, the greatest value first. */
export function JobsTableHead({ query = {} }: { query?: JobListQuery }) {
  const t = useTranslations('jobs.columns');
  const { sort: currentSort = 'newest', before: _before, after: _after, ...filter } = query;
  return (
    <thead>
      <tr>
        {COLUMNS.map((column) => {
          const { name, end, sort, className } = { end: false, sort: undefined, className: '', ...column };
          if (sort === undefined)
            return (
              <Th key={name} end={end} className={className}>
                {t(name)}
              </Th>
            );
          return (
            <Th
              key={name}
              end={end}
              className={className}
              sort={sort === currentSort ? 'descending' : 'none'}
              sortHref={jobsHref({ ...filter, sort: sort === 'newest' ? undefined : sort })}
            >
              {t(name)}
            </Th>
          );
        })}
      </tr>
    </thead>
  );
}
