'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useOptimistic, useRef, useState, useTransition } from 'react';
import { jobsHref } from '#components/paths.ts';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { useEarlyInput } from '#components/ui/forms/use-early-input.ts';
import { useDebounced } from '#components/ui/hooks/use-debounced.ts';
import { JOB_TYPES } from '#lib/core/job/job.ts';
import { JOB_SORTS, type JobListQuery, MAX_SEARCH_LENGTH } from '#lib/core/job/job-list.ts';

const ALL = 'all';
const TYPING_MS = 300;

/** Search, type, days and order of the list, which are part of the URL. A change begins at the first page. */
export function JobsSearch({ query: shown }: { query: JobListQuery }) {
  const t = useTranslations('jobs');
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [query, setQuery] = useOptimistic(shown);
  // One navigation a change: a second one, for the URL alone, undoes a click that comes in between.
  const set = (changed: JobListQuery) =>
    startTransition(() => {
      const next = { ...query, ...changed, before: undefined, after: undefined };
      setQuery(next);
      router.replace(jobsHref(next), { scroll: false });
    });
  const [search, type] = useSearchText(shown.search ?? '', (text) => set({ search: text || undefined }));
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
        value={search}
        onValueChange={type}
      />
      <Select
        label={t('list.type')}
        controlSize="sm"
        className="wide:w-40!"
        choices={types}
        value={query.type ?? ALL}
        onValueChange={(type) => set({ type: JOB_TYPES.find((each) => each === type) })}
      />
      <Day label={t('list.from')} value={query.from ?? ''} onChange={(from) => set({ from })} />
      <Day label={t('list.to')} value={query.to ?? ''} onChange={(to) => set({ to })} />
      <Select
        label={t('list.sort')}
        controlSize="sm"
        className="wide:w-56!"
        choices={sorts}
        value={query.sort ?? JOB_SORTS[0]}
        onValueChange={(sort) => set({ sort: JOB_SORTS.find((each) => each === sort && each !== JOB_SORTS[0]) })}
      />
    </search>
  );
}

/** The text of the search, and a function to change it; `apply` gets it once the person stops typing, or clears it. */
function useSearchText(applied: string, apply: (text: string) => void) {
  const [text, setText] = useState(applied);
  const [requested, setRequested] = useState(applied);
  const [known, setKnown] = useState(applied);
  if (known !== applied) {
    setKnown(applied);
    // What arrives late is not what the person has typed since.
    if (applied !== requested) {
      setRequested(applied);
      setText(applied);
    }
  }
  const settled = useDebounced(text, text === '' ? 0 : TYPING_MS);
  const applySettled = useEffectEvent((settled: string) => {
    if (settled !== text || settled === requested) return;
    setRequested(settled);
    apply(settled);
  });
  useEffect(() => applySettled(settled), [settled]);
  return [text, setText] as const;
}

interface DayProps {
  label: string;
  value: string;
  onChange: (value: string | undefined) => void;
}

function Day({ label, value, onChange }: DayProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEarlyInput(input, value, (typed) => onChange(typed || undefined));
  return (
    <span className="flex items-center gap-1.5 text-sm text-text-muted max-wide:flex-1">
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        ref={input}
        type="date"
        controlSize="sm"
        className="wide:w-36!"
        value={value}
        onChange={({ target }) => onChange(target.value || undefined)}
      />
    </span>
  );
}
