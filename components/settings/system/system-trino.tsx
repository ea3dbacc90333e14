'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { getJson } from '#components/http/request-json.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';

export interface SystemTrinoProps {
  /** Of the Trino that is set up; null where there is none. */
  catalog: string | null;
}

/** Whether the second engine can be reached: asked once, and when somebody wants to know, since it is a query there. */
export function SystemTrino({ catalog }: SystemTrinoProps) {
  const t = useTranslations('settings.system');
  return (
    <Region title={t('regions.trino')}>
      {catalog === null ? (
        <p className="text-sm text-text-muted">{t('trino.off')}</p>
      ) : (
        <Facts labels="wide">
          <Fact label={t('trino.server')}>
            <Reach />
          </Fact>
          <Fact label={t('trino.catalog')}>
            <code>{catalog}</code>
          </Fact>
        </Facts>
      )}
    </Region>
  );
}

function Reach() {
  const t = useTranslations('settings.system.trino');
  const { data, isFetching, refetch } = useQuery({
    queryKey: ['trino'],
    queryFn: ({ signal }) => getJson<{ problem: string | null }>('/api/workbench/trino', signal),
    ...{ retry: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  });
  if (isFetching) return t('checking');
  const problem = data === undefined ? t('unknown') : data.problem;
  return (
    <span className="grid justify-items-start gap-1.5">
      <span className="flex items-center gap-3">
        <Badge plain tone={problem === null ? 'success' : 'error'}>
          {t(problem === null ? 'reached' : 'failed')}
        </Badge>
        <LinkButton onClick={() => void refetch()}>{t('again')}</LinkButton>
      </span>
      {problem}
    </span>
  );
}
