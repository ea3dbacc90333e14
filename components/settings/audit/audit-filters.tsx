'use client';

import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useId } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { type AuditEntry, OUTCOMES } from '#lib/core/audit/audit-entry.ts';
import { actorText, MAX_AUDIT_SEARCH } from '#lib/core/audit/audit-filter.ts';
import { useAuditNames } from './use-audit-names.ts';

interface AuditFiltersProps {
  readonly actors: readonly AuditEntry['actor'][];
  readonly actions: readonly { readonly value: string; readonly label: string }[];
}

const ALL = 'all';
const TYPING_MS = 300;
const NONE = { search: null, actor: null, action: null, outcome: null, from: null, to: null };
const FIRST_PAGE = { before: null, after: null };

/** Search, person, action, outcome and days, which are part of the URL. A change begins at the first page. */
export function AuditFilters({ actors, actions }: AuditFiltersProps) {
  const { t, actorName } = useAuditNames();
  const [query, setQuery] = useQueryStates(
    {
      ...{ search: parseAsString, actor: parseAsString, action: parseAsString },
      ...{ outcome: parseAsStringLiteral(OUTCOMES), from: parseAsString, to: parseAsString },
      ...{ before: parseAsString, after: parseAsString },
    },
    { shallow: false },
  );
  const set = (changed: Parameters<typeof setQuery>[0] & object) => void setQuery({ ...changed, ...FIRST_PAGE });
  const choose = (value: string) => (value === ALL ? null : value);
  const people = actors.map((actor) => ({ value: actorText(actor), label: actorName(actor) }));
  const outcomes = OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }));
  return (
    <search className="flex flex-wrap items-end gap-2 py-3">
      <SearchInput
        label={t('search')}
        placeholder={t('search')}
        controlSize="sm"
        className="wide:w-52!"
        maxLength={MAX_AUDIT_SEARCH}
        value={query.search ?? ''}
        onValueChange={(search) =>
          void setQuery(
            { search: search || null, ...FIRST_PAGE },
            { limitUrlUpdates: search === '' ? undefined : debounce(TYPING_MS) },
          )
        }
      />
      <Select
        label={t('person')}
        controlSize="sm"
        className="wide:w-40!"
        choices={[{ value: ALL, label: t('everyone') }, ...people]}
        value={query.actor ?? ALL}
        onValueChange={(actor) => set({ actor: choose(actor) })}
      />
      <Select
        label={t('action')}
        controlSize="sm"
        className="wide:w-48!"
        choices={[{ value: ALL, label: t('allActions') }, ...actions]}
        value={query.action ?? ALL}
        onValueChange={(action) => set({ action: choose(action) })}
      />
      <Select
        label={t('outcome')}
        controlSize="sm"
        className="wide:w-36!"
        choices={[{ value: ALL, label: t('anyOutcome') }, ...outcomes]}
        value={query.outcome ?? ALL}
        onValueChange={(outcome) => set({ outcome: OUTCOMES.find((each) => each === outcome) ?? null })}
      />
      <Day label={t('since')} value={query.from} onChange={(from) => set({ from })} />
      <Day label={t('until')} value={query.to} onChange={(to) => set({ to })} />
      {Object.keys(NONE).some((name) => query[name as keyof typeof NONE] !== null) && (
        <LinkButton className="text-sm" onClick={() => set(NONE)}>
          {t('clear')}
        </LinkButton>
      )}
    </search>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
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
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value || null)}
      />
    </span>
  );
}
