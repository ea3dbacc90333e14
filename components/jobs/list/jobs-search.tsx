'use client';

import { useTranslations } from 'next-intl';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useId } from 'react';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { JOB_TYPES } from '#lib/core/job/job.ts';
import { JOB_SORTS, MAX_SEARCH_LENGTH } from '#lib/core/job/job-list.ts';

const ALL = 'all';
const TYPING_MS = 300;

/** Search, type, days and order of the list, which are part of the URL. A change begins at the first page. */
export function JobsSearch() {
  const t = useTranslations('jobs');
  const [query, setQuery] = useQueryStates(
    {
      search: parseAsString.withDefault(''),
      type: parseAsStringLiteral(JOB_TYPES),
      from: parseAsString.withDefault(''),
      to: parseAsString.withDefault(''),
      sort: parseAsStringLiteral(JOB_SORTS).withDefault('newest'),
      before: parseAsString,
      after: parseAsString,
    },
    { shallow: false },
  );
  const set = (changed: Parameters<typeof setQuery>[0] & object) =>
    void setQuery({ ...changed, before: null, after: null });
  const types = [ALL, ...JOB_TYPES].map((value) => ({
    value,
    label: value === ALL ? t('list.allTypes') : t(`types.${value as (typeof JOB_TYPES)[number]}`),
  }));
  const sorts = JOB_SORTS.map((value) => ({ value, label: t(`list.sorts.${value}`) }));
  return (
    <search className="flex flex-wrap items-end gap-2 pt-3">
      <SearchInput
        label={t('list.search')}
        placeholder={t('list.search')}
        controlSize="sm"
        className="wide:w-72!"
        maxLength={MAX_SEARCH_LENGTH}
        value={query.search}
        onValueChange={(search) =>
          void setQuery(
            { search: search || null, before: null, after: null },
            { limitUrlUpdates: search === '' ? undefined : debounce(TYPING_MS) },
          )
        }
      />
      <Select
        label={t('list.type')}
        controlSize="sm"
        className="wide:w-40!"
        choices={types}
        value={query.type ?? ALL}
        onValueChange={(type) => set({ type: JOB_TYPES.find((each) => each === type) ?? null })}
      />
      <Day label={t('list.from')} value={query.from} onChange={(from) => set({ from })} />
      <Day label={t('list.to')} value={query.to} onChange={(to) => set({ to })} />
      <Select
        label={t('list.sort')}
        controlSize="sm"
        className="wide:w-56!"
        choices={sorts}
        value={query.sort}
        onValueChange={(sort) => set({ sort: JOB_SORTS.find((each) => each === sort) ?? null })}
      />
    </search>
  );
}

interface DayProps {
  label: string;
  value: string;
  onChange: (value: string | null) => void;
}

function Day({ label, value, onChange }: DayProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-1.5 text-sm text-text-muted max-wide:flex-1">
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        type="date"
        controlSize="sm"
        className="wide:w-36!"
        value={value}
        onChange={({ target }) => onChange(target.value || null)}
      />
    </span>
  );
}
