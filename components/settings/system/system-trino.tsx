'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { getJson } from '#components/http/request-json.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';

export interface SystemTrinoProps {
  /** The catalog of the configured Trino server; null if there is none. */
  catalog: string | null;
}

/** Whether Trino is reachable. The check runs a query, so it happens only when the page opens and on demand. */
export function SystemTrino({ catalog }: SystemTrinoProps) {
  const t = useTranslations('settings.system');
  return (
    <Region title={t('regions.trino')}>
      {catalog === null ? (
        <p className="text-sm text-text-muted">{t('trino.off')}</p>
      ) : (
        <Facts labels="wide">
          <Fact label={t('trino.server')}>
            <TrinoStatus />
          </Fact>
          <Fact label={t('trino.catalog')}>
            <code>{catalog}</code>
          </Fact>
        </Facts>
      )}
    </Region>
  );
}

function TrinoStatus() {
  const t = useTranslations('settings.system.trino');
  const { data, isError, isFetching, refetch } = useQuery({
    queryKey: ['trino'],
    queryFn: ({ signal }) => getJson<{ problem: string | null }>('/api/workbench/trino', signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const problem = isError || data === undefined ? t('unknown') : data.problem;
  return (
    <span className="grid justify-items-start gap-1.5">
      <span className="flex items-center gap-3">
        <span role="status">
          {isFetching ? (
            t('checking')
          ) : (
            <Badge plain tone={problem === null ? 'success' : 'error'}>
              {t(problem === null ? 'reached' : 'failed')}
            </Badge>
          )}
        </span>
        {/* The button stays during a check, because it has the focus. */}
        <LinkButton aria-disabled={isFetching} onClick={() => !isFetching && void refetch()}>
          {t('again')}
        </LinkButton>
      </span>
      {!isFetching && problem}
    </span>
  );
}
