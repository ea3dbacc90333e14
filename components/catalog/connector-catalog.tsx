'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { connectorKey } from '#components/connector/connector-key.ts';
import type { EnterSandbox } from '#components/new-authentication/authentication-actions.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { ConnectorCard } from './connector-card.tsx';

const KINDS = ['all', 'input', 'output'] as const;
type Kind = (typeof KINDS)[number];

export interface ConnectorCatalogProps {
  types: readonly string[];
  callsPerMinute: number;
  enterSandbox: EnterSandbox;
}

/** The connectors of the console. All are outputs: none imports data. */
export function ConnectorCatalog({ types, ...cardProps }: ConnectorCatalogProps) {
  const t = useTranslations('integrations');
  const [{ q, kind }, set] = useQueryStates({
    q: parseAsString.withDefault(''),
    kind: parseAsStringLiteral(KINDS).withDefault('all'),
  });
  const matching = useMatching(types, q);
  const counts: Record<Kind, number> = { all: matching.length, input: 0, output: matching.length };
  const shown = kind === 'input' ? [] : matching;
  return (
    <>
      <search className="flex flex-wrap items-center gap-2">
        <SearchInput
          label={t('search')}
          placeholder={t('search')}
          value={q}
          onValueChange={(text) => set({ q: text || null })}
          className="wide:w-96"
          autoFocus
        />
        <fieldset className="flex gap-2">
          <legend className="sr-only">{t('kind')}</legend>
          {KINDS.map((each) => (
            <Chip key={each} pressed={each === kind} count={counts[each]} onClick={() => set({ kind: each })}>
              {t(each)}
            </Chip>
          ))}
        </fieldset>
      </search>
      <p role="status" className="mt-5 mb-4 text-text-muted text-xs">
        {q === '' ? t('shown', { count: shown.length }) : t('found', { count: shown.length, query: q })}
      </p>
      <div className="grid gap-5">
        {shown.map((type) => (
          <ConnectorCard key={type} type={type} {...cardProps} />
        ))}
      </div>
      {shown.length === 0 && <NoMatch query={matching.length === 0 ? q : ''} onClear={() => set(null)} />}
    </>
  );
}

function NoMatch({ query, onClear }: { query: string; onClear: () => void }) {
  const t = useTranslations('integrations');
  const reason = query === '' ? 'noInput' : 'noMatch';
  return (
    <EmptyState
      title={t(`${reason}.title`, { query })}
      icon={<SearchX aria-hidden className="size-6 text-text-muted" />}
      actions={
        <Button size="sm" onClick={onClear}>
          {t(`${reason}.clear`)}
        </Button>
      }
    >
      {t(`${reason}.text`)}
    </EmptyState>
  );
}

function useMatching(types: readonly string[], query: string): readonly string[] {
  const t = useTranslations('connectors');
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return types.filter((type) => {
    const key = connectorKey(type);
    const text = `${t(`${key}.name`)} ${t(`${key}.description`)} ${t(`${key}.keywords`)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
