'use client';

import { auditHref } from '#components/paths.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { DayFilter } from '#components/ui/list-query/day-filter.tsx';
import { ListSearch } from '#components/ui/list-query/list-search.tsx';
import { useListQuery } from '#components/ui/list-query/use-list-query.ts';
import { type AuditEntry, ENTRY_OUTCOMES } from '#lib/core/audit/audit-entry.ts';
import { type AuditQuery, actorText, MAX_AUDIT_SEARCH } from '#lib/core/audit/audit-filter.ts';
import { useAuditNames } from './use-audit-names.ts';

interface AuditFiltersProps {
  readonly query: AuditQuery;
  readonly actors: readonly AuditEntry['actor'][];
  readonly actions: readonly { readonly value: string; readonly label: string }[];
}

const ALL = 'all';
const FILTERS = ['search', 'actor', 'action', 'outcome', 'from', 'to'] as const satisfies readonly (keyof AuditQuery)[];
const NO_FILTERS: AuditQuery = Object.fromEntries(FILTERS.map((name) => [name, undefined]));

/** Search, actor, action, outcome and days, which are part of the URL. A change returns to the first page. */
export function AuditFilters({ query: applied, actors, actions }: AuditFiltersProps) {
  const { t, actorName } = useAuditNames();
  const [query, setQuery] = useListQuery(applied, auditHref);
  const filterOf = (value: string) => (value === ALL ? undefined : value);
  const actorChoices = actors.map((actor) => ({ value: actorText(actor), label: actorName(actor) }));
  const outcomes = ENTRY_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }));
  return (
    <search className="flex flex-wrap items-end gap-2 py-3">
      <ListSearch
        label={t('search')}
        className="wide:w-52!"
        maxLength={MAX_AUDIT_SEARCH}
        applied={applied.search}
        onApply={(search) => setQuery({ search })}
      />
      <Select
        label={t('person')}
        controlSize="sm"
        className="wide:w-36!"
        choices={[{ value: ALL, label: t('everyone') }, ...actorChoices]}
        value={query.actor ?? ALL}
        onValueChange={(actor) => setQuery({ actor: filterOf(actor) })}
      />
      <Select
        label={t('action')}
        controlSize="sm"
        className="wide:w-44!"
        choices={[{ value: ALL, label: t('allActions') }, ...actions]}
        value={query.action ?? ALL}
        onValueChange={(action) => setQuery({ action: filterOf(action) })}
      />
      <Select
        label={t('outcome')}
        controlSize="sm"
        className="wide:w-36!"
        choices={[{ value: ALL, label: t('anyOutcome') }, ...outcomes]}
        value={query.outcome ?? ALL}
        onValueChange={(outcome) => setQuery({ outcome: ENTRY_OUTCOMES.find((name) => name === outcome) })}
      />
      <DayFilter label={t('since')} value={query.from} onChange={(from) => setQuery({ from })} />
      <DayFilter label={t('until')} value={query.to} onChange={(to) => setQuery({ to })} />
      {FILTERS.some((name) => query[name] !== undefined) && (
        <LinkButton className="text-sm" onClick={() => setQuery(NO_FILTERS)}>
          {t('clear')}
        </LinkButton>
      )}
    </search>
  );
}
