'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { PAGE_FROM } from '#components/ui/tables/page-of.ts';
import { Pagination } from '#components/ui/tables/pagination.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { usePages } from '#components/ui/tables/use-pages.ts';

interface ListFilter<Item> {
  readonly label: string;
  readonly has: (item: Item) => boolean;
}

export interface FilteredListProps<Item> {
  items: readonly Item[];
  /** The texts by which an item is found, besides its ID. */
  textsOf: (item: Item) => readonly string[];
  /** By their names in the URL. */
  filters: Readonly<Record<string, ListFilter<Item>>>;
  texts: {
    readonly search: string;
    readonly noMatch: string;
    readonly noMatchText: string;
  };
  /** The line below the list, with the number of matching items on all pages. */
  footOf: (count: number) => ReactNode;
  /** The list of the shown items. */
  children: (shown: readonly Item[]) => ReactNode;
}

/** A list with a search, filters and pages, which are part of the URL. */
export function FilteredList<Item extends { readonly id: number }>({
  items,
  textsOf,
  filters,
  texts: { search: label, noMatch, noMatchText },
  footOf,
  children,
}: FilteredListProps<Item>) {
  const t = useTranslations('shell.kit');
  const [{ search, only }, setQuery] = useQueryStates({
    search: parseAsString.withDefault(''),
    only: parseAsStringLiteral(Object.keys(filters)),
    [PAGE_FROM]: parseAsString,
  });
  const changeQuery = (next: { search?: string | null; only?: string | null }) =>
    setQuery({ ...next, [PAGE_FROM]: null });
  const term = search.trim().toLowerCase();
  const matchingSearch = items.filter(
    (item) => textsOf(item).some((text) => text.toLowerCase().includes(term)) || String(item.id) === term,
  );
  const filter = only === null ? undefined : filters[only];
  const matching = filter ? matchingSearch.filter(filter.has) : matchingSearch;
  const { shown, hasPages, ...hrefs } = usePages(matching);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 py-3">
        <SearchInput
          label={label}
          placeholder={label}
          controlSize="sm"
          className="wide:w-64!"
          value={search}
          onValueChange={(next) => void changeQuery({ search: next || null })}
        />
        {Object.keys(filters).length > 0 && (
          <Chip pressed={only === null} count={matchingSearch.length} onClick={() => void changeQuery({ only: null })}>
            {t('all')}
          </Chip>
        )}
        {Object.entries(filters).map(([name, { label: filterLabel, has }]) => (
          <Chip
            key={name}
            pressed={only === name}
            count={matchingSearch.filter(has).length}
            onClick={() => void changeQuery({ only: name })}
          >
            {filterLabel}
          </Chip>
        ))}
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={noMatch}
          icon={<SearchX aria-hidden className="size-6 text-text-muted" />}
          actions={
            <Button size="sm" onClick={() => void changeQuery({ search: null, only: null })}>
              {t('clearFilters')}
            </Button>
          }
        >
          {noMatchText}
        </EmptyState>
      ) : (
        <>
          {children(shown)}
          <TableFoot>
            {footOf(matching.length)}
            {hasPages && <Pagination {...hrefs} />}
          </TableFoot>
        </>
      )}
    </>
  );
}
