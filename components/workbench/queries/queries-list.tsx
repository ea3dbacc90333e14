'use client';

import { useTranslations } from 'next-intl';
import { FilteredList } from '#components/layout/filtered-list.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import type { ListedQuery, QueryActions } from './listed-query.ts';
import { QueriesHead } from './queries-head.tsx';
import { QueryRow } from './query-row.tsx';

export interface QueriesListProps {
  queries: readonly ListedQuery[];
  actions: QueryActions;
}

export function QueriesList({ queries, actions }: QueriesListProps) {
  const t = useTranslations('workbench.queries');
  return (
    <FilteredList
      items={queries}
      textsOf={({ name }) => [name]}
      filters={{
        scheduled: { label: t('filters.scheduled'), has: ({ schedule }) => schedule !== null },
        export: { label: t('filters.export'), has: ({ exportTo }) => exportTo !== null },
      }}
      texts={{ search: t('search'), noMatch: t('noMatch'), noMatchText: t('noMatchText') }}
      footOf={(count) => t('count', { count })}
    >
      {(shown) => (
        <Table label={t('title')} cards="lg">
          <QueriesHead />
          <tbody>
            {shown.map((query) => (
              <QueryRow key={query.id} query={query} actions={actions} />
            ))}
          </tbody>
        </Table>
      )}
    </FilteredList>
  );
}
