'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { Button } from '#components/ui/buttons/button.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { type ListedParentSegment, needsAttention, type ParentSegmentsProps } from './listed-parent-segment.ts';
import { ParentSegmentsTable } from './parent-segments-table.tsx';

const KINDS = ['scheduled', 'attention'] as const;
const FILTERS: Record<(typeof KINDS)[number], (each: ListedParentSegment) => boolean> = {
  scheduled: ({ schedule }) => schedule !== null,
  attention: needsAttention,
};

export function ParentSegmentsList({ parentSegments, actions }: ParentSegmentsProps) {
  const t = useTranslations('parent-segments');
  const [{ search, only }, set] = useQueryStates({
    search: parseAsString.withDefault(''),
    only: parseAsStringLiteral(KINDS),
  });
  const term = search.trim().toLowerCase();
  const named = parentSegments.filter(
    ({ name, id, master: { database, table } }) =>
      [name, `${database}.${table}`].some((text) => text.toLowerCase().includes(term)) || String(id) === term,
  );
  const shown = only === null ? named : named.filter(FILTERS[only]);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 py-3">
        <SearchInput
          label={t('search')}
          placeholder={t('search')}
          controlSize="sm"
          className="wide:w-64!"
          value={search}
          onValueChange={(next) => void set({ search: next || null })}
        />
        <Chip pressed={only === null} count={named.length} onClick={() => void set({ only: null })}>
          {t('filters.all')}
        </Chip>
        {KINDS.map((kind) => (
          <Chip
            key={kind}
            pressed={only === kind}
            count={named.filter(FILTERS[kind]).length}
            onClick={() => void set({ only: kind })}
          >
            {t(`filters.${kind}`)}
          </Chip>
        ))}
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={t('noMatch')}
          icon={<SearchX aria-hidden className="size-6 text-text-muted" />}
          actions={
            <Button size="sm" onClick={() => void set({ search: null, only: null })}>
              {t('clear')}
            </Button>
          }
        >
          {t('noMatchText')}
        </EmptyState>
      ) : (
        <>
          <ParentSegmentsTable parentSegments={shown} actions={actions} />
          <TableFoot>{t('count', { count: shown.length })}</TableFoot>
        </>
      )}
    </>
  );
}
