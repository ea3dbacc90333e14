'use client';

import { useTranslations } from 'next-intl';
import { jobsHref } from '#components/paths.ts';
import { Select } from '#components/ui/forms/select.tsx';
import { DayFilter } from '#components/ui/list-query/day-filter.tsx';
import { ListSearch } from '#components/ui/list-query/list-search.tsx';
import { useListQuery } from '#components/ui/list-query/use-list-query.ts';
import { JOB_TYPES } from '#lib/core/job/job.ts';
import { JOB_SORTS, type JobListQuery, MAX_SEARCH_LENGTH } from '#lib/core/job/job-list.ts';

const ALL = 'all';

/** Search, type, days and order of the list, which are part of the URL. Changing one returns to the first page. */
export function JobsSearch({ query: applied }: { query: JobListQuery }) {
  const t = useTranslations('jobs');
  const [query, setQuery] = useListQuery(applied, jobsHref);
  const types = [ALL, ...JOB_TYPES].map((value) => ({
    value,
    label: value === ALL ? t('list.allTypes') : t(`types.${value as (typeof JOB_TYPES)[number]}`),
  }));
  const sorts = JOB_SORTS.map((value) => ({ value, label: t(`list.sorts.${value}`) }));
  return (
    <search className="flex flex-wrap items-end gap-2 pt-3">
      <ListSearch
        label={t('list.search')}
        className="wide:w-72!"
        maxLength={MAX_SEARCH_LENGTH}
        applied={applied.search}
        onApply={(search) => setQuery({ search })}
      />
      <Select
        label={t('list.type')}
        controlSize="sm"
        className="wide:w-40!"
        choices={types}
        value={query.type ?? ALL}
        onValueChange={(type) => setQuery({ type: JOB_TYPES.find((name) => name === type) })}
      />
      <DayFilter label={t('list.from')} value={query.from} onChange={(from) => setQuery({ from })} />
      <DayFilter label={t('list.to')} value={query.to} onChange={(to) => setQuery({ to })} />
      <Select
        label={t('list.sort')}
        controlSize="sm"
        className="wide:w-56!"
        choices={sorts}
        value={query.sort ?? JOB_SORTS[0]}
        onValueChange={(sort) => setQuery({ sort: JOB_SORTS.find((name) => name === sort && name !== JOB_SORTS[0]) })}
      />
    </search>
  );
}
