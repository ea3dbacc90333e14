'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { ReviewFilter } from '#lib/core/review/review-view.ts';
import { useListName } from '../filter/use-list-name.ts';
import type { ReviewContext } from '../review-context.ts';
import { includedMatches } from '../use-matching-records.ts';

/** The whole file, or what the current filter finds. */
const SCOPES = ['file', 'found'] as const;
export type FindScope = (typeof SCOPES)[number];

/** The number of records in each scope; undefined while it is counted. */
type ScopeSizes = Readonly<Record<FindScope, number | undefined>>;

/** The filter of a scope, which is undefined for the whole file, and the sizes of all scopes. */
export function useScope({ view, filter }: ReviewContext, scope: FindScope) {
  const { data } = useQuery(includedMatches(view, filter));
  const sizes: ScopeSizes = { file: view.records.read, found: data?.total };
  const scopeFilter: ReviewFilter | undefined = scope === 'found' ? filter : undefined;
  return { filter: scopeFilter, sizes };
}

export interface ScopeFieldsProps {
  context: ReviewContext;
  scope: FindScope;
  sizes: ScopeSizes;
  onChange: (scope: FindScope) => void;
}

/** Where to replace, with the number of records of each choice. */
export function ScopeFields({ context: { view, filter }, scope, sizes, onChange }: ScopeFieldsProps) {
  const t = useTranslations('review.find.scope');
  const listName = useListName();
  const titleOf = useIssueTitle();
  const filterText = [
    listName(view, filter.show),
    ...(filter.code === undefined ? [] : [titleOf(filter.code)]),
    ...(filter.column === undefined ? [] : [filter.column || t('noColumn')]),
  ].join(' · ');
  return (
    <div className="grid justify-items-start gap-1.5">
      <p aria-hidden className="font-semibold text-sm">
        {t('label')}
      </p>
      <Segmented
        label={t('label')}
        options={SCOPES.map((value) => ({ value, label: <ScopeName name={t(value)} size={sizes[value]} /> }))}
        value={scope}
        onValueChange={onChange}
      />
      {scope === 'found' && <Help>{t('foundHelp', { filter: filterText })}</Help>}
    </div>
  );
}

function ScopeName({ name, size }: { name: string; size: number | undefined }) {
  return (
    <span>
      {name}{' '}
      {size !== undefined && (
        <span className="font-normal text-text-muted">
          <Num value={size} />
        </span>
      )}
    </span>
  );
}
