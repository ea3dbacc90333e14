'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsBoolean, parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { AuthenticationRow } from './authentication-row.tsx';
import { AuthenticationTableHead } from './authentication-table-head.tsx';
import type { ListedAuthentication } from './listed-authentication.ts';

export interface AuthenticationTableProps {
  authentications: readonly ListedAuthentication[];
  actions: AuthenticationActions;
}

/** The list, latest change first; the query parameter `fresh` highlights a newly created one. */
export function AuthenticationTable({ authentications, actions }: AuthenticationTableProps) {
  const t = useTranslations('authentications');
  const [{ q, fresh, archived }, set] = useQueryStates({
    q: parseAsString.withDefault(''),
    fresh: parseAsInteger,
    archived: parseAsBoolean.withDefault(false),
  });
  const isArchived = ({ archivedAt }: ListedAuthentication) => archivedAt !== null;
  const archivedCount = authentications.filter(isArchived).length;
  const shown = authentications.filter((each) => isArchived(each) === archived && matches(each, q));
  return (
    <>
      <search className="flex flex-wrap items-center gap-2 pt-2.5 pb-1">
        <SearchInput
          label={t('search')}
          placeholder={t('searchExample')}
          controlSize="sm"
          value={q}
          onValueChange={(text) => set({ q: text || null })}
          className="wide:w-64!"
        />
        {(archivedCount > 0 || archived) && (
          <Chip pressed={archived} count={archivedCount} onClick={() => set({ archived: archived ? null : true })}>
            {t('archivedOnly')}
          </Chip>
        )}
      </search>
      {shown.length > 0 && (
        <Table label={t('title')} cards="lg">
          <AuthenticationTableHead />
          <tbody>
            {shown.map((each) => (
              <AuthenticationRow key={each.id} authentication={each} actions={actions} isFresh={each.id === fresh} />
            ))}
          </tbody>
        </Table>
      )}
      {shown.length === 0 && q !== '' && <NoMatch query={q} onClear={() => set({ q: null })} />}
      {shown.length === 0 && q === '' && (
        <EmptyState title={t(archived ? 'noneArchived' : 'allArchived')} icon={null}>
          {t(archived ? 'noneArchivedText' : 'allArchivedText')}
        </EmptyState>
      )}
      <TableFoot>
        <p role="status">
          {q === '' ? t('count', { count: shown.length }) : t('matches', { count: shown.length, query: q })}
        </p>
      </TableFoot>
    </>
  );
}

function matches({ id, name }: ListedAuthentication, query: string): boolean {
  const text = query.trim().toLowerCase();
  return name.toLowerCase().includes(text) || String(id) === text;
}

function NoMatch({ query, onClear }: { query: string; onClear: () => void }) {
  const t = useTranslations('authentications.noMatch');
  return (
    <EmptyState
      title={t('title', { query })}
      icon={<SearchX aria-hidden className="size-6 text-text-muted" />}
      actions={
        <Button size="sm" onClick={onClear}>
          {t('clear')}
        </Button>
      }
    >
      {t('text')}
    </EmptyState>
  );
}
