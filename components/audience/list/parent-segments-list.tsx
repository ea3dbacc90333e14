'use client';

import { useTranslations } from 'next-intl';
import { FilteredList } from '#components/layout/filtered-list.tsx';
import { needsAttention, type ParentSegmentListProps } from './listed-parent-segment.ts';
import { ParentSegmentsTable } from './parent-segments-table.tsx';

export function ParentSegmentsList({ parentSegments, ...props }: ParentSegmentListProps) {
  const t = useTranslations('parent-segments');
  return (
    <FilteredList
      items={parentSegments}
      textsOf={({ name, master: { database, table } }) => [name, `${database}.${table}`]}
      filters={{
        scheduled: { label: t('filters.scheduled'), has: ({ schedule }) => schedule !== null },
        attention: { label: t('filters.attention'), has: needsAttention },
      }}
      texts={{ search: t('search'), noMatch: t('noMatch'), noMatchText: t('noMatchText') }}
      footOf={(count) => t('count', { count })}
    >
      {(shown) => <ParentSegmentsTable parentSegments={shown} {...props} />}
    </FilteredList>
  );
}
